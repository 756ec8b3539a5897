package org.samspill.actors;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What is asked at every step and changes a few times a year. What this node changes it forgets at once; what another node changes, within the time given.
 * A transaction that changes something itself sees what it has done, and nobody else does before it is committed.
 */
final class Remembered<K, V> {

    private final long nanos;
    private final Map<K, Kept<V>> kept = new ConcurrentHashMap<>();
    private volatile int generation;

    Remembered(Duration atMost) {
        nanos = atMost.toNanos();
    }

    private record Kept<V>(V value, long at) {}

    V get(K key, Function<K, V> read) {
        if (TransactionSynchronizationManager.hasResource(this)) {
            return read.apply(key);
        }
        Kept<V> known = kept.get(key);
        if (known != null && System.nanoTime() - known.at() < nanos) {
            return known.value();
        }
        int before = generation;
        long at = System.nanoTime();
        V value = read.apply(key);
        if (generation == before) {
            kept.put(key, new Kept<>(value, at));
        }
        return value;
    }

    /** Several at once: those that are not known are read together. What is not found is not remembered. */
    Map<K, V> all(Collection<K> keys, Function<Set<K>, Map<K, V>> read) {
        if (TransactionSynchronizationManager.hasResource(this)) {
            return read.apply(Set.copyOf(keys));
        }
        Map<K, V> values = new HashMap<>();
        Set<K> unknown = new HashSet<>();
        long at = System.nanoTime();
        for (K key : keys) {
            Kept<V> known = kept.get(key);
            if (known != null && at - known.at() < nanos) {
                values.put(key, known.value());
            } else {
                unknown.add(key);
            }
        }
        if (!unknown.isEmpty()) {
            int before = generation;
            Map<K, V> found = read.apply(unknown);
            values.putAll(found);
            if (generation == before) {
                found.forEach((key, value) -> kept.put(key, new Kept<>(value, at)));
            }
        }
        return values;
    }

    /** The current transaction changes what is remembered. */
    void changes() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            forget();
            return;
        }
        if (!TransactionSynchronizationManager.hasResource(this)) {
            TransactionSynchronizationManager.bindResource(this, this);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void suspend() {
                    TransactionSynchronizationManager.unbindResource(Remembered.this);
                }

                @Override
                public void resume() {
                    TransactionSynchronizationManager.bindResource(Remembered.this, Remembered.this);
                }

                @Override
                public void afterCompletion(int status) {
                    TransactionSynchronizationManager.unbindResource(Remembered.this);
                    forget();
                }
            });
        }
    }

    private synchronized void forget() {
        generation++;
        kept.clear();
    }
}
