package org.samspill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.actors.Sector;
import org.samspill.agencies.Garden;
import org.samspill.identity.Clients;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** One who asks for too much, and many who say nothing: they are told to wait or hung up on, and others are served meanwhile. */
@SamspillTest
@Attack(Attacks.F30)
class FloodTest {

    /** Has ten requests a second, and twenty at once (application-test.yaml). */
    private static final String FLOODING = "310840017";

    private static final int LINES = 500;
    private static final int ROUNDS = 5;
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    @Autowired
    private ApplicationContext program;

    @LocalServerPort
    private int port;

    private Http storm() {
        OrganisationNumber number = OrganisationNumber.of(FLOODING);
        program.getBean(Organisations.class)
                .register(new Organisation(number, "Storm", Sector.PRIVATE, Set.of(), Set.of()));
        Clients clients = program.getBean(Clients.class);
        clients.admit(number, clients.hash("demo"));
        Garden.of(program);
        return new Http(port).withTokenOf(FLOODING);
    }

    @Test
    void tenTimesItsMeasureIsTooManyForOneOrganisationAndNothingToOthers() {
        Http storm = storm();
        Http other = new Http(port).withTokenOf(Garden.SURVEY_OFFICE);
        String poll = "{\"workerId\":\"w\",\"maxTasks\":1,\"topics\":[]}";

        List<Http.Answer> stormed = new ArrayList<>();
        List<Http.Answer> others = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            stormed.add(
                    i % 2 == 0
                            ? storm.post("/engine-rest/external-task/fetchAndLock", poll)
                            : storm.get("/api/life-events"));
            if (i % 10 == 0) {
                others.add(other.post("/engine-rest/external-task/fetchAndLock", poll));
            }
        }

        List<Http.Answer> refused =
                stormed.stream().filter(answer -> answer.status() == 429).toList();
        assertThat(refused).hasSizeGreaterThan(100);
        assertThat(stormed).hasSizeGreaterThan(refused.size() + 19);
        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.header("Retry-After").map(Integer::parseInt).orElse(0))
                    .isBetween(1, 60);
            assertThat(answer.json().path("type").asText()).isEqualTo("urn:samspill:problem:too-many-requests");
            assertThat(answer.json().path("message").asText()).isNotBlank();
        });
        assertThat(others).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        Attacks.F30.measured("%d of %d refused with Retry-After", refused.size(), stormed.size());
    }

    /**
     * A fifth more at most, at the 95th percentile and in the middle round. Calm and flood take turns; what calm rounds differ by among themselves, or 20 ms, is
     * the machine's own noise and tells nothing.
     */
    @Test
    void othersWaitNoLongerWhileOneFloods() throws InterruptedException {
        Http storm = storm();
        Http other = new Http(port).withTokenOf(Garden.SURVEY_OFFICE);
        var sent = new AtomicInteger();
        var flooding = new AtomicBoolean();
        var over = new AtomicBoolean();
        // Ten times its measure of ten a second, in even steps.
        Thread flood = new Thread(() -> {
            while (!over.get()) {
                if (flooding.get()) {
                    storm.get("/api/life-events");
                    sent.incrementAndGet();
                }
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        });
        flood.start();
        long[] calm = new long[ROUNDS];
        long[] flooded = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            flooding.set(false);
            calm[round] = slow(other);
            flooding.set(true);
            flooded[round] = slow(other);
        }
        over.set(true);
        flood.join();
        Arrays.sort(calm);
        Arrays.sort(flooded);
        long before = calm[ROUNDS / 2];
        long meanwhile = flooded[ROUNDS / 2];
        long noise = Math.max(20_000, calm[ROUNDS - 1] - calm[0]);
        Attacks.F30.measured(
                "others' p95 while one floods (%d requests) %d µs, calm %d µs", sent.get(), meanwhile, before);
        assertThat(sent.get()).isGreaterThan(20);
        assertThat(meanwhile).isLessThan(Math.max(before * 6 / 5, before + noise));
    }

    /** The 95th percentile of forty requests, in microseconds. */
    private static long slow(Http caller) {
        long[] waits = IntStream.range(0, 40)
                .mapToLong(i -> {
                    long from = System.nanoTime();
                    assertThat(caller.get("/api/life-events").status()).isEqualTo(200);
                    return (System.nanoTime() - from) / 1_000;
                })
                .sorted()
                .toArray();
        return waits[37];
    }

    @Test
    void linesOnWhichNothingComesAreClosedAndTakeNobodysPlace() throws IOException {
        Http other = new Http(port);
        // The first time a page is made it takes longer, with or without lines.
        other.get("/sign-in");
        List<Socket> lines = new ArrayList<>();
        try {
            for (int i = 0; i < LINES; i++) {
                Socket line = new Socket("localhost", port);
                line.setSoTimeout((int) LONGEST_SILENCE.toMillis());
                String half = i % 2 == 0
                        ? "GET / HTTP/1.1\r\nHost: local"
                        : "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nX-A: b\r\n";
                line.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
                lines.add(line);
            }
            List<Long> waits = IntStream.range(0, 20)
                    .mapToObj(i -> {
                        long from = System.nanoTime();
                        assertThat(other.get("/sign-in").status()).isEqualTo(200);
                        return (System.nanoTime() - from) / 1_000_000;
                    })
                    .toList();
            assertThat(waits).allMatch(wait -> wait < 2_000);
            long from = System.nanoTime();
            for (Socket line : lines) {
                // Ends when the other side hangs up, with or without a word; a silence that is too long throws.
                InputStream words = line.getInputStream();
                words.readAllBytes();
            }
            Attacks.F30.measured(
                    "the last of %d silent lines closed after %d s more, others' longest wait %d ms",
                    LINES, (System.nanoTime() - from) / 1_000_000_000, Collections.max(waits));
        } finally {
            for (Socket line : lines) {
                line.close();
            }
        }
    }
}
