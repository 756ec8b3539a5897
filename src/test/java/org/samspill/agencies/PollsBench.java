package org.samspill.agencies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.samspill.actors.OrganisationNumber;
import org.samspill.bench.BenchServer;
import org.samspill.bench.Measured;
import org.samspill.bench.Measured.Ratio;
import org.samspill.bench.ProcessorTime;
import org.samspill.bench.Report;
import org.samspill.journeys.JourneyId;
import org.samspill.work.MachineWork;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** What 500 machines cost while they wait, and how soon one hears of work that began at another node: {@code mvn test -Dtest=PollsBench}. */
class PollsBench {

    private static final int POLLS = 500;
    private static final int ORGANISATIONS = 100;
    private static final int WAKINGS = Integer.getInteger("bench.wakings", 60);

    /** For the spread of what is measured. */
    private static final int ROUNDS = 4;

    private static final Duration SETTLES = Duration.ofSeconds(5);
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final double MOST_PROCESSOR = 0.05;
    private static final double MOST_MILLIS = 1_000;

    @Test
    void waitingCostsNextToNothingAndNewsTravels() throws Exception {
        try (BenchServer server = new BenchServer()) {
            String database = server.database("polls");
            try (ConfigurableApplicationContext one = BenchServer.samspill(database);
                    ConfigurableApplicationContext other = BenchServer.samspill(database)) {
                Report report = new Report("polls", "Machines that wait, and how soon news travels between nodes");
                ProcessorTime time = server.time();
                Ratio idle = processors(time);
                fill(other.getBean(WaitingRoom.class));
                Ratio waiting = processors(time);
                report.add("processors that two nodes and their server take while nobody waits", idle);
                report.add("with %d polls of %d organisations at one".formatted(POLLS, ORGANISATIONS), waiting);
                Measured news = news(one, other, report);
                report.write();
                assertThat(waiting.middle() - idle.middle()).isLessThan(MOST_PROCESSOR);
                assertThat(news.p95()).isLessThan(MOST_MILLIS);
            }
        }
    }

    private static void fill(WaitingRoom room) {
        for (int i = 0; i < POLLS; i++) {
            OrganisationNumber organisation =
                    OrganisationNumber.parse(numbers().get(i % ORGANISATIONS)).orElseThrow();
            room.enter(new Poll(
                    new FetchReader.Wish(
                            new MachineWork.Worker(organisation, "w" + i),
                            List.of(new MachineWork.Wanted(
                                    "actor" + i % ORGANISATIONS + ".service" + i / ORGANISATIONS + ".do",
                                    Duration.ofSeconds(1))),
                            1,
                            MachineWork.Order.URGENCY,
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

    private static Ratio processors(ProcessorTime time) throws InterruptedException {
        Thread.sleep(SETTLES.toMillis());
        List<Double> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Duration before = time.spent();
            long start = System.nanoTime();
            Thread.sleep(ROUND.toMillis());
            rounds.add(time.spent().minus(before).toNanos() / (double) (System.nanoTime() - start));
        }
        return Ratio.of(rounds);
    }

    /** How long work that begins at one node is on its way to a poll that waits at the other, beside a poll there that finds it at once. */
    private static Measured news(
            ConfigurableApplicationContext one, ConfigurableApplicationContext other, Report report) throws Exception {
        Garden garden = Garden.of(one);
        Machine atTheOther = garden.office.at(
                other.getBean(Environment.class).getRequiredProperty("local.server.port", Integer.class));
        List<long[]> travels = new ArrayList<>();
        List<long[]> finds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            long[] travelled = new long[WAKINGS / ROUNDS];
            long[] found = new long[travelled.length];
            for (int i = 0; i < travelled.length; i++) {
                CompletableFuture<Long> answered = polled(atTheOther);
                Thread.sleep(200 + 37L * (round * travelled.length + i) % 500);
                JourneyId journey = garden.started();
                long committed = System.nanoTime();
                garden.waiting(journey);
                travelled[i] = Math.max(0, answered.get() - committed);
                garden.waiting(garden.started());
                long asked = System.nanoTime();
                found[i] = polled(atTheOther).get() - asked;
            }
            travels.add(travelled);
            finds.add(found);
        }
        Measured news = new Measured("work that begins at the other node reaches a poll", travels);
        Measured floor = new Measured("a poll that finds work", finds);
        report.add("beside " + POLLS + " polls", news, floor);
        report.add("beside " + POLLS + " polls", floor, floor);
        return news;
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
