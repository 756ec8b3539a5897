package org.samspill.portal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.RuntimeService;
import org.samspill.demo.Answer;
import org.samspill.demo.Player;
import org.samspill.demo.UsualAnswers;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.context.ApplicationContext;

/** Walks a journey to where a test begins: everybody gives the usual answers until the wanted task or message is waited for. */
final class Walk {

    private static final int MOST_STEPS = 200;

    private final Journeys journeys;
    private final RuntimeService runtime;
    private final WorkItems items;
    private final Player player;
    private final UsualAnswers usual;
    private final Map<String, Answer> instead = new HashMap<>();

    Walk(ApplicationContext program) {
        this.journeys = program.getBean(Journeys.class);
        this.runtime = program.getBean(RuntimeService.class);
        this.items = program.getBean(WorkItems.class);
        this.player = program.getBean(Player.class);
        this.usual = program.getBean(UsualAnswers.class);
    }

    /** From now on this element or service is answered otherwise than usual. */
    Walk with(String elementOrService, Map<String, Object> values) {
        instead.put(elementOrService, new Answer(Answer.Verb.COMPLETE, values, null));
        return this;
    }

    /** Until this step is open; it stays unanswered. */
    WorkItem to(JourneyId journey, String element) {
        walk(journey, element, () -> open(journey, element).isPresent());
        return open(journey, element).orElseThrow();
    }

    /** Until the journey waits for this message. */
    void untilAwaited(JourneyId journey, String message) {
        walk(journey, "", () -> awaits(journey, message));
    }

    private boolean awaits(JourneyId journey, String message) {
        return runtime
                .createProcessInstanceQuery()
                .rootProcessInstanceId(find(journey).processInstanceId())
                .list()
                .stream()
                .anyMatch(process -> runtime.createEventSubscriptionQuery()
                                .processInstanceId(process.getId())
                                .eventType("message")
                                .eventName(message)
                                .count()
                        > 0);
    }

    Optional<WorkItem> open(JourneyId journey, String element) {
        return open(journey).stream()
                .filter(item -> item.element().equals(element))
                .findFirst();
    }

    private List<WorkItem> open(JourneyId journey) {
        return items.ofJourney(journey).stream()
                .filter(item -> item.open() && !item.failed())
                .toList();
    }

    private Journey find(JourneyId journey) {
        return journeys.find(journey).orElseThrow();
    }

    private void walk(JourneyId journey, String leave, Supplier<Boolean> there) {
        for (int step = 0; !there.get(); step++) {
            WorkItem next = open(journey).stream()
                    .filter(item -> !item.element().equals(leave))
                    .findFirst()
                    .orElse(null);
            if (next == null || step == MOST_STEPS) {
                throw new AssertionError("The journey stands at " + journeys.positions(find(journey)));
            }
            Outcome outcome = player.act(next, answer(next), next.kind() == WorkItem.Kind.SERVICE);
            if (!(outcome instanceof Outcome.Done)) {
                throw new AssertionError(next.element() + " (" + next.service() + "): " + outcome);
            }
        }
    }

    private Answer answer(WorkItem item) {
        Answer own = instead.getOrDefault(item.element(), instead.get(item.service()));
        return own != null
                ? own
                : usual.of(item.lifeEvent(), item.element(), item.service())
                        .orElseThrow(() -> new AssertionError("No usual answer of " + item.element()));
    }
}
