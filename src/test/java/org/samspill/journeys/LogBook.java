package org.samspill.journeys;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.samspill.privacy.Marks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A journey log of its own, with the room's tables and classes and a clock that stands where the test puts it, without the rest of the program. */
public final class LogBook {

    private final JdbcClient jdbc;
    private final JourneyStore store;
    private final JourneyLog log;
    private Instant now = Instant.EPOCH;

    private LogBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
        var clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneId.of("Europe/Oslo");
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return Clock.fixed(now, zone);
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        this.store = new JourneyStore(jdbc, clock);
        this.log = new JourneyLog(jdbc, Marks.fresh(), clock);
    }

    public static LogBook fresh() {
        var source = new SingleConnectionDataSource("jdbc:h2:mem:" + UUID.randomUUID(), true);
        Flyway.configure().dataSource(source).load().migrate();
        return new LogBook(JdbcClient.create(source));
    }

    /** Leaves an empty book for the next test. */
    public void clear() {
        jdbc.sql("delete from journeys_log").update();
        jdbc.sql("delete from journeys_journey").update();
    }

    /** A journey whose subject lives in the municipality. */
    public JourneyId journey(String lifeEvent, String municipality) {
        var id = new JourneyId(UUID.randomUUID().toString());
        store.insert(id, lifeEvent, 1, "none");
        store.municipality(id, municipality);
        return id;
    }

    /** Everything written from now on is written at this time. */
    public void at(Instant time) {
        now = time;
    }

    public void write(JourneyLog.Entry entry) {
        log.write(entry);
    }

    public List<JourneyEvent> rows(String lifeEvent) {
        return log.after(lifeEvent, 0, Integer.MAX_VALUE);
    }
}
