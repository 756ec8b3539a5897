package org.samspill.casework;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Employee;
import org.samspill.actors.PersonId;
import org.samspill.casework.BulkView.Action;
import org.samspill.casework.BulkView.Colleague;
import org.samspill.casework.BulkView.Line;
import org.samspill.catalogue.LifeEvents;
import org.samspill.web.SecurityEvents;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.stereotype.Component;

/** Claims, assigns or releases several work items, each by itself: one that cannot be done does not hold back the others. */
@Component
class Bulk {

    private final WorkItems items;
    private final Rows rows;
    private final LifeEvents lifeEvents;
    private final Says says;
    private final SecurityEvents events;
    private final HttpServletRequest current;

    /** @param current whichever request is being answered */
    Bulk(
            WorkItems items,
            Rows rows,
            LifeEvents lifeEvents,
            Says says,
            SecurityEvents events,
            HttpServletRequest current) {
        this.events = events;
        this.current = current;
        this.items = items;
        this.rows = rows;
        this.lifeEvents = lifeEvents;
        this.says = says;
    }

    BulkView preview(Action action, List<String> ids, CurrentUser user, Locale locale) {
        List<Result> results = new ArrayList<>();
        List<WorkItem> good = new ArrayList<>();
        for (String id : ids) {
            WorkItem item = find(id, user).orElse(null);
            String obstacle = item == null
                    ? says.text(locale, "casework.problem.item")
                    : rows.refusal(expected(action, item, user), user, locale);
            if (item != null && obstacle == null) {
                good.add(item);
            }
            results.add(new Result(id, item, obstacle == null, Objects.requireNonNullElse(obstacle, "")));
        }
        String summary = ids.isEmpty()
                ? says.text(locale, "casework.bulk.none")
                : says.text(locale, "casework.bulk.preview." + action.key(), ids.size(), ids.size() - good.size());
        return new BulkView(
                action,
                false,
                says.text(locale, "casework.bulk.heading." + action.key()),
                summary,
                good.size(),
                lines(results, user, locale),
                action == Action.ASSIGN ? colleagues(good, user, locale) : List.of(),
                false);
    }

    BulkView act(Action action, List<String> ids, @Nullable PersonId to, CurrentUser user, Locale locale) {
        List<Result> results = new ArrayList<>();
        int count = 0;
        for (String id : ids) {
            Outcome outcome =
                    switch (action) {
                        case CLAIM -> items.claim(id, user);
                        case RELEASE -> items.release(id, user);
                        case ASSIGN -> items.assign(id, user, Objects.requireNonNull(to));
                    };
            WorkItem item = find(id, user).orElse(null);
            String refusal = outcome instanceof Outcome.CannotAssign && action == Action.ASSIGN
                    ? says.text(locale, "casework.bulk.cannot-do-it")
                    : rows.refusal(outcome, user, locale);
            count += refusal == null ? 1 : 0;
            String words = refusal == null ? says.text(locale, "casework.bulk.done." + action.key()) : refusal;
            results.add(new Result(id, item, refusal == null, words));
        }
        boolean mine = action == Action.CLAIM || user.leader() || user.person().equals(to);
        return new BulkView(
                action,
                true,
                says.text(locale, "casework.bulk.heading." + action.key()),
                says.text(locale, "casework.bulk.result." + action.key(), count, ids.size() - count),
                count,
                lines(results, user, locale),
                List.of(),
                count > 0 && mine && action != Action.RELEASE);
    }

    private Optional<WorkItem> find(String id, CurrentUser user) {
        return items.find(id, user).filter(item -> item.role() == null);
    }

    /** What the wish would come to now, as far as can be said beforehand. */
    private Outcome expected(Action action, WorkItem item, CurrentUser user) {
        if (!item.open()) {
            return new Outcome.Ended(item);
        }
        if (!items.mayDo(item, user)) {
            return new Outcome.CannotAssign();
        }
        boolean others = item.assignee() != null && !item.assignee().equals(user.person());
        boolean taken = item.heldByMachine(says.now()) || others && action == Action.CLAIM;
        return taken ? new Outcome.Taken(item) : new Outcome.Done(item);
    }

    /** What came of one item, or would; the item is null when the reader has no such. */
    private record Result(String id, @Nullable WorkItem item, boolean good, String words) {}

    private List<Line> lines(List<Result> results, CurrentUser user, Locale locale) {
        int missing =
                (int) results.stream().filter(result -> result.item() == null).count();
        events.partlyNotThere(missing, results.size(), user, current);
        Map<String, String> subjects = rows.subjects(
                results.stream()
                        .flatMap(result -> Stream.ofNullable(result.item()))
                        .toList(),
                user);
        return results.stream()
                .map(result -> line(result, subjects.get(result.id()), locale))
                .toList();
    }

    private Line line(Result result, @Nullable String subject, Locale locale) {
        WorkItem item = result.item();
        return item == null
                ? new Line(result.id(), says.text(locale, "casework.bulk.unknown"), "", null, false, result.words())
                : new Line(
                        result.id(),
                        rows.title(item).in(locale),
                        lifeEvents.ofDefinition(item.definitionId()).title().in(locale),
                        subject,
                        result.good(),
                        result.words());
    }

    /** Each colleague with how many of the items she may do; those who may do none are left out. */
    private List<Colleague> colleagues(List<WorkItem> good, CurrentUser user, Locale locale) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        Map<String, Employee> people = new LinkedHashMap<>();
        Map<String, List<Employee>> byFunction = new LinkedHashMap<>();
        for (WorkItem item : good) {
            byFunction
                    .computeIfAbsent(String.valueOf(item.function()), function -> items.candidates(item))
                    .forEach(colleague -> {
                        String id = colleague.person().id().value();
                        people.put(id, colleague);
                        counts.merge(id, 1, Integer::sum);
                    });
        }
        return people.values().stream()
                .map(colleague -> {
                    String id = colleague.person().id().value();
                    String name = colleague.person().id().equals(user.person())
                            ? says.text(locale, "casework.me", user.name())
                            : colleague.person().name();
                    return new Colleague(
                            id,
                            good.size() == 1
                                    ? name
                                    : says.text(locale, "casework.bulk.of", name, counts.get(id), good.size()));
                })
                .toList();
    }
}
