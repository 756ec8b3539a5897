package org.samspill.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.NationalId;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.Checked;
import org.samspill.catalogue.DataDictionary;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.demo.Answer;
import org.samspill.demo.Player;
import org.samspill.demo.Scenario;
import org.samspill.demo.UsualAnswers;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.StartCommand;
import org.samspill.privacy.Consent;
import org.samspill.privacy.Consents;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Plays one scenario through the real engine and holds the outcome against what it expects. */
@Component
class ScenarioRunner {

    private static final int MOST_STEPS = 500;

    private final LifeEvents lifeEvents;
    private final Journeys journeys;
    private final JourneyLog log;
    private final WorkItems work;
    private final Player player;
    private final UsualAnswers usual;
    private final People people;
    private final Consents consents;
    private final ManagementService management;
    private final JdbcClient jdbc;
    private final Recorder recorder;

    ScenarioRunner(
            LifeEvents lifeEvents,
            Journeys journeys,
            JourneyLog log,
            WorkItems work,
            Player player,
            UsualAnswers usual,
            People people,
            Consents consents,
            ManagementService management,
            JdbcClient jdbc,
            Recorder recorder) {
        this.lifeEvents = lifeEvents;
        this.journeys = journeys;
        this.log = log;
        this.work = work;
        this.player = player;
        this.usual = usual;
        this.people = people;
        this.consents = consents;
        this.management = management;
        this.jdbc = jdbc;
        this.recorder = recorder;
    }

    /** Plays it and checks it; gives the log for the coverage count. */
    List<JourneyEvent> play(Scenario.File file) throws Exception {
        return play(file, item -> {});
    }

    /**
     * Starts as a scenario does and answers until nobody has anything to do but what shall wait; the clock stays as it is.
     *
     * @param waiting elements and services that are not answered
     */
    JourneyId stand(Scenario.File file, String... waiting) throws Exception {
        return stand(file.lifeEvent(), file.read(), waiting);
    }

    /** The same, started by somebody else than the scenario says. */
    JourneyId standStartedBy(Scenario.File file, String person, String... waiting) throws Exception {
        Scenario written = file.read();
        Scenario.Start start = written.start();
        Map<String, Object> data = new HashMap<>(Objects.requireNonNull(start.data()));
        data.put("applicant.nationalId", person);
        return stand(
                file.lifeEvent(),
                new Scenario(
                        written.title(),
                        written.at(),
                        new Scenario.Start(start.event(), start.from(), start.citizen(), person, data),
                        written.answers(),
                        written.happenings(),
                        written.expect(),
                        written.often()),
                waiting);
    }

    /** Goes on with a journey that stands, until nobody has anything to do but what shall wait now. */
    void walkOn(Scenario.File file, JourneyId journey, String... waiting) throws Exception {
        walk(withoutHappenings(file.read(), waiting), journey, item -> {});
    }

    /** The same about another child than the scenario's. */
    JourneyId standFor(Scenario.File file, String child, String... waiting) throws Exception {
        Scenario written = file.read();
        Scenario.Start start = written.start();
        Map<String, Object> data = new HashMap<>(Objects.requireNonNull(start.data()));
        data.put("child.nationalId", child);
        return stand(
                file.lifeEvent(),
                new Scenario(
                        written.title(),
                        written.at(),
                        new Scenario.Start(start.event(), start.from(), start.citizen(), start.person(), data),
                        written.answers(),
                        written.happenings(),
                        written.expect(),
                        written.often()),
                waiting);
    }

    private static Scenario withoutHappenings(Scenario written, String... waiting) {
        Map<String, Object> answers = new HashMap<>(written.answers() == null ? Map.of() : written.answers());
        for (String element : waiting) {
            answers.put(element, "wait");
        }
        return new Scenario(
                written.title(), written.at(), written.start(), answers, List.of(), written.expect(), written.often());
    }

    private JourneyId stand(String lifeEvent, Scenario written, String... waiting) {
        Scenario scenario = withoutHappenings(written, waiting);
        JourneyId journey = start(lifeEvent, scenario.start());
        walk(scenario, journey, item -> {});
        return journey;
    }

