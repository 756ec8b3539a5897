package org.samspill.work;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.PersonId;
import org.samspill.journeys.Involvement;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Representation;
import org.springframework.stereotype.Component;

/** Lists of open work items, the most urgent first: a caseworker's by view, a participant's own. Pages by cursor, never by offset. */
@Component
public class WorkList {

    /** One page of a list and where the next begins; null after the last. */
    public record Page(List<WorkItem> items, @Nullable String next) {}

    private final ListReads reads;
    private final WorkItems items;
    private final Representation representation;
    private final TitleSearch titles;
    private final LongLists longLists = new LongLists();
    private final KnownKinds knownKinds = new KnownKinds();

    WorkList(ListReads reads, WorkItems items, Representation representation, TitleSearch titles, WorkSignals signals) {
        this.reads = reads;
        this.items = items;
        this.representation = representation;
        this.titles = titles;
        signals.listen(knownKinds::heard);
    }

    /** A caseworker's lists as they stand now. */
    public WorkDesk desk(CurrentUser user) {
        return new WorkDesk(reads, titles, longLists, knownKinds, user);
    }

    /**
     * A kind of task that stands in the list now.
     *
     * @param key the service key, or the element id of a user task
     */
    public record Task(
            String lifeEvent,
            String key,
            String definitionId,
            String element,
            @Nullable String service) {}

    /**
     * A journey in which an organisation takes part.
     *
     * @param since when its first work in it began
     * @param open how many open items it has there
     */
    public record Part(JourneyId journey, Instant since, int open) {}

    /** One page of the journeys in which an organisation takes part, the newest first, and where the next begins. */
    public record Parts(List<Part> parts, @Nullable String next) {}

    /** The journeys in which the reader's organisation has or had work. */
    public Parts journeys(CurrentUser user, boolean withOpenWorkOnly, @Nullable String after, int size) {
        if (user.organisation() == null) {
            return new Parts(List.of(), null);
        }
        List<Part> parts = reads.parts(
                MaySee.told(user, reads.now()),
                withOpenWorkOnly,
                WorkDesk.cursor(after).orElse(null),
                size + 1);
        if (parts.size() <= size) {
            return new Parts(parts, null);
        }
        Part last = parts.get(size - 1);
        return new Parts(
                parts.subList(0, size), last.since() + "~" + last.journey().value());
    }

    /** The open items of several journeys in one go, whoever has them; who may see them is the caller's to ask. */
    public List<WorkItem> openOf(Collection<JourneyId> journeys) {
        return reads.openOf(journeys);
    }

    /** The open tasks of a participant over all her journeys, the most urgent first. */
    public List<WorkItem> tasksOf(PersonId participant) {
        return tasksOf(representation.journeysOf(participant));
    }

    /** The same over journeys that were read beside her. */
    public List<WorkItem> tasksOf(Collection<Involvement> hers) {
        Map<JourneyId, Involvement> open = hers.stream()
                .filter(each -> each.journey().open())
                .collect(Collectors.toMap(each -> each.journey().id(), each -> each));
        return reads.openOf(open.keySet()).stream()
                .filter(item -> items.isFor(item, Objects.requireNonNull(open.get(item.journey()))))
                .sorted(Comparator.comparing((WorkItem item) -> item.promise().dueAt())
                        .thenComparing(WorkItem::id))
                .toList();
    }
}
