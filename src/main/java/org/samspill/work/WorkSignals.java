package org.samspill.work;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;
import org.samspill.journeys.JourneyId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Wakes who waits on this node once a change of work is committed: long polls of machines and live pages. Says that something changed, never what. */
@Component
public class WorkSignals {

    /** How far a change took a work item. */
    public enum Stage {
        OPENED,
        CHANGED,
        /** Its organisation may not be told of it any more: what shows it has to let go of it at once. */
        WITHHELD,
        ENDED
    }

    /** Which work item changed, whose it is, and in which journey; of a guarded one only those with the right are told more than that it is gone. */
    public record Change(
            String workItem,
            Stage stage,
            JourneyId journey,
            String lifeEvent,
            String element,
            @Nullable OrganisationNumber organisation,
            @Nullable String function,
            @Nullable String service,
            @Nullable PersonId person,
            boolean guarded) {}

    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

    /** Hears of every change from now on, on the thread that committed it: be brief. Closing ends it. */
    public AutoCloseable listen(Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void opened(WorkItem item) {
        signal(item, Stage.OPENED);
    }

    void changed(WorkItem item) {
        signal(item, item.open() ? Stage.CHANGED : Stage.ENDED);
    }

    /** A consent that the item rests on has ended. */
    void withheld(WorkItem item) {
        signal(item, Stage.WITHHELD);
    }

    void ended(WorkItem item) {
        signal(item, Stage.ENDED);
    }

    private void signal(WorkItem item, Stage stage) {
        Change change = new Change(
                item.id(),
                stage,
                item.journey(),
                item.lifeEvent(),
                item.element(),
                item.organisation(),
                item.function(),
                item.service(),
                item.person(),
                item.guarded());
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    tell(change);
                }
            });
        } else {
            tell(change);
        }
    }

    private void tell(Change change) {
        listeners.forEach(listener -> listener.accept(change));
    }
}
