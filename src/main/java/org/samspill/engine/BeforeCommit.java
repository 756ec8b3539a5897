package org.samspill.engine;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.ResourceHolderSupport;
import org.springframework.transaction.support.ResourceHolderSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Something that each transaction has one of and that is written to the database just before the commit: rows that go in together, changes that become
 * one update. Who reads what has not been written yet has to write it first. What is rolled back is forgotten with the transaction.
 *
 * @param <T> what is gathered
 */
public final class BeforeCommit<T> {

    private final Supplier<T> fresh;
    private final Consumer<T> write;

    /** @param write writes what has been gathered and empties it; called again when more comes */
    public BeforeCommit(Supplier<T> fresh, Consumer<T> write) {
        this.fresh = fresh;
        this.write = write;
    }

    /** The current transaction's. */
    public T gathered() {
        T gathered = find();
        if (gathered == null) {
            gathered = fresh.get();
            Holder<T> holder = new Holder<>(gathered);
            TransactionSynchronizationManager.bindResource(this, holder);
            TransactionSynchronizationManager.registerSynchronization(new Writing(holder));
        }
        return gathered;
    }

    /** The current transaction's; null when there is no transaction or nothing has been gathered in it. */
    @SuppressWarnings("unchecked")
    public @Nullable T find() {
        Holder<T> holder = (Holder<T>) TransactionSynchronizationManager.getResource(this);
        return holder == null ? null : holder.gathered;
    }

    /** True when something can be gathered now. */
    public static boolean possible() {
        return TransactionSynchronizationManager.isSynchronizationActive();
    }

    /** Writes what has been gathered so far, so that it can be read. */
    public void write() {
        T gathered = find();
        if (gathered != null) {
            write.accept(gathered);
        }
    }

    private static final class Holder<T> extends ResourceHolderSupport {

        private final T gathered;

        Holder(T gathered) {
            this.gathered = gathered;
        }
    }

    private final class Writing extends ResourceHolderSynchronization<Holder<T>, Object> {

        private final Holder<T> holder;

        Writing(Holder<T> holder) {
            super(holder, BeforeCommit.this);
            this.holder = holder;
        }

        /** After all others, because what they do before the commit may be gathered too. */
        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            write.accept(holder.gathered);
        }
    }
}