    /**
     * The same as to play.
     *
     * @param before is told of each piece of work before it is answered
     */
    List<JourneyEvent> play(Scenario.File file, Consumer<WorkItem> before) throws Exception {
        Scenario scenario = file.read();
        try {
            ClockUtil.setCurrentTime(Date.from(LocalDateTime.parse(scenario.at())
                    .atZone(ZoneId.of("Europe/Oslo"))
                    .toInstant()));
            JourneyId journey = start(file.lifeEvent(), scenario.start());
            walk(scenario, journey, before);
            check(scenario, journey);
            return log.of(journey);
        } finally {
            ClockUtil.reset();
        }
    }

    private JourneyId start(String key, Scenario.Start start) {
        LifeEvent lifeEvent = lifeEvents.find(key).orElseThrow(() -> new AssertionError(key + " is not deployed"));
        PersonId starter = !start.citizen()
                ? null
                : start.person() == null
                        ? people.add("Starter").id()
                        : people.register(NationalId.of(start.person()), "Starter", null, null)
                                .id();
        return journeys.start(new StartCommand(
                        key, start.event(), starter, null, "scenario", null, checked(lifeEvent.data(), start.data())))
                .orElseThrow(() -> new AssertionError(key + " does not start by " + start))
                .journey()
                .id();
    }

    private Map<String, Object> checked(DataDictionary dictionary, @Nullable Map<String, Object> written) {
        Map<String, Object> checked = new LinkedHashMap<>();
        usual.resolved(written == null ? Map.of() : written).forEach((name, value) -> {
            Checked result = dictionary
                    .find(name)
                    .orElseThrow(() -> new AssertionError("No datum is called " + name))
                    .check(value);
            assertThat(result).as("datum %s = %s", name, value).isInstanceOf(Checked.Value.class);
            checked.put(name, ((Checked.Value) result).value());
        });
        return checked;
    }

    private void walk(Scenario scenario, JourneyId journey, Consumer<WorkItem> before) {
        Deque<Scenario.Happening> happenings =
                new ArrayDeque<>(scenario.happenings() == null ? List.of() : scenario.happenings());
        Map<String, Integer> turns = new HashMap<>();
        for (int step = 0; step < MOST_STEPS; step++) {
            if (!open(journey)) {
                assertThat(happenings)
                        .as("happenings left when the journey had ended")
                        .isEmpty();
                return;
            }
            Scenario.Happening next = happenings.peek();
            if (next != null && next.when() != null && waits(journey, next.when())) {
                happen(journey, happenings.remove());
            } else if (!answerOne(scenario, journey, turns, before)) {
                if (next == null) {
                    return;
                }
                assertThat(next.when())
                        .as("waited for by a happening, while open were %s", open(work.ofJourney(journey)))
                        .isNull();
                happen(journey, happenings.remove());
            }
        }
        throw new AssertionError("The journey goes in circles: " + MOST_STEPS + " steps");
    }

    private boolean open(JourneyId journey) {
        return journeys.find(journey).orElseThrow().open();
    }

    private static List<String> open(List<WorkItem> items) {
        return items.stream().filter(WorkItem::open).map(WorkItem::element).toList();
    }

    private boolean waits(JourneyId id, String element) {
        Journey journey = journeys.find(id).orElseThrow();
        return work.ofJourney(id).stream()
                        .anyMatch(item ->
                                item.open() && (item.element().equals(element) || element.equals(item.service())))
                || journeys.positions(journey).stream()
                        .anyMatch(position -> position.element().equals(element));
    }

    /** Answers the oldest open item that is not told to wait; false when there is none. */
    private boolean answerOne(
            Scenario scenario, JourneyId journey, Map<String, Integer> turns, Consumer<WorkItem> before) {
        for (WorkItem item : work.ofJourney(journey)) {
            if (!item.open() || item.failed()) {
                continue;
            }
            Answer answer = answer(scenario, item, turns);
            if (answer.verb() == Answer.Verb.WAIT) {
                continue;
            }
            before.accept(item);
            if (answer.verb() == Answer.Verb.FIRE) {
                fire(journey, Objects.requireNonNull(answer.text()));
            } else {
                Outcome outcome = player.act(item, answer, item.kind() == WorkItem.Kind.SERVICE);
                assertThat(outcome)
                        .as("%s (%s) answered %s", item.element(), item.service(), answer)
                        .isInstanceOf(Outcome.Done.class);
            }
            return true;
        }
        return false;
    }

