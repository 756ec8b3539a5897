package org.samspill.work;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Matter;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;
import org.samspill.journeys.JourneyId;

/**
 * One piece of work: a service task or a user task that waits at one organisation or at one participant of the journey.
 *
 * @param id the engine's id of the task
 * @param definitionId the engine's id of the process that holds the element
 * @param executionId the engine's id of the execution at which the task stands now
 * @param processInstance the engine's id of the process in which it stands or stood; null for work of before this was kept
 * @param service the service key; null for a user task
 * @param function narrows the work to people with that function; null when anyone in the organisation may do it
 * @param organisation who has it; null for a participant's task, or when no organisation plays the actor
 * @param role the participant's role; null for an organisation's work
 * @param person the one participant it is for; null when anyone with the role may do it
 * @param municipality the subject's, four digits
 * @param assignee the caseworker who has claimed it
 * @param worker the machine that holds or last held it
 * @param lockExpires until when the machine holds it, or before when it is not offered again after a failure
 * @param consents the scopes that the work rests on; empty when it rests on law
 * @param toldUntil when the first of those consents ends, in the past when one does not hold; null when nothing ends it
 * @param guarded true while only those with the right may know of its journey (see {@link org.samspill.journeys.Guarding})
 * @param matter what a participant's task is about; an organisation's is the subject's in general
 * @param retries tries left after failures; null when it never failed, 0 when someone must look at it
 */
public record WorkItem(
        String id,
        Kind kind,
        State state,
        JourneyId journey,
        String lifeEvent,
        String definitionId,
        String process,
        String element,
        String executionId,
        @Nullable String processInstance,
        @Nullable String service,
        @Nullable String actor,
        @Nullable String function,
        @Nullable OrganisationNumber organisation,
        @Nullable String role,
        @Nullable PersonId person,
        @Nullable String municipality,
        Instant createdAt,
        Promise promise,
        @Nullable PersonId assignee,
        @Nullable Instant claimedAt,
        @Nullable String worker,
        @Nullable Instant lockExpires,
        @Nullable Integer retries,
        @Nullable String failure,
        @Nullable Instant endedAt,
        @Nullable String endedBy,
        @Nullable String outcome,
        Set<String> consents,
        @Nullable Instant toldUntil,
        boolean guarded,
        Matter matter) {

    public WorkItem {
        consents = Set.copyOf(consents);
    }

    /** Who can do it: a service task by machine or person, a user task by a person. */
    public enum Kind {
        SERVICE,
        USER
    }

    /** Where it stands. */
    public enum State {
        OPEN,
        DONE,
        REFUSED,
        CANCELLED
    }

    /** The item as it is when a machine has taken it. */
    WorkItem heldBy(String machine, Instant until) {
        return changed(state, assignee, claimedAt, machine, until, endedAt, endedBy, outcome, guarded);
    }

    /** The item as it is when a person has it, or nobody. */
    WorkItem claimedBy(@Nullable PersonId by, @Nullable Instant at) {
        return changed(state, by, at, null, null, endedAt, endedBy, outcome, guarded);
    }

    /** The item as it is when somebody has answered it. */
    WorkItem ended(State how, Instant at, String by, @Nullable String with) {
        return changed(how, assignee, claimedAt, worker, lockExpires, at, by, with, guarded);
    }

    /** The same item, guarded or not. */
    WorkItem guarded(boolean now) {
        return changed(state, assignee, claimedAt, worker, lockExpires, endedAt, endedBy, outcome, now);
    }

    private WorkItem changed(
            State nowState,
            @Nullable PersonId nowAssignee,
            @Nullable Instant nowClaimedAt,
            @Nullable String nowWorker,
            @Nullable Instant nowLockExpires,
            @Nullable Instant nowEndedAt,
            @Nullable String nowEndedBy,
            @Nullable String nowOutcome,
            boolean nowGuarded) {
        return new WorkItem(
                id,
                kind,
                nowState,
                journey,
                lifeEvent,
                definitionId,
                process,
                element,
                executionId,
                processInstance,
                service,
                actor,
                function,
                organisation,
                role,
                person,
                municipality,
                createdAt,
                promise,
                nowAssignee,
                nowClaimedAt,
                nowWorker,
                nowLockExpires,
                retries,
                failure,
                nowEndedAt,
                nowEndedBy,
                nowOutcome,
                consents,
                toldUntil,
                nowGuarded,
                matter);
    }

    public boolean open() {
        return state == State.OPEN;
    }

    /** True while its promise stands still: the organisation has asked a participant for more, and has not got it back yet. */
    public boolean paused() {
        return promise.paused();
    }

    /** True while the consents hold that it rests on; false means that its organisation is told nothing of it any more. */
    public boolean told(Instant now) {
        return toldUntil == null || toldUntil.isAfter(now);
    }

    /** True while a machine holds it. */
    public boolean heldByMachine(Instant now) {
        return open() && worker != null && lockExpires != null && lockExpires.isAfter(now);
    }

    /** True when no tries are left and an operator or a person has to step in. */
    public boolean failed() {
        return open() && retries != null && retries == 0;
    }
}
