package org.samspill.work;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.samspill.catalogue.Checked;
import org.samspill.catalogue.FormProblem;

/** What came of a wish to do something with a work item. Whatever is not {@code Done} or {@code Repeated} has changed nothing. */
public sealed interface Outcome {

    /** It was done; the item as it stands now. */
    record Done(WorkItem item) implements Outcome {}

    /** The same person or machine had done it before; the answer is the one of the first time. */
    record Repeated(WorkItem item) implements Outcome {}

    /** No such item, or none that the asker may know of. */
    record NotFound() implements Outcome {}

    /** The item has ended already: someone else answered, or something happened that made it needless. */
    record Ended(WorkItem item) implements Outcome {}

    /** A consent that the work rested on holds no longer: whoever had it must let go of it. */
    record ConsentEnded() implements Outcome {}

    /** Somebody else holds it: a colleague (assignee) or a machine (worker). */
    record Taken(WorkItem item) implements Outcome {}

    /** The machine's lock is over or was never its own. */
    record NotLocked(WorkItem item) implements Outcome {}

    /** A form with answers to put right, and what was typed. */
    record Rejected(List<FormProblem> problems, Map<String, List<String>> typed) implements Outcome {}

    /** Outputs that break the contract. */
    record Unfit(List<Checked.Wrong> problems) implements Outcome {}

    /** A reason that the contract does not know; these are the ones it knows. */
    record UnknownReason(Set<String> reasons) implements Outcome {}

    /** Nobody can be given it: the person is not of this organisation or lacks the function, or no organisation plays the actor. */
    record CannotAssign() implements Outcome {}
}
