package org.samspill.operations;

import jakarta.annotation.PreDestroy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.samspill.engine.ClockSkew;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The nodes that run on this database, each known by a row that it keeps fresh; and how far this one's clock is from the database's, since locks and
 * timers compare the two. By the wall clock: the program's own may be moved by the demo.
 */
@Component
class Nodes {

    /** A node that has not been seen for so long is dead, or cannot reach the database. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);
    private static final Duration FORGOTTEN = Duration.ofDays(1);
    private static final long EVERY = 10_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ClockSkew skew;
    private final String name;
    private final String version;
    private final Instant since;
    private volatile int count = 1;

    @Autowired
    Nodes(JdbcClient jdbc, ClockSkew skew, @Value("${samspill.node:}") String name) {
        this(jdbc, skew, name.isBlank() ? made() : name, built(), Clock.systemUTC());
    }

    Nodes(JdbcClient jdbc, ClockSkew skew, String name, String version, Clock clock) {
        this.jdbc = jdbc;
        this.skew = skew;
        this.name = name;
        this.version = version;
        this.clock = clock;
        this.since = now();
    }

    /** What the archive says of itself; a program that is run from its classes has no version. */
    private static String built() {
        String version = Nodes.class.getPackage().getImplementationVersion();
        return version == null ? "-" : version;
    }

    /** Two programs on one machine have different names. */
    private static String made() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            host = "node";
        }
        return host + "-" + UUID.randomUUID().toString().substring(0, 4);
    }

    /** @param skew how far its clock is ahead of the database's */
    record Node(String name, Instant since, Instant seen, String version, Duration skew) {}

    Duration skew() {
        return skew.ahead();
    }

    int count() {
        return count;
    }

    @Scheduled(fixedDelay = EVERY)
    void tick() {
        try {
            beat();
        } catch (DataAccessException away) {
            LOG.warn("This node could not say that it is there: {}", away.toString());
        }
    }

    void beat() {
        measure();
        Instant now = now();
        int known = jdbc.sql(
                        "update operations_node set seen_at = ?, since = ?, version = ?, skew_millis = ? where name ="
                                + " ?")
                .params(utc(now), utc(since), version, skew().toMillis(), name)
                .update();
        if (known == 0) {
            jdbc.sql("insert into operations_node (name, since, seen_at, version, skew_millis) values (?, ?, ?, ?, ?)")
                    .params(name, utc(since), utc(now), version, skew().toMillis())
                    .update();
        }
        jdbc.sql("delete from operations_node where seen_at < ?")
                .param(utc(now.minus(FORGOTTEN)))
                .update();
        count = (int) all().stream()
                .filter(node -> node.seen().isAfter(now.minus(SILENCE)))
                .count();
    }

    /** Against the middle of the question, so that a slow answer does not look like a wrong clock. */
    private void measure() {
        Instant before = now();
        Instant database = jdbc.sql("select current_timestamp")
                .query(Timestamp.class)
                .single()
                .toInstant();
        Instant after = now();
        Duration half = Duration.between(before, after).dividedBy(2);
        Duration ahead = Duration.between(database, before.plus(half));
        // What the answer's way may have taken is no skew.
        skew.is(ahead.abs().compareTo(half) <= 0 ? Duration.ZERO : ahead);
    }

    /** Those that have been seen within a day, by name. */
    List<Node> all() {
        return jdbc.sql("select * from operations_node order by name")
                .query((row, n) -> new Node(
                        row.getString("name"),
                        row.getTimestamp("since").toInstant(),
                        row.getTimestamp("seen_at").toInstant(),
                        row.getString("version"),
                        Duration.ofMillis(row.getLong("skew_millis"))))
                .list();
    }

    @PreDestroy
    void leave() {
        try {
            jdbc.sql("delete from operations_node where name = ?").param(name).update();
        } catch (DataAccessException away) {
            LOG.info("This node leaves without having said so: {}", away.toString());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
