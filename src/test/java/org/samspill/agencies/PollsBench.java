package org.samspill.agencies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.samspill.actors.OrganisationNumber;
import org.samspill.bench.BenchServer;
import org.samspill.bench.CamundaNodes;
import org.samspill.bench.Measured;
import org.samspill.bench.Measured.Ratio;
import org.samspill.bench.Notice;
import org.samspill.bench.ProcessorShares;
import org.samspill.bench.Report;
import org.samspill.journeys.JourneyId;
import org.samspill.work.Fetching;
import org.samspill.work.MachineWork;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * What 500 machines cost while they wait, and how soon one hears of work that began at another node; beside bare Camunda 7.24, and beside a notice from one
 * connection of PostgreSQL to another, which is the floor of news. Takes six minutes: {@code mvn test -Dtest=PollsBench}.
 */
class PollsBench {

    private static final int POLLS = 500;
    private static final int ORGANISATIONS = 100;

    /** For the spread of what is measured. */
    private static final int ROUNDS = 3;

    private static final int WAKINGS = Integer.getInteger("bench.wakings", 60) / ROUNDS;

    private static final Duration SETTLES = Duration.ofSeconds(10);

    /** Bare Camunda looks for its polls every half minute, all at once; in a shorter round most would be without a look. */
    private static final Duration ROUND = Duration.ofSeconds(30);

    private static final String OURS = "Samspill";
    private static final String CAMUNDA = "bare Camunda";
    private static final String BESIDE = "beside " + POLLS + " polls";
    private static final String NEWS = "news from the other node";
    private static final String CAMUNDA_NEWS = NEWS + ", bare Camunda";
    private static final String FINDS = "a poll finds work";
    private static final String CAMUNDA_FINDS = FINDS + ", bare Camunda";
    private static final String FLOOR = "a notice between connections of PostgreSQL";
    private static final double MOST_PROCESSOR = 0.05;
    private static final double MOST_MILLIS = 1_000;

    @Test
    void waitingCostsNextToNothingAndNewsTravels() throws Exception {
        try (BenchServer server = new BenchServer();
                BenchServer theirs = new BenchServer();
                CamundaNodes camunda = new CamundaNodes(theirs)) {
            String database = server.database("polls");
            try (ConfigurableApplicationContext one = BenchServer.samspill(database);
                    ConfigurableApplicationContext other = BenchServer.samspill(database);
                    Notice notice = new Notice(database)) {
                Report report = new Report("polls", "Machines that wait, and how soon news travels between nodes");
                Map<String, Supplier<Duration>> spent = Map.of(OURS, server.time()::spent, CAMUNDA, camunda::spent);
                ProcessorShares idle = shares(report, "while nobody waits", spent);
                fill(other.getBean(WaitingRoom.class));
                camunda.fill(POLLS);
                ProcessorShares waiting = shares(report, "while %d polls wait at one".formatted(POLLS), spent);
                Map<String, Measured> measured = measured(one, other, camunda, notice);
                assertThat(camunda.waiting()).isEqualTo(POLLS - ROUNDS * WAKINGS);
                measured.values().forEach(each -> report.add(BESIDE, each, measured.get(FLOOR)));
                Ratio sooner = measured.get(CAMUNDA_NEWS).to(measured.get(NEWS), 50);
                report.add(NEWS + ": bare Camunda against it", sooner);
                report.add(
                        FINDS + ": bare Camunda against it",
                        measured.get(CAMUNDA_FINDS).to(measured.get(FINDS), 50));
                report.write();
                assertThat(waiting.of(OURS).middle() - idle.of(OURS).middle()).isLessThan(MOST_PROCESSOR);
                assertThat(measured.get(NEWS).p95()).isLessThan(MOST_MILLIS);
                assertThat(sooner.middle()).isGreaterThan(1);
            }
        }
    }

    /**
     * Both in the same seconds: each has its own server and its own programs, whose time alone is counted for it. Ours includes this bench; our two nodes are one
     * program where Camunda's are two.
     */
    private static ProcessorShares shares(Report report, String when, Map<String, Supplier<Duration>> spent)
            throws InterruptedException {
        Thread.sleep(SETTLES.toMillis());
        ProcessorShares shares = ProcessorShares.of(spent, ROUNDS, ROUND);
        for (String who : List.of(OURS, CAMUNDA)) {
            report.add("processors that two nodes and their server take %s: %s".formatted(when, who), shares.of(who));
        }
        report.add("processors %s: bare Camunda against Samspill".formatted(when), shares.beside(CAMUNDA, OURS));
        return shares;
    }

