package org.samspill.work;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.ProcessModel;
import org.samspill.catalogue.Service;
import org.samspill.catalogue.Step;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Representation;
import org.springframework.stereotype.Component;

/** Lists of open work items, the most urgent first: a caseworker's by view, a participant's own. Pages by cursor, never by offset. */
@Component
public class WorkList {

    /** One page of a list and where the next begins; null after the last. */
    public record Page(List<WorkItem> items, @Nullable String next) {}

    private final WorkStore store;
    private final WorkItems items;
    private final Representation representation;
    private final LifeEvents lifeEvents;

    WorkList(WorkStore store, WorkItems items, Representation representation, LifeEvents lifeEvents) {
        this.store = store;
        this.items = items;
        this.representation = representation;
        this.lifeEvents = lifeEvents;
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
        List<WorkItem> items = store.list(condition.sql(), condition.parameters, query.size() + 1);
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
        return user.organisation() == null ? 0 : store.count(condition.sql(), condition.parameters);
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
            words(condition, query.text().strip());
        }
        return condition;
    }

    /** How many open items each view holds. */
    public Map<WorkQuery.View, Integer> counts(CurrentUser user) {
        Map<WorkQuery.View, Integer> counts = new EnumMap<>(WorkQuery.View.class);
        for (WorkQuery.View view : WorkQuery.View.values()) {
            Condition condition = view(user, view);
            counts.put(view, user.organisation() == null ? 0 : store.count(condition.sql(), condition.parameters));
        }
        return counts;
    }

    /** The most urgent item that she may do now: her own, or one that nobody has. */
    public Optional<WorkItem> next(CurrentUser user) {
        Condition condition = view(user, WorkQuery.View.GROUP);
        condition.and("(assignee is null or assignee = ?)", user.person().value());
        condition.and("(lock_expires is null or lock_expires <= ?)", store.now());
        return store.list(condition.sql(), condition.parameters, 1).stream().findFirst();
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
        return store.tasks(condition.sql(), condition.parameters);
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
        List<Part> parts = store.parts(
                user.organisation().number(),
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
        return store.openOf(journeys);
    }

    /** The open tasks of a participant over all her journeys, the most urgent first. */
    public List<WorkItem> tasksOf(PersonId participant) {
        List<PersonId> subjects = representation.subjectsOf(participant);
        List<Object> parameters = new ArrayList<>(List.of(participant.value(), participant.value()));
        subjects.forEach(subject -> parameters.add(subject.value()));
        return store
                .list("""
                state = 'OPEN' and role is not null and (person = ? or exists (
                    select 1 from journeys_journey j
                    where j.id = work_item.journey_id and (exists (
                        select 1 from journeys_participant p
                        where p.journey_id = j.id and p.role = work_item.role and p.person_id = ?)
                        or j.subject_person in (%s))))""".formatted(String.join(", ", Collections.nCopies(subjects.size(), "?"))), parameters, 200)
                .stream()
                .filter(item -> items.isFor(item, participant))
                .toList();
    }

    private Condition view(CurrentUser user, WorkQuery.View view) {
        Condition condition = new Condition();
        condition.and(
                "organisation = ?",
                user.organisation() == null ? "" : user.organisation().number().value());
        condition.and("(told_until is null or told_until > ?)", store.now());
        condition.and(view == WorkQuery.View.WAITING ? "(state = 'OPEN' or paused = true)" : "state = 'OPEN'");
        if (!user.leader()) {
            List<String> functions = List.copyOf(user.functions());
            condition.and(
                    "(actor_function is null"
                            + (functions.isEmpty() ? "" : " or actor_function in (" + marks(functions) + ")") + ")",
                    functions.toArray());
        }
        switch (view) {
            case MINE -> condition.and("assignee = ?", user.person().value());
            case NEW -> condition.and("assignee is null and (lock_expires is null or lock_expires <= ?)", store.now());
            case URGENT -> condition.and("notice_level >= 1");
            case WAITING -> condition.and("(paused = true or lock_expires > ?)", store.now());
            case GROUP -> {}
        }
        return condition;
    }

    private static String marks(List<String> values) {
        return String.join(", ", values.stream().map(value -> "?").toList());
    }

    /** Words are looked for in the titles that the models carry, in both languages, so the rows need no text of their own. */
    private void words(Condition condition, String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        List<String> keys = new ArrayList<>();
        for (LifeEvent lifeEvent : lifeEvents.current()) {
            for (ProcessModel process : lifeEvent.processes().values()) {
                process.steps().values().stream()
                        .filter(step -> has(step.title().nb(), wanted)
                                || has(step.title().en(), wanted))
                        .map(Step::id)
                        .forEach(keys::add);
            }
            lifeEvent.services().values().stream()
                    .filter(service -> has(service.title().nb(), wanted)
                            || has(service.title().en(), wanted))
                    .map(Service::key)
                    .forEach(keys::add);
            if (has(lifeEvent.title().nb(), wanted) || has(lifeEvent.title().en(), wanted)) {
                keys.add(lifeEvent.key());
            }
        }
        List<String> distinct = keys.stream().distinct().toList();
        String like = wanted.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
        if (distinct.isEmpty()) {
            condition.and("journey_id like ? escape '!'", like);
            return;
        }
        String in = " in (" + marks(distinct) + ")";
        List<Object> parameters = new ArrayList<>(List.of(like));
        for (int i = 0; i < 3; i++) {
            parameters.addAll(distinct);
        }
        condition.and(
                "(journey_id like ? escape '!' or element" + in + " or service" + in + " or life_event" + in + ")",
                parameters.toArray());
    }

    private static boolean has(String title, String wanted) {
        return title.toLowerCase(Locale.ROOT).contains(wanted);
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

    /** A where clause that grows, with its parameters in order. */
    private static final class Condition {

        private final List<String> parts = new ArrayList<>();
        private final List<Object> parameters = new ArrayList<>();

        void and(String part, Object... values) {
            parts.add(part);
            parameters.addAll(Arrays.asList(values));
        }

        String sql() {
            return String.join(" and ", parts);
        }
    }
}
