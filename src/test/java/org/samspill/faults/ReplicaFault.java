package org.samspill.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Numbers of missions are read from a streaming standby, which stands still, dies and comes back; work goes on by the writer alone. */
class ReplicaFault {

    private static final int PLACE = 5;
    private static final int PORT = Integer.getInteger("faults.ports", 8200) + 10 * PLACE + 8;

    @Test
    void numbersAreReadFromAStandbyAndNeverMissed() throws Exception {
        try (Cluster cluster = Cluster.empty("replica", PLACE)) {
            cluster.begin(1);
            Path folder = Cluster.fresh(cluster.folder().resolve("standby")).resolve("postgres");
            Postgres standby = cluster.postgres().standby(folder, PORT);
            try {
                reads(cluster, standby);
            } finally {
                standby.close();
            }
        }
    }

    private static void reads(Cluster cluster, Postgres standby) {
        Node node = cluster.node(0);
        node.stopped();
        node.start(
                        "--samspill.replica.url=jdbc:postgresql://localhost:" + standby.port() + "/" + Cluster.DATABASE,
                        "--samspill.replica.rest=1s")
                .ready();
        Caller reader = new Caller();
        Load load = Load.on(cluster);
        Wait.until(Duration.ofMinutes(2), "the numbers are counted", () -> asOf(reader, node) != null);
        Set<Integer> statuses = new HashSet<>();

        JdbcClient there = standby.client(Cluster.DATABASE);
        there.sql("select pg_wal_replay_pause()::text").query(String.class).single();
        Instant still = settled(reader, node);
        Instant written = stamp(cluster.jdbc());
        Wait.until(Duration.ofMinutes(1), "the writer has newer numbers", () -> stamp(cluster.jdbc())
                .isAfter(written.plusSeconds(5)));
        Instant whileStill = asOf(reader, node);

        there.sql("select pg_wal_replay_resume()::text").query(String.class).single();
        long behind = Wait.until(Duration.ofMinutes(1), "the standby has caught up", () -> asOf(reader, node)
                        .isAfter(still))
                .toMillis();

        standby.killed();
        Instant before = asOf(reader, node);
        for (int i = 0; i < 20; i++) {
            statuses.add(reader.get(node.port(), "/api/missions").status());
            Wait.pass(Duration.ofMillis(200));
        }
        boolean byWriter = asOf(reader, node).isAfter(before);
        standby.start();
        long back = Wait.until(Duration.ofMinutes(1), "the standby is asked again", () -> {
                    statuses.add(reader.get(node.port(), "/api/missions").status());
                    return node.log().contains("The replica answers again");
                })
                .toMillis();
        load.finish(Duration.ofMinutes(3));
        Reckoning reckoning = Reckoning.of(cluster, load.ledger());
        Findings.add(new Finding(
                "R1",
                "numbers of missions are read from a streaming standby that stands still, is killed and comes back, under load",
                "they are the standby's, the writer's while it is away, and never missing; work is the writer's alone",
                "while it stood still the numbers stayed as they were: %s, and newer %d ms after it went on; answers while it was dead %s, newer by the writer: %s; asked again %d ms after it was back; %s"
                        .formatted(whileStill.equals(still), behind, statuses, byWriter, back, reckoning),
                whileStill.equals(still) && statuses.equals(Set.of(200)) && byWriter && reckoning.whole()));
    }

    /** As of when the numbers hold that the node shows. */
    private static Instant asOf(Caller reader, Node node) {
        String at = reader.get(node.port(), "/api/missions/parcels")
                .json()
                .path("indicators")
                .path(0)
                .path("asOf")
                .asText("");
        return at.isEmpty() ? null : Instant.parse(at);
    }

    /** What a standby shows that has stopped: the same twice. */
    private static Instant settled(Caller reader, Node node) {
        Instant[] last = {asOf(reader, node)};
        Wait.until(Duration.ofSeconds(30), "it stands still", () -> {
            Wait.pass(Duration.ofSeconds(3));
            Instant now = asOf(reader, node);
            boolean same = now.equals(last[0]);
            last[0] = now;
            return same;
        });
        return last[0];
    }

    private static Instant stamp(JdbcClient writer) {
        return writer.sql("select max(as_of) from missions_series")
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .single();
    }
}
