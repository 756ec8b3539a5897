package org.samspill.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.IntConsumer;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.actors.PersonId;
import org.samspill.actors.Sector;
import org.samspill.catalogue.LeadTime;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.ModelSource;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.work.Outcome;
import org.samspill.work.Reminders;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Plays the past year of the demo world through the real engine: journeys start all year, organisations and people answer after lead times drawn from
 * the contracts, timers and reminders fall due as they would have. A discrete-event loop moves the engine's clock, which is one for the whole program, so
 * nobody else may work meanwhile. The same seed gives the same year.
 */
@Component
@ConditionalOnProperty(name = "samspill.demo", havingValue = "true", matchIfMissing = true)
class DemoYear {

    /** Journeys of each life event that are spread over the year. */
    static final int JOURNEYS_PER_LIFE_EVENT = 72;

    /**
     * Journeys of each life event that begin in the year's last weeks besides, the more the nearer its end, so that every group's list has work that is
     * not yet late, also of what has to be done within a day or two.
     */
    private static final int RECENT = 20;

    private static final Duration RECENT_SINCE = Duration.ofDays(70);

    private static final Logger LOG = LoggerFactory.getLogger(DemoYear.class);
    private static final int DAYS = 365;
    /** How far back work is left for whoever signs in. */
    private static final Duration LEFT_TO_DO = Duration.ofDays(21);

    /** How late it may be then: so much, or half its time if that is less. */
    private static final Duration LEFT_LATE = Duration.ofDays(4);

    /** A group is left its first few whatever the dice say, even somewhat late: nobody whom one can sign in as is to meet an empty list. */
    private static final int FEW = 3;

    private static final Duration FEW_LATE = Duration.ofDays(7);

    /** How much is left to one group of those who answer by hand. */
    private static final int HANDFUL = 9;

    static final long SEED = 2032;

    private final ModelSource models;
    private final LifeEvents lifeEvents;
    private final Journeys journeys;
    private final WorkItems work;
    private final Player player;
    private final UsualAnswers answers;
    private final CastingOffice casting;
    private final Organisations organisations;
    private final Reminders reminders;
    private final ManagementService management;
    private final JdbcClient jdbc;
    private final Clock clock;

