package org.samspill.missions;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.samspill.PostgresServer;
import org.samspill.TestDatabase;
import org.samspill.bench.CamundaHistory;
import org.samspill.bench.Measured;
import org.samspill.bench.Report;
import org.samspill.bench.Turns;
import org.samspill.catalogue.ModelSource;
import org.samspill.catalogue.ShippedLifeEvents;
import org.samspill.journeys.LogBook;
import org.samspill.journeys.LogPosition;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long it takes to read the numbers of missions with 2 000 000 finished journeys, beside what bare Camunda answers of as many, and how fast journeys are counted. Takes minutes, and prints a
 * table: {@code mvn test -Dtest=SumsBench}. The sums of the 2 000 000 are written by the room's own code from made-up journeys, without a log; counting is measured on a log of its own.
 */
class SumsBench {

    private static final int JOURNEYS = Integer.getInteger("bench.journeys", 2_000_000);
    private static final int COUNTED = Integer.getInteger("bench.counted", 20_000);
    private static final int AT_ONCE = 500_000;
    private static final String FLOOR = "one row by primary key";
    private static final String CELL = "any indicator, month and municipality";
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Mission MISSION =
            MissionFiles.read(new ModelSource("")).get(0);

    private final DataSource database = TestDatabase.postgres();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final JdbcTemplate batches = new JdbcTemplate(database);
    private final Ranks ranks = new Ranks(jdbc);
    private final SumStore sums = new SumStore(jdbc, ranks);
    private final SeriesStore series = new SeriesStore(jdbc);
    private final GapStore gaps = new GapStore(jdbc, batches, sums);
    private final Measuring measuring = new Measuring(sums, gaps, ranks);
    private final Random random = new Random(17);
    private final List<String> municipalities = IntStream.range(0, 356)
            .mapToObj(each -> String.format(Locale.ROOT, "%04d", 301 + 15 * each))
            .toList();

    @Test
    void numbersAreReadAndCounted() {
        counting();
        reading();
    }

    private void counting() {
        log(COUNTED);
        batches.execute("analyze");
        long rows =
                jdbc.sql("select count(*) from journeys_log").query(Long.class).single();
        LogBook book = LogBook.on(database);
        var counted = new Sums(database, book, List.of(MISSION), ShippedLifeEvents::find, 2_000);
        long begin = System.nanoTime();
        counted.measure(MISSION, NOW);
        double seconds = seconds(begin);
        print(
                "back-fill of %d journeys, %d rows of the log, %d series: %.1f s, %.0f journeys/s, %.0f rows/s",
                COUNTED,
                rows,
                jdbc.sql("select count(*) from missions_series")
                        .query(Integer.class)
                        .single(),
                seconds,
                COUNTED / seconds,
                rows / seconds);
        jdbc.sql("""
                        insert into journeys_log (at, journey_id, life_event, version, event, process, element, municipality)
                        select cast('2026-11-27T12:00:00Z' as timestamp with time zone), journey_id, life_event, 1, 'evidence', 'care-benefit',
                            'Task_DescribeCare', municipality
                        from journeys_log where event = 'ended' order by seq fetch first 2000 rows only
                        """).update();
        begin = System.nanoTime();
        counted.measure(MISSION, NOW);
        seconds = seconds(begin);
        print("following 2000 new rows of 2000 journeys: %.1f s, %.0f rows/s", seconds, 2000 / seconds);
        print(
                "bytes a journey and series: %.0f",
                jdbc.sql("select pg_total_relation_size('missions_told')")
                                .query(Long.class)
                                .single()
                        / (double) jdbc.sql("select count(*) from missions_told")
                                .query(Long.class)
                                .single());
        counted.clear();
    }

