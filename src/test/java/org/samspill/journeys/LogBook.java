package org.samspill.journeys;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.flywaydb.core.Flyway;
import org.samspill.privacy.Marks;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** A journey log to write by hand, with the room's tables and classes and at times that the test chooses. */
public final class LogBook {

    private final DataSource source;
    private final JdbcClient jdbc;
    private final JourneyStore store;
    private final JourneyLog log;
    private final TransactionOperations transactions;
    private final Consumer<Instant> clock;

    private LogBook(
            DataSource source,
            JdbcClient jdbc,
            JourneyStore store,
            JourneyLog log,
            TransactionOperations transactions,
            Consumer<Instant> clock) {
        this.source = source;
        this.jdbc = jdbc;
        this.store = store;
        this.log = log;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A log of its own, without the rest of the program. */
    public static LogBook fresh() {
        var source = new SingleConnectionDataSource("jdbc:h2:mem:" + UUID.randomUUID(), true);
        Flyway.configure().dataSource(source).load().migrate();
        return on(source);
    }

    /** A log in a database that has the tables; what is written is committed as the source's connections do it. */
    public static LogBook on(DataSource source) {
        JdbcClient jdbc = JdbcClient.create(source);
        var clock = new Movable();
        var store = new JourneyStore(jdbc, clock);
        return new LogBook(
                source,
                jdbc,
                store,
                new JourneyLog(jdbc, Marks.fresh(), store, clock, List.of()),
                new TransactionTemplate(new JdbcTransactionManager(source)),
                time -> clock.now = time);
    }

    /** The program's own log. Writing moves the engine's clock; who writes resets it. */
    public static LogBook of(ApplicationContext program) {
        return new LogBook(
                program.getBean(DataSource.class),
                program.getBean(JdbcClient.class),
                program.getBean(JourneyStore.class),
                program.getBean(JourneyLog.class),
                new TransactionTemplate(program.getBean(PlatformTransactionManager.class)),
                time -> ClockUtil.setCurrentTime(Date.from(time)));
    }

    public DataSource source() {
        return source;
    }

    public JourneyLog log() {
        return log;
    }

    public LogReader reader() {
        return new LogReader(jdbc, new JdbcTemplate(source));
    }

    /** Leaves an empty book for the next test; only a log of its own. */
    public void clear() {
        jdbc.sql("delete from journeys_log").update();
        jdbc.sql("delete from journeys_journey").update();
    }

    /** A journey whose subject lives in the municipality. */
    public JourneyId journey(String lifeEvent, String municipality) {
        var id = new JourneyId(UUID.randomUUID().toString());
        transactions.executeWithoutResult(transaction -> {
            store.insert(id, lifeEvent, 1, "none");
            store.municipality(id, municipality);
            // No list shall find it: there is a log of it and no process.
            store.ended(id);
        });
        return id;
    }

    /** Everything written from now on is written at this time. */
    public void at(Instant time) {
        clock.accept(time);
    }

    public void write(JourneyLog.Entry entry) {
        transactions.executeWithoutResult(transaction -> log.write(entry));
    }

    /** Every row of a life event's journeys, the oldest first. */
    public List<JourneyEvent> rows(String lifeEvent) {
        List<JourneyId> journeys = jdbc.sql("select id from journeys_journey where life_event = ?")
                .param(lifeEvent)
                .query((row, number) -> new JourneyId(row.getString(1)))
                .list();
        return log.of(journeys).values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingLong(JourneyEvent::seq))
                .toList();
    }

    private static final class Movable extends Clock {

        private Instant now = Instant.EPOCH;

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
    }
}
