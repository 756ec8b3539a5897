package org.samspill.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.LocalDate;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.PersonId;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What this node knows to be written down already: that a list has shown somebody a name on a day. Such rows are only added, so what is known stays true; what
 * was forgotten is asked of the database again.
 */
final class ToldToday {

    private static final int MOST = 20_000;

    /** Somebody was shown a datum of a piece of work on a day. */
    record Told(
            PersonId reader,
            LocalDate day,
            String journey,
            @Nullable String workItem,
            String datum) {}

    private final Cache<Told, Boolean> known =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

    boolean knows(Collection<Told> all) {
        return all.stream().allMatch(told -> known.getIfPresent(told) != null);
    }

    /** All this is written, once the transaction is. */
    void written(Collection<Told> all) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                all.forEach(told -> known.put(told, true));
            }
        });
    }
}
