package org.samspill.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.OrganisationNumber;
import org.samspill.bench.Statements;
import org.samspill.work.WorkQuery.View;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** How the lists are read, without a clock: how many statements a question is, and on PostgreSQL that no list reads many more rows than it shows. */
@SamspillTest
class ListPlansTest {

    private static final int ITEMS = 20_000;

    /** A list reads a page of each strip and some rows that are not hers or may not be told of; the largest organisation has 6 000. */
    private static final int ROWS = 400;

    /** Ten pieces of a service's work, and those that are held and passed over on the way to them. */
    private static final int TEN_AND_HELD = 30;

    private static final Pattern READ = Pattern.compile("actual rows=([0-9.]+) loops=([0-9]+)");
    private static final Pattern READS_WORK = Pattern.compile(" on work_item( |$)");
    private static final Pattern PASSED_OVER = Pattern.compile("Rows Removed by Filter: ([0-9]+)");

    @Autowired
    DataSource source;

    @Autowired
    TitleSearch titles;

    private final CurrentUser user = ManyItems.caseworker(0);

    @Test
    void eachQuestionIsOneStatementAndOneMoreWhenItIsFiltered() throws Exception {
        Statements statements = new Statements(source, false);
        WorkDesk desk = desk(JdbcClient.create(statements));
        for (View view : View.values()) {
            desk.page(WorkQuery.of(view));
            assertThat(statements.asked()).hasSize(1);
        }
        desk.next();
        assertThat(statements.asked()).hasSize(1);
        desk.counts(List.of(WorkQuery.of(View.GROUP), WorkQuery.of(View.MINE), WorkQuery.of(View.URGENT)));
        assertThat(statements.asked()).hasSize(1);
        desk.page(new WorkQuery(View.URGENT, "leie", "lost-key", null, null, 25));
        desk.tasks();
        desk.counts(List.of(new WorkQuery(View.NEW, null, "lost-key", null, null, 25)));
        assertThat(statements.asked()).hasSizeLessThanOrEqualTo(3).noneMatch(sql -> sql.contains("act_ru"));
    }