    /** A log of finished journeys with some twenty rows each. */
    private void log(int journeys) {
        jdbc.sql("""
                        insert into journeys_journey (id, life_event, version, definition_id, municipality, state, started_at)
                        select 'j' || i, 'seriously-ill-child', 1, 'none', :first, 'ended',
                            cast('2025-06-01T08:00:00Z' as timestamp with time zone) + i * interval '1 minute'
                        from generate_series(1, :many) i
                        """).param("first", "0301").param("many", journeys).update();
        List<String[]> steps = new ArrayList<>();
        steps.add(new String[] {"started", null, null, null, null});
        steps.add(new String[] {"reached", "seriously-ill-child", "Start_Registered", null, null});
        steps.add(new String[] {"reached", "intake", "Task_InformFamily", null, "i"});
        steps.add(new String[] {"completed", "intake", "Task_InformFamily", null, "i"});
        steps.add(new String[] {"decided", "coordination", "Decide_Coordinator", null, null});
        steps.add(new String[] {"reached", "coordination", "Task_AppointCoordinator", null, "c"});
        steps.add(new String[] {"reached", "agency-decision", "Service_Decide", "nav.pleiepenger.decide", "p"});
        steps.add(new String[] {"reached", "agency-decision", "Service_Decide", "nav.hjelpestonad.decide", "h"});
        steps.add(new String[] {"completed", "coordination", "Task_AppointCoordinator", null, "c"});
        for (int datum = 0; datum < 6; datum++) {
            steps.add(new String[] {"evidence", "care-benefit", "Task_DescribeCare", null, null});
        }
        steps.add(new String[] {"completed", "agency-decision", "Service_Decide", "nav.pleiepenger.decide", "p"});
        steps.add(new String[] {"completed", "agency-decision", "Service_Decide", "nav.hjelpestonad.decide", "h"});
        steps.add(new String[] {"reached", "peer-support", "Start_PeerSupport", null, null});
        steps.add(new String[] {"completed", "peer-support", "Task_FirstPeerContact", null, null});
        steps.add(new String[] {"ended", null, null, null, null});
        for (int at = 0; at < steps.size(); at++) {
            String[] step = steps.get(at);
            jdbc.sql("""
                            insert into journeys_log (at, journey_id, life_event, version, event, process, element, service, work_item, municipality,
                                outcome, detail)
                            select started_at + (:at * (1 + random() * 5)) * interval '1 day', id, life_event, 1, :event, :process, :element, :service,
                                cast(:item as varchar) || id, lpad(cast(301 + 15 * cast(floor(random() * 356) as integer) as varchar), 4, '0'), 'typed',
                                case when :event = 'decided' then 'Rule_dmn-barnekoordinator_1' else 'datum' end
                            from journeys_journey
                            """)
                    .param("at", at)
                    .param("event", step[0])
                    .param("process", step[1], Types.VARCHAR)
                    .param("element", step[2], Types.VARCHAR)
                    .param("service", step[3], Types.VARCHAR)
                    .param("item", step[4], Types.VARCHAR)
                    .update();
        }
    }

