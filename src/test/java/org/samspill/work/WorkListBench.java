package org.samspill.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.work.WorkQuery.View;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The caseworker's list with 10 000, 100 000 and 1 000 000 open items, beside one row by its primary key and beside the engine's own task query over as many
 * tasks. She works at the organisation that has 30 % of them all.
 */
@SamspillTest
class WorkListBench {

    private static final String FLOOR = "one row by primary key";
    private static final String PAGE_FLOOR = "the 26 rows of a page by primary key";
    private static final String WORD = "a word of a title";
    private static final String FILTERED = "one life event, urgent";
    private static final String COUNTS = "counts of nine views";
    private static final String COUNTED_ANEW = COUNTS + ", nothing remembered";
    private static final List<Integer> SIZES = Arrays.stream(
                    System.getProperty("bench.items", "10000,100000,1000000").split(","))
            .map(Integer::valueOf)
            .toList();
    private static final int PAGE_41 = 40;
    private static final String CAMUNDA = "Camunda: ";

    @Autowired
    DataSource source;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WorkList list;

    @Autowired
    ListReads reads;

    @Autowired
    TitleSearch titles;

    @Autowired
    TaskService tasks;

    @Autowired
    LifeEvents lifeEvents;

    @Autowired
    ApplicationContext program;

    private String word;

    @Test
    void listsAreAsFastAtAMillionAsAtTenThousand() throws Exception {
        Report report = new Report("work-list", "The caseworker's list");
        Map<Integer, Map<String, Measured>> bySize = new LinkedHashMap<>();
        LifeEvent child = lifeEvents.find("seriously-ill-child").orElseThrow();
        word = child.title().nb().toLowerCase(Locale.ROOT);
        try (Connection connection = source.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, 0);
            ManyItems many = new ManyItems(
                    connection,
                    definition(child),
                    definition(lifeEvents.find("own-data").orElseThrow()),
                    word);
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
                ours.values().forEach(each -> report.add(size + " items", each, floor));
                Map<String, Measured> engines = new Turns(5, size > 100_000 ? 1 : 4, 2).measure(engines());
                engines.values().forEach(each -> report.add(size + " items", each, floor));
                new Turns(5, 2, 1)
                        .measure(new QueueReads(program).passes())
                        .values()
                        .forEach(each -> report.add(size + " items", each, floor));
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
            report.add(what + ": against the 26 rows of a page by their keys", measured.to(many.get(PAGE_FLOOR), 50));
            double flat = measured.to(many.get(FLOOR), 50).middle()
                    / few.get(what).to(few.get(FLOOR), 50).middle();
            report.add(what + ": the most against the fewest items", new Measured.Ratio(flat, flat, flat));
            checks.add(() -> assertThat(flat)
                    .as(what + ", the most against the fewest items")
                    .isLessThanOrEqualTo(1.3));
            Measured theirs = engines.get(CAMUNDA + what);
            if (theirs != null) {
                Measured.Ratio faster = theirs.to(measured, 50);
                report.add(what + ": Camunda's task query against ours", faster);
                if (SIZES.contains(1_000_000)) {
                    checks.add(() -> assertThat(faster.middle())
                            .as(what + ", against Camunda")
                            .isGreaterThanOrEqualTo(150));
                }
            }
        });
        report.write();
        checks.forEach(Runnable::run);
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
        List<List<String>> pages = Stream.iterate(0, who -> who + 1)
                .limit(10)
                .map(who ->
                        list.desk(who(who)).page(new WorkQuery(View.GROUP, null, null, null, null, 26)).items().stream()
                                .map(WorkItem::id)
                                .toList())
                .toList();
        things.put(PAGE_FLOOR, call -> assertThat(jdbc.sql(WorkRow.LISTED + " where id in (:ids)")
                        .param("ids", pages.get(call % pages.size()))
                        .query(WorkRow::read)
                        .list())
                .hasSize(26));
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
                WORD, call -> full(list.desk(who(call)).page(new WorkQuery(View.GROUP, word, null, null, null, 25))));
        things.put(
                "next for me", call -> assertThat(list.desk(who(call)).next()).isPresent());
        things.putAll(new QueueReads(program).polls());
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
        things.put(COUNTED_ANEW, call -> assertThat(
                        new WorkDesk(reads, titles, new LongLists(), new KnownKinds(), who(call)).counts(views))
                .hasSize(views.size()));
        return things;
    }

    /** The same questions to the engine, for the same groups; how urgent a task is stands in its priority, and what is of a life event in its key. */
    private Map<String, IntConsumer> engines() {
        Map<String, IntConsumer> things = new LinkedHashMap<>();
        things.put(CAMUNDA + "first page", call -> full(inOrder(group()).listPage(0, 25)));
        things.put(CAMUNDA + "page 41", call -> full(inOrder(group()).listPage(25 * PAGE_41, 25)));
        things.put(CAMUNDA + FILTERED, call -> inOrder(urgent(group()).taskDefinitionKey(lifeEvent(call)))
                .listPage(0, 25));
        things.put(
                CAMUNDA + WORD,
                call -> full(inOrder(group().taskNameLike("%" + word + "%")).listPage(0, 25)));
        things.put(CAMUNDA + "next for me", call -> inOrder(free()).listPage(0, 1));
        // One fewer than ours: the engine's tasks do not know what waits.
        things.put(CAMUNDA + COUNTS, call -> {
            String me = who(call).person().value();
            Stream.of(
                            tasks.createTaskQuery().taskAssignee(me),
                            group(),
                            free(),
                            urgent(group()),
                            urgent(group()).taskDefinitionKey("many-4"),
                            free().taskDefinitionKey("many-7"),
                            group().taskDefinitionKey("many-4"),
                            tasks.createTaskQuery().taskAssignee(me).taskDefinitionKey("many-0"))
                    .forEach(TaskQuery::count);
        });
        return things;
    }

    private TaskQuery group() {
        return free().includeAssignedTasks();
    }

    private TaskQuery free() {
        return tasks.createTaskQuery().taskCandidateGroupIn(List.of(ManyItems.groups()));
    }

    private static TaskQuery urgent(TaskQuery query) {
        return query.taskMinPriority(51);
    }

    private static TaskQuery inOrder(TaskQuery query) {
        return query.orderByDueDate().asc();
    }

    private static void full(List<?> page) {
        assertThat(page).hasSize(25);
    }

    private String definition(LifeEvent lifeEvent) {
        return lifeEvents.definition(lifeEvent, lifeEvent.key()).orElseThrow();
    }

    private static CurrentUser who(int call) {
        return ManyItems.caseworker(call % 10);
    }

    /** One of those in which she has most to do: three kinds of work, or two. */
    private static String lifeEvent(int call) {
        return List.of("many-0", "many-4", "many-7").get(call % 3);
    }

    private static void full(WorkList.Page page) {
        full(page.items());
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
