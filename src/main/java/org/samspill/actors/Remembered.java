package org.samspill.actors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What is asked at every step and changes a few times a year. What this node changes it forgets at once; what another node changes, within the time given.
 * A transaction that changes something itself sees what it has done, and nobody else does before it is committed.
 */
final class Remembered<K, V> {

    private static final int MOST = 10_000;

    private final Duration atMost;

    /** What is read while this is exchanged goes into the one that is thrown away. */
    private volatile Cache<K, V> kept;

    Remembered(Duration atMost) {
        this.atMost = atMost;
        this.kept = nothing();
    }

    private Cache<K, V> nothing() {
        return Caffeine.newBuilder()
                .expireAfterWrite(atMost)
                .maximumSize(MOST)
                .executor(Runnable::run)
                .build();
    }

    V get(K key, Function<K, V> read) {
        if (TransactionSynchronizationManager.hasResource(this)) {
            return read.apply(key);
        }
        // Not by the cache's own load: who waits there for another's reading may hold the very connection that the
        // other waits for.
        Cache<K, V> now = kept;
        V known = now.getIfPresent(key);
        if (known == null) {
            known = read.apply(key);
            now.put(key, known);
        }
        return known;
    }

    /** Several at once: those that are not known are read together. What is not found is not remembered. */
    Map<K, V> all(Collection<K> keys, Function<Set<K>, Map<K, V>> read) {
        if (TransactionSynchronizationManager.hasResource(this)) {
            return read.apply(Set.copyOf(keys));
        }
        return kept.getAll(keys, unknown -> read.apply(Set.copyOf(unknown)));
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

    private void forget() {
        kept = nothing();
    }
}
