package org.samspill.work;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;
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

    WorkList(ListReads reads, WorkItems items, Representation representation, TitleSearch titles) {
        this.reads = reads;
        this.items = items;
        this.representation = representation;
        this.titles = titles;
    }

    /** The page of her organisation's open items that a query asks for; empty for someone without an organisation. */
    public Page page(CurrentUser user, WorkQuery query) {
        if (user.organisation() == null) {
            return new Page(List.of(), null);
        }
        Condition condition = wanted(user, query);
        cursor(query.cursor())
                .ifPresent(after -> condition.and(
                        "(due_at > ? or due_at = ? and id > ?)",
                        after.due().atOffset(ZoneOffset.UTC),
                        after.due().atOffset(ZoneOffset.UTC),
                        after.id()));
        List<WorkItem> items = reads.list(condition.sql(), condition.parameters(), query.size() + 1);
        if (items.size() <= query.size()) {
            return new Page(items, null);
        }
        List<WorkItem> page = items.subList(0, query.size());
        WorkItem last = page.get(page.size() - 1);
        return new Page(page, last.promise().dueAt() + "~" + last.id());
    }

    /** How many open items a query asks for, on all its pages. */
    public int count(CurrentUser user, WorkQuery query) {
        Condition condition = wanted(user, query);
        return user.organisation() == null ? 0 : reads.count(condition.sql(), condition.parameters());
    }

    /** How many open items each view holds. */
    public Map<WorkQuery.View, Integer> counts(CurrentUser user) {
        Map<WorkQuery.View, Integer> counts = new EnumMap<>(WorkQuery.View.class);
        for (WorkQuery.View view : WorkQuery.View.values()) {
            Condition condition = view(user, view);
            counts.put(view, user.organisation() == null ? 0 : reads.count(condition.sql(), condition.parameters()));
        }
        return counts;
    }

    /** The most urgent item that she may do now: her own, or one that nobody has. */
    public Optional<WorkItem> next(CurrentUser user) {
        Condition condition = view(user, WorkQuery.View.GROUP);
        condition.and("(assignee is null or assignee = ?)", user.person().value());
        condition.and("(lock_expires is null or lock_expires <= ?)", reads.now());
        return reads.list(condition.sql(), condition.parameters(), 1).stream().findFirst();
    }

    /**
     * A kind of task that stands in the list now, and how many there are.
     *
     * @param key the service key, or the element id of a user task
     */
    public record Task(
            String lifeEvent,
            String key,
            String definitionId,
            String element,
            @Nullable String service,
            int open) {}

    /** The kinds of task that her list holds, for filters. */
    public List<Task> tasks(CurrentUser user) {
        Condition condition = view(user, WorkQuery.View.GROUP);
        return reads.tasks(condition.sql(), condition.parameters());
    }

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
        Cursor from = cursor(after).orElse(null);
        List<Part> parts = reads.parts(
                user.organisation().number(),
                user.knowsProtected(),
                withOpenWorkOnly,
                from == null ? null : from.due(),
                from == null ? null : from.id(),
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
        List<String> places = values(representation.placesOf(participant), PersonId::value);
        List<String> subjects = values(representation.subjectsOf(participant), PersonId::value);
        List<String> organisations = values(representation.organisationsOf(participant), OrganisationNumber::value);
        List<Object> parameters = new ArrayList<>(List.of(participant.value()));
        parameters.addAll(places);
        parameters.addAll(subjects);
        parameters.addAll(organisations);
        return reads
                .list(
                        """
                state = 'OPEN' and role is not null and (person = ? or exists (
                    select 1 from journeys_journey j
                    where j.id = work_item.journey_id and (exists (
                        select 1 from journeys_participant p
                        where p.journey_id = j.id and p.role = work_item.role and p.person_id in (%s))
                        or j.subject_person in (%s) or j.subject_number in (%s))))""".formatted(
                                        Condition.marks(places.size()),
                                        Condition.marks(subjects.size()),
                                        Condition.marks(organisations.size())),
                        parameters,
                        200)
                .stream()
                .filter(item -> items.isFor(item, participant))
                .toList();
    }

    /** No list of SQL is empty. */
    private static <T> List<String> values(List<T> things, Function<T, String> value) {
        return things.isEmpty() ? List.of("") : things.stream().map(value).toList();
    }

    private Condition wanted(CurrentUser user, WorkQuery query) {
        Condition condition = view(user, query.view());
        if (query.lifeEvent() != null) {
            condition.and("life_event = ?", query.lifeEvent());
        }
        if (query.element() != null) {
            condition.and("(element = ? or service = ?)", query.element(), query.element());
        }
        if (query.text() != null && !query.text().isBlank()) {
            titles.narrow(condition, query.text().strip());
        }
        return condition;
    }

    private Condition view(CurrentUser user, WorkQuery.View view) {
        Condition condition = MaySee.of(user, reads.now());
        condition.and(view == WorkQuery.View.WAITING ? "(state = 'OPEN' or paused = true)" : "state = 'OPEN'");
        switch (view) {
            case MINE -> condition.and("assignee = ?", user.person().value());
            case NEW -> condition.and("assignee is null and (lock_expires is null or lock_expires <= ?)", reads.now());
            case URGENT -> condition.and("notice_level >= 1");
            case WAITING -> condition.and("(paused = true or lock_expires > ?)", reads.now());
            case GROUP -> {}
        }
        return condition;
    }

    private record Cursor(Instant due, String id) {}

    private static Optional<Cursor> cursor(@Nullable String text) {
        if (text == null || !text.contains("~")) {
            return Optional.empty();
        }
        try {
            int at = text.indexOf('~');
            return Optional.of(new Cursor(Instant.parse(text.substring(0, at)), text.substring(at + 1)));
        } catch (java.time.format.DateTimeParseException notACursor) {
            return Optional.empty();
        }
    }
}
