package org.samspill.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.work.WorkItem;

/** How one journey goes on: the answers and happenings of its scenario, each used once and in order, and the usual answers for the rest. */
final class Road {

    private final Scenario scenario;
    private final Cast cast;
    private final Set<String> met = new HashSet<>();
    private final Map<String, Integer> turns = new HashMap<>();
    private final Deque<Scenario.Happening> happenings;

    Road(Scenario scenario, Cast cast) {
        this.scenario = scenario;
        this.cast = cast;
        this.happenings = new ArrayDeque<>(scenario.happenings() == null ? List.of() : scenario.happenings());
    }

    Cast cast() {
        return cast;
    }

    /** True the first time a work item is met. */
    boolean meet(String workItem) {
        return met.add(workItem);
    }

    /** The answer for the next time the item's element or service is met. */
    Answer answer(WorkItem item, UsualAnswers usual) {
        Map<String, Object> own = scenario.answers() == null ? Map.of() : scenario.answers();
        String key = own.containsKey(item.element()) || item.service() == null ? item.element() : item.service();
        Object written = own.get(key);
        if (written == null) {
            return usual.of(item.lifeEvent(), item.element(), item.service())
                    .orElse(new Answer(Answer.Verb.WAIT, Map.of(), null));
        }
        if (written instanceof List<?> list) {
            int turn = turns.merge(key, 1, Integer::sum);
            written = list.get(Math.min(turn, list.size()) - 1);
        }
        return Answer.of(written);
    }

    /** The next thing that happens by itself, once what it waits for is reached; timers fire by themselves and are passed over. */
    Optional<Scenario.Happening> happening(List<WorkItem> items, Journeys journeys, JourneyId id) {
        while (!happenings.isEmpty() && happenings.peek().fire() != null) {
            happenings.remove();
        }
        Scenario.Happening next = happenings.peek();
        if (next == null) {
            return Optional.empty();
        }
        boolean due = next.when() == null
                ? items.stream().noneMatch(WorkItem::open)
                : items.stream()
                                .anyMatch(item -> item.open()
                                        && (item.element().equals(next.when())
                                                || Objects.equals(item.service(), next.when())))
                        || journeys.positions(journeys.find(id).orElseThrow()).stream()
                                .anyMatch(position -> position.element().equals(next.when()));
        return due ? Optional.of(happenings.remove()) : Optional.empty();
    }
}
