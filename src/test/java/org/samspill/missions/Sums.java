package org.samspill.missions;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.WorkingCalendar;
import org.samspill.journeys.LogBook;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The sums of a database, without the rest of the program: the room's own classes on a clock that the test moves. */
final class Sums {

    /** Few, so that a batch is not all there is. */
    private static final int JOURNEYS_AT_ONCE = 4;

    private static final int LOOKS = 100;

    private final JdbcClient jdbc;
    private final Moved clock = new Moved();
    private final Summaries summaries;
    private final Missions missions;

    Sums(DataSource source, LogBook book, List<Mission> missions, Function<String, Optional<LifeEvent>> lifeEvents) {
        this(source, book, missions, lifeEvents, JOURNEYS_AT_ONCE);
    }

    Sums(
            DataSource source,
            LogBook book,
            List<Mission> missions,
            Function<String, Optional<LifeEvent>> lifeEvents,
            int journeysAtOnce) {
        this.jdbc = JdbcClient.create(source);
        var batches = new JdbcTemplate(source);
        var definitions = new Definitions(missions, lifeEvents);
        var series = new SeriesStore(jdbc);
        var told = new ToldStore(jdbc);
        var ranks = new Ranks(jdbc);
        var sums = new SumStore(jdbc, ranks);
        var gaps = new GapStore(jdbc, batches, sums);
        this.summaries = new Summaries(
                definitions,
                series,
                told,
                new Counter(
                        series,
                        told,
                        sums,
                        gaps,
                        new Batch(book.log(), told, sums, gaps, new WorkingCalendar(clock)),
                        book.reader(),
                        clock,
                        journeysAtOnce),
                book.reader(),
                new TransactionTemplate(new DataSourceTransactionManager(source)),
                clock,
                false);
        this.missions = new Missions(definitions, series, new Measuring(sums, gaps, ranks), clock);
    }

    Summaries summaries() {
        return summaries;
    }

    Missions missions() {
        return missions;
    }

    void at(Instant now) {
        clock.now = now;
    }

    /** Counts everything, and reads a mission's numbers. A fill waits for what others in the server have under way just then, and goes on when it is looked at again. */
    Map<String, Measurement> measure(Mission mission, Instant now) {
        at(now);
        summaries.catchUp();
        for (int look = 0; look < LOOKS && summaries.lag().filled() < 1; look++) {
            summaries.catchUp();
        }
        return missions.measure(mission);
    }

    /** Forgets all sums. */
    void clear() {
        List.of("shown", "waiting", "tally", "gap", "sum", "told", "left_out", "series")
                .forEach(table -> jdbc.sql("delete from missions_" + table).update());
    }

    private static final class Moved extends Clock {

        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return Story.NORWAY;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
