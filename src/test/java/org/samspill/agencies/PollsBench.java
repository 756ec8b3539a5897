package org.samspill.agencies;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.samspill.actors.OrganisationNumber;
import org.samspill.bench.BenchServer;
import org.samspill.bench.ProcessorTime;
import org.samspill.journeys.JourneyId;
import org.samspill.work.MachineWork;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** What 500 machines cost while they wait, and how soon one hears of work that began at another node: {@code mvn test -Dtest=PollsBench}. */
class PollsBench {

    private static final int POLLS = 500;
    private static final int ORGANISATIONS = 100;
    private static final int WAKINGS = Integer.getInteger("bench.wakings", 60);

    @Test
    void waitingCostsNextToNothingAndNewsTravels() throws Exception {
        try (BenchServer server = new BenchServer()) {
            String database = server.database("polls");
            try (ConfigurableApplicationContext one = BenchServer.samspill(database);
                    ConfigurableApplicationContext other = BenchServer.samspill(database)) {
                ProcessorTime time = server.time();
                double idle = processors(time);
                fill(other.getBean(WaitingRoom.class));
                double waiting = processors(time);
                System.out.printf(
                        "#### two nodes and their server idle: %.1f %% of a processor; with %d polls at one: %.1f %%%n",
                        idle * 100, POLLS, waiting * 100);
                news(one, other);
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

    private static double processors(ProcessorTime time) throws InterruptedException {
        Thread.sleep(5_000);
        Duration before = time.spent();
        long start = System.nanoTime();
        Thread.sleep(20_000);
        return time.spent().minus(before).toNanos() / (double) (System.nanoTime() - start);
    }

    private static void news(ConfigurableApplicationContext one, ConfigurableApplicationContext other)
            throws Exception {
        Garden garden = Garden.of(one);
        Machine atTheOther = garden.office.at(
                other.getBean(Environment.class).getRequiredProperty("local.server.port", Integer.class));
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < WAKINGS; i++) {
            CompletableFuture<Long> answered = atTheOther
                    .posting(
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
                    .thenApply(answer -> answer.json().isEmpty() ? Long.MAX_VALUE : System.nanoTime());
            Thread.sleep(200 + 37L * i % 500);
            JourneyId journey = garden.started();
            long committed = System.nanoTime();
            garden.waiting(journey);
            millis.add(Math.max(0, (answered.get() - committed) / 1_000_000));
        }
        List<Long> sorted = millis.stream().sorted().toList();
        System.out.printf(
                "#### work that began at one node reached a poll at the other after p50 %d ms, p95 %d ms, at most %d ms%n",
                sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 95 / 100), sorted.get(sorted.size() - 1));
    }
}