    private static void fill(WaitingRoom room) {
        for (int i = 0; i < POLLS; i++) {
            OrganisationNumber organisation =
                    OrganisationNumber.parse(numbers().get(i % ORGANISATIONS)).orElseThrow();
            room.enter(new Poll(
                    new FetchReader.Wish(
                            new MachineWork.Worker(organisation, "w" + i),
                            List.of(new Fetching.Wanted(
                                    "actor" + i % ORGANISATIONS + ".service" + i / ORGANISATIONS + ".do",
                                    Duration.ofSeconds(1))),
                            1,
                            Fetching.Order.URGENCY,
                            Duration.ofMinutes(10),
                            Set.of()),
                    List::of,
                    fetched -> List.of(),
                    late -> {}));
        }
    }

    /** Valid organisation numbers that no test uses. */
    private static List<String> numbers() {
        List<String> valid = new ArrayList<>();
        for (int i = 399_000_000; valid.size() < ORGANISATIONS; i++) {
            OrganisationNumber.parse(Integer.toString(i)).ifPresent(number -> valid.add(number.value()));
        }
        return valid;
    }

    /** What is measured tells itself how many nanoseconds it took. */
    private interface Nanos {
        long of(int call) throws Exception;
    }

    /** All in turn, but for bare Camunda's news: since a poll there waits up to half a minute, many wait at once, and meanwhile the others are measured. */
    private static Map<String, Measured> measured(
            ConfigurableApplicationContext one,
            ConfigurableApplicationContext other,
            CamundaNodes camunda,
            Notice notice)
            throws Exception {
        Garden garden = Garden.of(one);
        Machine atTheOther = garden.office.at(
                other.getBean(Environment.class).getRequiredProperty("local.server.port", Integer.class));
        Map<String, Nanos> things = new LinkedHashMap<>();
        things.put(NEWS, call -> travelled(garden, atTheOther, call));
        things.put(FINDS, call -> found(garden, atTheOther));
        things.put(CAMUNDA_FINDS, call -> camunda.found("found-" + call));
        things.put(FLOOR, call -> notice.nanos());
        Map<String, Measured> measured = new LinkedHashMap<>();
        Stream.of(NEWS, CAMUNDA_NEWS, FINDS, CAMUNDA_FINDS, FLOOR)
                .forEach(what -> measured.put(what, new Measured(what, new ArrayList<>())));
        FutureTask<List<long[]>> camundaNews = new FutureTask<>(() -> camunda.news(ROUNDS, WAKINGS));
        new Thread(camundaNews).start();
        round(things, 0);
        for (int round = 1; round <= ROUNDS; round++) {
            round(things, round * WAKINGS)
                    .forEach((what, nanos) -> measured.get(what).rounds().add(nanos));
        }
        measured.get(CAMUNDA_NEWS).rounds().addAll(camundaNews.get());
        return measured;
    }

    private static Map<String, long[]> round(Map<String, Nanos> things, int first) throws Exception {
        Map<String, long[]> nanos = new LinkedHashMap<>();
        things.keySet().forEach(what -> nanos.put(what, new long[WAKINGS]));
        for (int call = 0; call < WAKINGS; call++) {
            for (Map.Entry<String, Nanos> thing : things.entrySet()) {
                nanos.get(thing.getKey())[call] = thing.getValue().of(first + call);
            }
        }
        return nanos;
    }

    /** How long work that begins at one node is on its way to a poll that waits at the other; it begins at moments spread over the time from one look to the next. */
    private static long travelled(Garden garden, Machine atTheOther, int call) throws Exception {
        CompletableFuture<Long> answered = polled(atTheOther);
        Thread.sleep(200 + 37L * call % 500);
        JourneyId journey = garden.started();
        long committed = System.nanoTime();
        garden.waiting(journey);
        return Math.max(0, answered.get() - committed);
    }

    private static long found(Garden garden, Machine atTheOther) throws Exception {
        garden.waiting(garden.started());
        long asked = System.nanoTime();
        return polled(atTheOther).get() - asked;
    }

    /** When it was answered with work. */
    private static CompletableFuture<Long> polled(Machine machine) {
        return machine.posting(
                        "/engine-rest/external-task/fetchAndLock",
                        Map.of(
                                "workerId",
                                "w",
                                "maxTasks",
                                1,
                                "asyncResponseTimeout",
                                20_000,
                                "topics",
                                List.of(Map.of("topicName", Garden.SURVEY, "lockDuration", 600_000))))
                .thenApply(answer -> {
                    assertThat(answer.json()).isNotEmpty();
                    return System.nanoTime();
                });
    }
}