    DemoYear(
            ModelSource models,
            LifeEvents lifeEvents,
            Journeys journeys,
            WorkItems work,
            Player player,
            UsualAnswers answers,
            CastingOffice casting,
            Organisations organisations,
            Reminders reminders,
            ManagementService management,
            JdbcClient jdbc,
            Clock clock) {
        this.models = models;
        this.lifeEvents = lifeEvents;
        this.journeys = journeys;
        this.work = work;
        this.player = player;
        this.answers = answers;
        this.casting = casting;
        this.organisations = organisations;
        this.reminders = reminders;
        this.management = management;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Plays the year that ends now and sets the clock right again; {@code progress} hears per cent. */
    void play(IntConsumer progress) throws Exception {
        Instant end = clock.instant();
        try {
            new Run(end.minus(Duration.ofDays(DAYS)), end, progress).go();
        } finally {
            ClockUtil.reset();
        }
    }

    /** Something that will happen at a time of the played year; those of the same time in the order they were planned. */
    private record Plan(Instant at, long order, Runnable act) implements Comparable<Plan> {

        @Override
        public int compareTo(Plan other) {
            return Comparator.comparing(Plan::at).thenComparing(Plan::order).compare(this, other);
        }
    }

    /** Those who share a list: the holders of a function at an organisation, or a citizen alone. */
    private record Group(
            @Nullable OrganisationNumber organisation,
            @Nullable String function,
            @Nullable PersonId person) {}

    private record DueJob(String id, Instant at, String processInstance) {}

    private final class Run {

        private final Instant begin;
        private final Instant end;
        private final IntConsumer progress;
        private final Random random = new Random(SEED);
        private final LeadTimes leadTimes = new LeadTimes(random);
        private final PriorityQueue<Plan> plans = new PriorityQueue<>();
        private final Map<JourneyId, Road> roads = new HashMap<>();
        private final Map<Group, Integer> left = new HashMap<>();
        private long order;

        Run(Instant begin, Instant end, IntConsumer progress) {
            this.begin = begin;
            this.end = end;
            this.progress = progress;
        }

        void go() throws Exception {
            List<Scenario.File> files = Scenario.all(models);
            for (LifeEvent lifeEvent : lifeEvents.current()) {
                List<Scenario> scenarios = new ArrayList<>();
                for (Scenario.File file : files) {
                    if (file.lifeEvent().equals(lifeEvent.key())) {
                        Scenario scenario = file.read();
                        scenarios.addAll(Collections.nCopies(scenario.times(), scenario));
                    }
                }
                if (!scenarios.isEmpty()) {
                    planStarts(lifeEvent, scenarios);
                }
            }
            loop();
        }

        private void planStarts(LifeEvent lifeEvent, List<Scenario> scenarios) {
            for (int i = 0; i < JOURNEYS_PER_LIFE_EVENT; i++) {
                // Spread evenly with some play, so that every month has starts and the last weeks have fresh ones.
                double share = (i + random.nextDouble()) / JOURNEYS_PER_LIFE_EVENT;
                Instant at = begin.plusSeconds(
                        Math.round(share * Duration.between(begin, end).toSeconds() * 0.99));
                planStart(lifeEvent, scenarios, i, at);
            }
            for (int i = 0; i < RECENT; i++) {
                double share = (i + random.nextDouble()) / RECENT;
                Instant at = end.minusSeconds(Math.round(RECENT_SINCE.toSeconds() * Math.pow(share, 3)));
                planStart(lifeEvent, scenarios, JOURNEYS_PER_LIFE_EVENT + i, at);
            }
        }

        private void planStart(LifeEvent lifeEvent, List<Scenario> scenarios, int number, Instant at) {
            Scenario scenario = scenarios.get(number % scenarios.size());
            plan(at, () -> start(lifeEvent, scenario, number));
        }

        private void plan(Instant at, Runnable act) {
            plans.add(new Plan(at, order++, act));
        }

        private void loop() {
            int shown = -1;
            while (true) {
                Instant next = plans.isEmpty() ? end : plans.peek().at();
                Optional<DueJob> job = dueJob();
                Optional<Instant> notice = reminders.nextDue();
                Instant at = earliest(next, job.map(DueJob::at), notice);
                if (!at.isBefore(end)) {
                    return;
                }
                if (at.isAfter(ClockUtil.getCurrentTime().toInstant())
                        || ClockUtil.getCurrentTime().toInstant().isAfter(end.minusSeconds(1))) {
                    ClockUtil.setCurrentTime(Date.from(at));
                }
                if (job.isPresent() && !job.get().at().isAfter(at)) {
                    run(job.get());
                } else if (notice.isPresent() && !notice.get().isAfter(at)) {
                    reminders.sendDue();
                } else {
                    plans.remove().act().run();
                }
                int percent = (int) (Duration.between(begin, at).toHours() * 100 / (DAYS * 24));
                if (percent != shown) {
                    shown = percent;
                    progress.accept(percent);
                }
            }
        }

        private static Instant earliest(Instant plan, Optional<Instant> job, Optional<Instant> notice) {
            Instant at = job.filter(due -> due.isBefore(plan)).orElse(plan);
            return notice.filter(due -> due.isBefore(at)).orElse(at);
        }

        /** The timer that falls due first. It is asked for before every step, so whose it is is looked up only when it runs. */
        private Optional<DueJob> dueJob() {
            return jdbc.sql("""
                            select id_, duedate_, process_instance_id_ from act_ru_job
                            where retries_ > 0 and duedate_ is not null and process_instance_id_ is not null
                            order by duedate_, id_ fetch first 1 rows only
                            """)
                    .query((row, n) ->
                            new DueJob(row.getString(1), row.getTimestamp(2).toInstant(), row.getString(3)))
                    .optional();
        }

        private JourneyId journey(DueJob job) {
            return jdbc.sql("""
                            select r.business_key_ from act_ru_execution e
                            join act_ru_execution r on r.id_ = e.root_proc_inst_id_ where e.id_ = ?
                            """)
                    .param(job.processInstance())
                    .query((row, n) -> new JourneyId(row.getString(1)))
                    .single();
        }

        private void run(DueJob job) {
            JourneyId journey = journey(job);
            try {
                management.executeJob(job.id());
            } catch (RuntimeException failed) {
                LOG.warn("A timer of journey {} failed while the demo year was played", journey, failed);
                if (management.createJobQuery().jobId(job.id()).count() == 1) {
                    management.setJobRetries(job.id(), 0);
                }
            }
            look(journey);
        }

        private void start(LifeEvent lifeEvent, Scenario scenario, int number) {
            LocalDate today = LocalDate.now(clock);
            Cast cast = casting.cast(lifeEvent, scenario, number, today, random);
            Optional<JourneyId> started = casting.start(lifeEvent, scenario, cast, today);
            started.ifPresent(journey -> {
                roads.put(journey, new Road(scenario, cast));
                look(journey);
            });
        }

        /** Plans an answer for every piece of work of the journey that has none planned, and what happens besides. */
        private void look(JourneyId journey) {
            Road road = roads.get(journey);
            if (road == null) {
                return;
            }
            for (WorkItem item : work.ofJourney(journey)) {
                if (item.open() && road.meet(item.id())) {
                    planAnswer(road, item);
                }
            }
            road.happening(work.ofJourney(journey), journeys, journey)
                    .ifPresent(happening -> plan(now().plus(Duration.ofHours(6 + random.nextInt(90))), () -> {
                        casting.happen(journey, happening, road.cast());
                        look(journey);
                    }));
        }

        private void planAnswer(Road road, WorkItem item) {
            Answer answer = road.answer(item, answers);
            LeadTime contract = item.service() == null
                    ? null
                    : lifeEvents
                            .ofDefinition(item.definitionId())
                            .service(item.service())
                            .map(service -> service.contract().lead())
                            .orElse(null);
            Sector sector = item.organisation() == null
                    ? null
                    : organisations
                            .find(item.organisation())
                            .map(Organisation::sector)
                            .orElse(null);
            Duration lead = leadTimes.of(item, contract, sector, gone());
            if (answer.verb() == Answer.Verb.WAIT || answer.verb() == Answer.Verb.FIRE) {
                // Left until its timer or event has come; if it still waits long after, somebody gets round to it.
                lead = lead.plus(
                        Duration.between(item.createdAt(), item.promise().dueAt())
                                .multipliedBy(3));
                answer = answers.of(item.lifeEvent(), item.element(), item.service())
                        .orElse(answer);
            }
            Instant at = now().plus(lead);
            if (leftToDo(road, item, at)) {
                return;
            }
            Answer given = answer;
            plan(at, () -> act(road, item, given));
        }

        /** Whether the item is left for whoever signs in instead of being answered then. */
        private boolean leftToDo(Road road, WorkItem item, Instant at) {
            if (!at.isAfter(end.minus(LEFT_TO_DO))) {
                return false;
            }
            if (item.role() != null ? !road.cast().signsIn() : casting.integrated(item)) {
                return false;
            }
            Instant due = item.promise().dueAt();
            Group group = new Group(item.organisation(), item.function(), item.person());
            int already = left.getOrDefault(group, 0);
            boolean leave = already < FEW
                    ? due.isAfter(end.minus(FEW_LATE))
                    : due.isAfter(end.minus(late(item))) && already < HANDFUL && random.nextInt(10) < 8;
            if (leave) {
                left.put(group, already + 1);
            }
            return leave;
        }

        private Duration late(WorkItem item) {
            Duration half =
                    Duration.between(item.createdAt(), item.promise().dueAt()).dividedBy(2);
            return half.compareTo(LEFT_LATE) < 0 ? half : LEFT_LATE;
        }

        /** How much of the year has gone, from 0 to 1. */
        private double gone() {
            return (double) Duration.between(begin, now()).toSeconds()
                    / Duration.between(begin, end).toSeconds();
        }

        private void act(Road road, WorkItem item, Answer answer) {
            // Looked up anew: the work may have ended meanwhile, or gone to another organisation.
            Optional<WorkItem> now = work.ofJourney(item.journey()).stream()
                    .filter(one -> one.id().equals(item.id()) && one.open())
                    .findFirst();
            if (now.isEmpty() || answer.verb() == Answer.Verb.WAIT || answer.verb() == Answer.Verb.FIRE) {
                return;
            }
            try {
                Outcome outcome = player.act(now.get(), answer, casting.integrated(now.get()), road.cast()::recast);
                if (!(outcome instanceof Outcome.Done)) {
                    LOG.warn("{} of {} could not be played: {}", item.element(), item.process(), outcome);
                }
            } catch (RuntimeException failed) {
                LOG.warn("{} of {} could not be played", item.element(), item.process(), failed);
            }
            look(item.journey());
        }

        private Instant now() {
            return Objects.requireNonNull(ClockUtil.getCurrentTime()).toInstant();
        }
    }
}
