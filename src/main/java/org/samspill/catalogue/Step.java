package org.samspill.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Matter;
import org.samspill.actors.Text;

/**
 * One flow node of a process: what it is called, how it is explained to a citizen, and in whose lane it stands.
 *
 * @param topic a service task's service key, or {@code ${datum}} in a block that is told which service to use
 * @param promise a user task's promise; that of a service task stands in its contract
 * @param attachedTo the activity a boundary event sits on
 * @param parent the sub-process that holds the node
 * @param collection the datum a multi-instance runs over, {@code elementVariable} the name of one of its members
 * @param passes what a call activity gives the called process, {@code takesBack} what it receives from it
 * @param properties extension properties by name ({@code title.en}, {@code promise}, {@code consent} ...)
 */
public record Step(
        String id,
        StepKind kind,
        Text title,
        Text explanation,
        @Nullable Lane lane,
        @Nullable String topic,
        @Nullable String form,
        @Nullable PromiseTerm promise,
        @Nullable String calledProcess,
        @Nullable String decision,
        @Nullable Trigger trigger,
        @Nullable String attachedTo,
        @Nullable String parent,
        @Nullable String collection,
        @Nullable String elementVariable,
        List<Parameter> passes,
        List<Parameter> takesBack,
        Map<String, String> properties) {

    public Step {
        passes = List.copyOf(passes);
        takesBack = List.copyOf(takesBack);
        properties = Ordered.map(properties);
    }

    /** The words that {@code matter} may be. */
    static final String MATTERS = "own, health, legal";

    static Optional<Matter> matter(String word) {
        return Arrays.stream(Matter.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    /** What a participant's task here is about, or the tasks of the process that is called here; empty when nothing is said. */
    public Optional<Matter> matter() {
        return Optional.ofNullable(properties.get("matter")).flatMap(Step::matter);
    }

    /** True where an organisation or a person has to do something. */
    public boolean work() {
        return kind == StepKind.USER_TASK || kind == StepKind.SERVICE_TASK;
    }

    /** True for a service task or user task that is done once per member of a collection. */
    public boolean multiple() {
        return collection != null || elementVariable != null;
    }
}