    @Test
    void listsReadTheRowsTheyShow() throws Exception {
        assumeTrue("postgres".equals(System.getProperty("samspill.database")), "Plans are PostgreSQL's");
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Statements statements = new Statements(new SingleConnectionDataSource(connection, true), true);
                JdbcClient jdbc = JdbcClient.create(statements);
                String definition = anyDefinition(connection);
                new ManyItems(connection, definition, definition, "any").fill(ITEMS);
                WorkDesk desk = desk(jdbc);

                WorkList.Page first = desk.page(WorkQuery.of(View.GROUP));
                assertThat(first.items()).hasSize(25);
                desk.page(new WorkQuery(View.GROUP, null, null, null, first.next(), 25));
                for (View view : View.values()) {
                    desk.page(WorkQuery.of(view));
                }
                desk.page(new WorkQuery(View.URGENT, null, "many-4", null, null, 25));
                desk.page(new WorkQuery(
                        View.GROUP, first.items().get(0).journey().value().substring(0, 8), null, null, null, 25));
                desk.next();
                desk.counts(List.of(WorkQuery.of(View.GROUP), WorkQuery.of(View.URGENT), WorkQuery.of(View.WAITING)));

                assertThat(statements.plans()).hasSizeGreaterThan(10).allSatisfy(ListPlansTest::readsLittle);

                JdbcClient plain = JdbcClient.create(new SingleConnectionDataSource(connection, true));
                WorkDesk reading = desk(plain);
                for (View view : View.values()) {
                    isWhole(reading, new WorkQuery(view, null, null, null, null, 200), plain, "1 = 1");
                    isWhole(
                            reading,
                            new WorkQuery(view, null, "many-4", null, null, 200),
                            plain,
                            "life_event = 'many-4'");
                }
                isWhole(
                        reading,
                        new WorkQuery(View.NEW, null, null, "many.service-4", null, 200),
                        plain,
                        "service = 'many.service-4'");
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    @Test
    void aPollTouchesNothingButItsOwnTopics() throws Exception {
        assumeTrue("postgres".equals(System.getProperty("samspill.database")), "Plans are PostgreSQL's");
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Statements statements = new Statements(new SingleConnectionDataSource(connection, true), true);
                String definition = anyDefinition(connection);
                new ManyItems(connection, definition, definition, "any").fill(ITEMS);
                MachineQueue queue = new MachineQueue(JdbcClient.create(statements), Clock.systemUTC());
                OrganisationNumber organisation = user.organisation().number();
                String topic = "many.service-4";
                int waiting = JdbcClient.create(new SingleConnectionDataSource(connection, true))
                        .sql("select count(*) from work_item where organisation = ? and service = ? and state = 'OPEN'")
                        .params(organisation.value(), topic)
                        .query(Integer.class)
                        .single();

                assertThat(queue.available(Map.of(organisation, Set.of(topic, "many.nothing")), Set.of()))
                        .isEqualTo(Map.of(organisation, Set.of(topic)));
                assertReadsAtMost(2, statements);

                assertThat(fetch(queue, organisation, topic)).hasSize(10);
                assertThat(waiting).isGreaterThan(TEN_AND_HELD);
                assertReadsAtMost(TEN_AND_HELD, statements);

                assertThat(fetch(queue, organisation, "many.nothing")).isEmpty();
                assertReadsAtMost(0, statements);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static List<WorkItem> fetch(MachineQueue queue, OrganisationNumber organisation, String topic) {
        return queue.fetchable(
                organisation,
                List.of(new Fetching.Wanted(topic, Duration.ofSeconds(1))),
                Set.of(),
                10,
                Fetching.Order.URGENCY);
    }

    private static void assertReadsAtMost(int rows, Statements statements) {
        String plan = String.join("\n", statements.plans());
        assertThat(plan)
                .contains("work_item_service")
                .containsPattern("Index Cond: .*organisation.*service")
                .doesNotContain("Seq Scan on work_item");
        // The engine's tables are so small here that they may be read whole.
        String work = plan.lines().filter(READS_WORK.asPredicate()).collect(Collectors.joining("\n"));
        assertThat(mostRows(work)).as(plan).isLessThanOrEqualTo(rows);
    }

    /** Page by page the list is what one look at all rows finds, and its count is their number as far as it is told. */
    private void isWhole(WorkDesk desk, WorkQuery query, JdbcClient jdbc, String filter) {
        List<String> read = new ArrayList<>();
        String cursor = null;
        do {
            WorkList.Page page = desk.page(new WorkQuery(
                    query.view(), query.text(), query.lifeEvent(), query.element(), cursor, query.size()));
            page.items().forEach(item -> read.add(item.id()));
            cursor = page.next();
        } while (cursor != null);
        String view =
                switch (query.view()) {
                    case GROUP -> "state = 'OPEN'";
                    case MINE ->
                        "state = 'OPEN' and assignee = '" + user.person().value() + "'";
                    case NEW ->
                        "state = 'OPEN' and assignee is null and (lock_expires is null or lock_expires <= now())";
                    case URGENT -> "state = 'OPEN' and notice_level >= 1";
                    case WAITING -> "(paused or state = 'OPEN' and retries is not null and lock_expires > now())";
                };
        assertThat(read)
                .as("%s %s", query, filter)
                .isEqualTo(jdbc.sql("select id from work_item where organisation = '"
                                + user.organisation().number()
                                + "' and (told_until is null or told_until > now()) and (actor_function is null or actor_function in ('f2', 'f3')) and "
                                + view + " and " + filter + " order by due_at, id")
                        .query(String.class)
                        .list());
        assertThat(desk.counts(List.of(query))).containsExactly(Math.min(read.size(), WorkDesk.COUNTED + 1));
    }

    private static void readsLittle(String plan) {
        assertThat(plan).doesNotContain("Seq Scan").doesNotContain("external merge");
        assertThat(mostRows(plan)).as(plan).isLessThanOrEqualTo(ROWS * 2);
        assertThat(PASSED_OVER.matcher(plan).results())
                .as(plan)
                .allMatch(passed -> Integer.parseInt(passed.group(1)) <= ROWS);
    }

    /** How many rows the part of a plan gave that gave most. */
    static double mostRows(String plan) {
        return READ.matcher(plan)
                .results()
                .mapToDouble(read -> Double.parseDouble(read.group(1)) * Integer.parseInt(read.group(2)))
                .max()
                .orElse(0);
    }

    private WorkDesk desk(JdbcClient jdbc) {
        return new WorkDesk(
                new ListReads(jdbc, source, Clock.systemUTC()), titles, new LongLists(), new KnownKinds(), user);
    }

    static String anyDefinition(Connection connection) throws Exception {
        try (var rows = connection.createStatement().executeQuery("select min(id_) from act_re_procdef")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