    private Answer answer(Scenario scenario, WorkItem item, Map<String, Integer> turns) {
        Map<String, Object> own = scenario.answers() == null ? Map.of() : scenario.answers();
        String key = own.containsKey(item.element()) || item.service() == null ? item.element() : item.service();
        if (!own.containsKey(key)) {
            return usual.of(item.lifeEvent(), item.element(), item.service())
                    .orElseThrow(() -> new AssertionError("No answer is given for " + item.element() + " of "
                            + item.process() + " (" + item.service() + ")"));
        }
        Object written = own.get(key);
        if (!(written instanceof List<?> list)) {
            return Answer.of(written);
        }
        int turn = turns.merge(key, 1, Integer::sum);
        return Answer.of(list.get(Math.min(turn, list.size()) - 1));
    }

    private void happen(JourneyId journey, Scenario.Happening happening) {
        if (happening.fire() != null) {
            fire(journey, happening.fire());
        } else if (happening.withdraw() != null || Journeys.CONSENT_WITHDRAWN.equals(happening.event())) {
            withdraw(
                    journey,
                    Objects.requireNonNull(happening.withdraw() != null ? happening.withdraw() : happening.consent()));
        } else {
            LifeEvent lifeEvent = journeys.lifeEventOf(journeys.find(journey).orElseThrow());
            String event = Objects.requireNonNull(happening.event());
            assertThat(lifeEvent.events()).containsKey(event);
            Map<String, Object> data = checked(lifeEvent.data(), happening.data());
            assertThat(lifeEvent.events().get(event).data()).containsAll(data.keySet());
            journeys.deliver(journey, event, data, happening.consent());
        }
    }

    private void withdraw(JourneyId journey, String scope) {
        Optional<Consent> given = consents.of(journey.value()).stream()
                .filter(consent -> consent.scope().equals(scope) && consent.given() && consent.withdrawnAt() == null)
                .findFirst();
        assertThat(given).as("a consent to %s that can be withdrawn", scope).isPresent();
        journeys.withdraw(journey, scope, given.get().grantor());
    }

    private record Timer(String job, Date due) {}

    private void fire(JourneyId id, String element) {
        Journey journey = journeys.find(id).orElseThrow();
        List<Timer> timers = jdbc.sql("""
                        select j.id_, j.duedate_ from act_ru_job j
                        join act_ru_execution e on e.id_ = j.process_instance_id_
                        join act_ru_jobdef d on d.id_ = j.job_def_id_
                        where e.root_proc_inst_id_ = ? and d.act_id_ = ? order by j.duedate_
                        """)
                .params(journey.processInstanceId(), element)
                .query((row, n) -> new Timer(row.getString(1), row.getTimestamp(2)))
                .list();
        assertThat(timers).as("a timer at %s that waits", element).isNotEmpty();
        Timer first = timers.get(0);
        if (first.due().after(ClockUtil.getCurrentTime())) {
            ClockUtil.setCurrentTime(first.due());
        }
        management.executeJob(first.job());
    }

    private void check(Scenario scenario, JourneyId id) {
        Scenario.Expect expect = scenario.expect();
        Journey journey = journeys.find(id).orElseThrow();
        List<String> open = open(work.ofJourney(id));
        if (expect.end() != null) {
            assertThat(journey.endElement())
                    .as("the end, while open were %s", open)
                    .isEqualTo(expect.end());
            assertThat(journey.open()).as("journey still open at %s", open).isFalse();
        }
        if (expect.waiting() != null) {
            List<String> waiting = new ArrayList<>(open);
            journeys.positions(journey).forEach(position -> waiting.add(position.element()));
            assertThat(waiting).containsAll(expect.waiting());
        }
        Set<String> passed = log.of(id).stream()
                .flatMap(event -> java.util.stream.Stream.of(event.element(), event.service()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        assertThat(passed).containsAll(expect.passed() == null ? List.of() : expect.passed());
        if (expect.never() != null && !expect.never().isEmpty()) {
            assertThat(passed).doesNotContainAnyElementsOf(expect.never());
        }
        Map<String, Object> data = journey.open() ? journeys.dataOf(journey) : recorder.lastData(id.value());
        if (expect.data() != null) {
            usual.resolved(expect.data()).forEach((name, value) -> assertThat(comparable(data.get(name)))
                    .as("datum %s", name)
                    .isEqualTo(comparable(value)));
        }
    }

    private static @Nullable Object comparable(@Nullable Object value) {
        return value instanceof Number number ? (Object) number.doubleValue() : value == null ? null : value.toString();
    }
}
