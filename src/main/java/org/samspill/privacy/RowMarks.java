package org.samspill.privacy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Marks the rows of sealed logs as they are written, with a key that the database does not have: until a row is sealed nobody can change it or write
 * another. That one is taken away is seen by the node that wrote it, which remembers what it has committed until it has found it sealed.
 */
@Component
public class RowMarks {

    /** More than a node can commit between two seals; what is beyond is guarded by its seal alone. */
    private static final int MOST_REMEMBERED = 200_000;

    private static final int NONCE_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final SealKeys keys;
    private final Queue<Written> written = new ConcurrentLinkedQueue<>();
    private final AtomicInteger remembered = new AtomicInteger();

    RowMarks(SealKeys keys) {
        this.keys = keys;
    }

    /** How many rows this node has committed and not yet found sealed. */
    int remembered() {
        return remembered.get();
    }

    /** A row that this node has committed. */
    record Written(String log, String journey, String mark) {}

    /** The mark of a row that is about to be written in the current transaction. */
    public String mark(String log, String journey, List<@Nullable String> fields) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        String mark = mark(keys.signing(), TEXT.encodeToString(nonce), log, fields);
        remember(new Written(log, journey, mark));
        return mark;
    }

    private static String mark(SealKey key, String nonce, String log, List<@Nullable String> fields) {
        byte[] row = new RowBytes().add(log).add(nonce).add(fields).toBytes();
        return key.id() + "." + nonce + "." + TEXT.encodeToString(key.mark(row));
    }

    /** How many rows carry each of these rows' marks; more than one is a copy. */
    Map<String, Integer> times(SealedLog log, List<SealedLog.Row> rows) {
        return log.marked(rows.stream()
                .filter(row -> row.mark() != null)
                .map(row -> new Written(log.name(), row.journey(), String.valueOf(row.mark())))
                .toList());
    }

    /** True when the row's mark was made by us for exactly these fields, and for this row alone. */
    boolean genuine(String log, SealedLog.Row row, Map<String, Integer> times) {
        return genuine(log, row) && times.getOrDefault(String.valueOf(row.mark()), 0) == 1;
    }

    private boolean genuine(String log, SealedLog.Row row) {
        String[] parts = row.mark() == null ? new String[0] : row.mark().split("\\.", -1);
        return parts.length == 3
                && keys.marking(parts[0])
                        .filter(key -> same(mark(key, parts[1], log, row.fields()), String.valueOf(row.mark())))
                        .isPresent();
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private void remember(Written row) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                if (remembered.incrementAndGet() <= MOST_REMEMBERED) {
                    written.add(row);
                } else {
                    remembered.decrementAndGet();
                }
            }
        });
    }

    /** What this node has committed since the last time it was asked. */
    List<Written> takeWritten() {
        List<Written> taken = new ArrayList<>();
        for (Written row = written.poll(); row != null; row = written.poll()) {
            taken.add(row);
            remembered.decrementAndGet();
        }
        return taken;
    }
}
