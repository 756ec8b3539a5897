package org.samspill.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.actors.CurrentUser;
import org.samspill.bench.Measured;
import org.samspill.bench.Report;
import org.samspill.bench.Turns;
import org.samspill.catalogue.LifeEvents;
import org.samspill.work.WorkQuery.View;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The caseworker's list with 10 000, 100 000 and 1 000 000 open items, beside one row by its primary key and beside the engine's own task query over as many
 * tasks. She works at the organisation that has 30 % of them all.
 */
@SamspillTest
class WorkListBench {

    private static final String FLOOR = "one row by primary key";
    private static final String FILTERED = "one life event, urgent";
    private static final String COUNTS = "counts of nine views";
    private static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000);
    private static final int PAGE_41 = 40;

    @Autowired
    DataSource source;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WorkList list;

    @Autowired
    TaskService tasks;

    @Autowired
    LifeEvents lifeEvents;

    @Test
    void listsAreAsFastAtAMillionAsAtTenThousand() throws Exception {
        Report report = new Report("work-list", "The caseworker's list");
        Map<Integer, Map<String, Measured>> bySize = new LinkedHashMap<>();
        String definition = jdbc.sql("select id_ from act_re_procdef order by id_ fetch first row only")
                .query(String.class)
                .single();
        try (Connection connection = source.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, 0);
            ManyItems many = new ManyItems(connection, definition);
            many.run("set statement_timeout = 0");
            many.run("alter system set max_wal_size = '8GB'");
            many.run("select pg_reload_conf()");
            int before = 0;
            for (int size : SIZES) {
                many.fill(size);
                many.fillEngine(before + 1, size);
                before = size;
                many.run("vacuum (analyze) work_item");
                many.run("checkpoint");
                Map<String, Measured> ours = new Turns(21, 20, 300).measure(ours());
                bySize.put(size, ours);
                Measured floor = ours.get(FLOOR);
                ours.values().forEach(each -> report.add(String.valueOf(size), each, floor));
                Map<String, Measured> engines = new Turns(5, size > 100_000 ? 1 : 4, 2).measure(engines());
                engines.values().forEach(each -> report.add(String.valueOf(size), each, alike(floor, each)));
                if (size == SIZES.get(SIZES.size() - 1)) {
                    check(report, bySize, engines);
                }
            }
        }
    }

    private void check(Report report, Map<Integer, Map<String, Measured>> bySize, Map<String, Measured> engines) {
        Map<String, Measured> few = bySize.get(SIZES.get(0));
        Map<String, Measured> many = bySize.get(SIZES.get(SIZES.size() - 1));
        List<Runnable> checks = new ArrayList<>();
        many.forEach((what, measured) -> {
            if (what.equals(FLOOR)) {
                return;
            }
            double toFloor = measured.to(many.get(FLOOR), 50).middle();
            double flat = toFloor / few.get(what).to(few.get(FLOOR), 50).middle();
            report.add(what + ": 1 000 000 against 10 000", new Measured.Ratio(flat, flat, flat));
            checks.add(() -> assertThat(toFloor)
                    .as(what + ", times the primary-key look-up")
                    .isLessThanOrEqualTo(3));
            checks.add(() -> assertThat(flat)
                    .as(what + ", a million against ten thousand")
                    .isLessThanOrEqualTo(1.3));
            Measured theirs = engines.get("Camunda: " + what);
            if (theirs != null) {
                Measured.Ratio faster = theirs.to(alike(measured, theirs), 50);
                report.add(what + ": Camunda's task query against ours", faster);
                checks.add(() -> assertThat(faster.middle())
                        .as(what + ", against Camunda")
                        .isGreaterThanOrEqualTo(150));
            }
        });
        report.write();
        checks.forEach(Runnable::run);
    }

    /** The same measurement cut to as many rounds as the other has. */
    private static Measured alike(Measured measured, Measured other) {
        return new Measured(
                measured.what(), measured.rounds().subList(0, other.rounds().size()));
    }

    private Map<String, IntConsumer> ours() {
        Map<String, IntConsumer> things = new LinkedHashMap<>();
        List<String> ids = jdbc.sql(
                        "select id from work_item where id like 'many-%' order by activity_instance fetch first 1000 rows only")
                .query(String.class)
                .list();
        String[] cursors =
                Stream.iterate(0, who -> who + 1).limit(10).map(this::page41).toArray(String[]::new);
        things.put(FLOOR, call -> jdbc.sql(WorkRow.LISTED + " where id = ?")
                .param(ids.get(call % ids.size()))
                .query(WorkRow::read)
                .single());
        things.put("first page", call -> full(list.desk(who(call)).page(WorkQuery.of(View.GROUP))));
        things.put(
                "page 41",
                call -> full(list.desk(who(call))
                        .page(new WorkQuery(View.GROUP, null, null, null, cursors[call % cursors.length], 25))));
        things.put(FILTERED, call -> assertThat(list.desk(who(call))
                        .page(new WorkQuery(View.URGENT, null, lifeEvent(call), null, null, 25))
                        .items())
                .allMatch(item -> item.promise().level() > 0));
        things.put(
                "next for me", call -> assertThat(list.desk(who(call)).next()).isPresent());
        List<WorkQuery> views = Stream.concat(
                        Stream.of(View.values()).map(WorkQuery::of),
                        Stream.of(
                                new WorkQuery(View.URGENT, null, "many-4", null, null, 25),
                                new WorkQuery(View.NEW, null, "many-7", null, null, 25),
                                new WorkQuery(View.GROUP, null, null, "many.service-4", null, 25),
                                new WorkQuery(View.MINE, null, "many-0", null, null, 25)))
                .toList();
        things.put(
                COUNTS, call -> assertThat(list.desk(who(call)).counts(views)).hasSize(views.size()));
        return things;
    }

    private Map<String, IntConsumer> engines() {
        Map<String, IntConsumer> things = new LinkedHashMap<>();
        things.put("Camunda: first page", call -> assertThat(query().listPage(0, 25))
                .hasSize(25));
        things.put("Camunda: page 41", call -> assertThat(query().listPage(25 * PAGE_41, 25))
                .hasSize(25));
        things.put("Camunda: " + FILTERED, call -> query().taskDefinitionKey(lifeEvent(call))
                .dueBefore(Date.from(Instant.now()))
                .listPage(0, 25));
        things.put("Camunda: next for me", call -> tasks.createTaskQuery()
                .taskCandidateGroupIn(List.of(ManyItems.groups()))
                .orderByDueDate()
                .asc()
                .listPage(0, 1));
        // One count where we give nine.
        things.put("Camunda: " + COUNTS, call -> query().count());
        return things;
    }

    private TaskQuery query() {
        return tasks.createTaskQuery()
                .taskCandidateGroupIn(List.of(ManyItems.groups()))
                .includeAssignedTasks()
                .orderByDueDate()
                .asc();
    }

    private static CurrentUser who(int call) {
        return ManyItems.caseworker(call % 10);
    }

    /** One of those in which she has most to do: three kinds of work, or two. */
    private static String lifeEvent(int call) {
        return List.of("many-0", "many-4", "many-7").get(call % 3);
    }

    private static void full(WorkList.Page page) {
        assertThat(page.items()).hasSize(25);
    }

    private String page41(int who) {
        String cursor = null;
        for (int page = 0; page < PAGE_41; page++) {
            cursor = list.desk(who(who))
                    .page(new WorkQuery(View.GROUP, null, null, null, cursor, 25))
                    .next();
        }
        return cursor;
    }
}