    private void reading() {
        var definitions = new Definitions(List.of(MISSION), ShippedLifeEvents::find).of(MISSION);
        long begin = System.nanoTime();
        for (Series one : List.copyOf(new LinkedHashSet<>(definitions.values()))) {
            series.insert(one, LogPosition.parse("0"), 0);
            int id = series.find(one.hash()).orElseThrow().id();
            series.full(List.of(id));
            series.asOf(List.of(id), NOW);
            fill(id, one);
            boolean durations = one.formula().measure() == Formula.Measure.DURATION;
            while (sums.freshen(id, durations, 1_000)) {}
            if (one.compared()) {
                gaps.freshen(id, one.formula());
            }
        }
        batches.execute("vacuum analyze");
        print(
                "sums of %d finished journeys in %d series made in %.0f s: %d sums, %d tallies, %.0f MB",
                JOURNEYS,
                jdbc.sql("select count(*) from missions_series")
                        .query(Integer.class)
                        .single(),
                seconds(begin),
                jdbc.sql("select count(*) from missions_sum")
                        .query(Integer.class)
                        .single(),
                jdbc.sql("select count(*) from missions_tally")
                        .query(Integer.class)
                        .single(),
                jdbc.sql("select pg_total_relation_size('missions_sum') + pg_total_relation_size('missions_tally')")
                                .query(Long.class)
                                .single()
                        / 1e6);
        Map<String, IntConsumer> reads = new LinkedHashMap<>();
        reads.put(FLOOR, read -> jdbc.sql("select many from missions_sum where id = ?")
                .param(1 + random.nextInt(1000))
                .query(Long.class)
                .single());
        List<String> keys = List.copyOf(definitions.keySet());
        Map<String, SeriesStore.Row> rows = new HashMap<>();
        keys.forEach(
                key -> rows.put(key, series.find(definitions.get(key).hash()).orElseThrow()));
        reads.put(CELL, read -> {
            SeriesStore.Row row = rows.get(keys.get(random.nextInt(keys.size())));
            YearMonth month = YearMonth.of(2026, 11).minusMonths(random.nextInt(12));
            String period = random.nextBoolean() ? Cell.month(month) : Cell.months(month);
            String municipality =
                    random.nextInt(4) == 0 ? Cell.ALL : municipalities.get(random.nextInt(municipalities.size()));
            jdbc.sql("""
                            select many, total, journeys, half, nine from missions_sum
                            where series = ? and period = ? and step = '' and municipality = ?
                            """).params(row.id(), period, municipality).query().listOfRows();
        });
        for (String key : keys) {
            Shown shown = Definitions.shown(MISSION, key);
            reads.put(key + " as its page shows it", read -> measuring.measure(rows.get(key), shown));
        }
        reads.put(
                "ASB-2 in every municipality",
                read -> ByMunicipality.of(
                        measuring.byMunicipality(rows.get("ASB-2"), Definitions.shown(MISSION, "ASB-2"))));
        Report report = new Report("sums", "Numbers of missions");
        Map<String, Measured> measured = new Turns(11, 20, 100).measure(reads);
        Measured floor = Objects.requireNonNull(measured.get(FLOOR));
        measured.values().forEach(each -> report.add(JOURNEYS + " journeys", each, floor));
        Measured ours = Objects.requireNonNull(measured.get(CELL));
        try (CamundaHistory camunda = new CamundaHistory(PostgresServer.emptyDatabase(), JOURNEYS)) {
            new Turns(5, 1, 1).measure(camunda.reads()).values().forEach(theirs -> {
                report.add(JOURNEYS + " journeys", theirs, floor);
                report.add(theirs.what() + ", against " + CELL, theirs.to(ours, 50));
            });
        }
        report.write();
        measured.values().forEach(each -> assertThat(each.p50()).as(each.what()).isLessThanOrEqualTo(20));
    }

    /** One thing that is counted in each journey, as {@link Counting} tells of it, with three steps that hold it back. */
    private void fill(int id, Series one) {
        boolean timed = one.formula().measure() == Formula.Measure.DURATION;
        Instant yearAgo = NOW.minusSeconds(365L * 86_400);
        for (int done = 0; done < JOURNEYS; ) {
            var changes = new Changes();
            for (int each = 0; each < AT_ONCE && done < JOURNEYS; each++, done++) {
                Instant at = NOW.minusSeconds(random.nextInt(600 * 86_400));
                YearMonth month = YearMonth.from(LocalDate.ofInstant(at, ZoneOffset.UTC));
                long minutes = (long) Math.exp(9.5 + random.nextGaussian());
                String municipality = municipalities.get((int) (356 * Math.pow(random.nextDouble(), 2)));
                Part part = timed
                        ? new Part(1, minutes, List.of(minutes), List.of())
                        : new Part(1, random.nextInt(2), List.of(), List.of());
                List<String> periods = new ArrayList<>(List.of(Cell.month(month)));
                for (int later = 0; later < 3; later++) {
                    periods.add(Cell.months(month.plusMonths(later)));
                }
                boolean inYear = at.isAfter(yearAgo);
                if (inYear) {
                    periods.add(Cell.YEAR);
                }
                Map<Cell, Part> parts = new LinkedHashMap<>();
                for (String period : periods) {
                    parts.put(new Cell(period, Cell.ALL, Cell.NUMBER), part);
                    parts.put(new Cell(period, municipality, Cell.NUMBER), part);
                }
                for (int step = 0; inYear && step < 3; step++) {
                    long waits = minutes / (step + 2);
                    Part wait = new Part(1, waits, List.of(waits), List.of());
                    parts.put(new Cell(Cell.YEAR, Cell.ALL, "process Step_" + step), wait);
                    if (one.compared()) {
                        parts.put(new Cell(Cell.YEAR, municipality, "process Step_" + step), wait);
                    }
                }
                changes.replace(Map.of(), parts);
            }
            sums.add(id, changes.cells());
            if (one.compared()) {
                gaps.touch(id, Batch.compared(changes.cells().keySet()));
            }
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void print(String text, Object... values) {
        System.out.println(String.format(Locale.ROOT, text, values));
    }
}
