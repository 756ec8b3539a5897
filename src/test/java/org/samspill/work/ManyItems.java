package org.samspill.work;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;
import org.samspill.actors.Role;
import org.samspill.actors.Sector;

/**
 * A country's open work, made by PostgreSQL itself: 400 organisations of which one has 30 % of everything, 10 000 people (1 000 there), ten life events with three
 * kinds of work each, a quarter claimed by somebody who may do it, a tenth overdue, a tenth resting on consent. The first so many items are alike at every size.
 */
final class ManyItems {

    private static final int ORGANISATIONS = 400;
    private static final int BATCH = 20_000;
    private static final int LARGE = 50_000;

    private static final List<String> NUMBERS = numbers();

    private final Connection connection;
    private int items;

    /**
     * @param third the process definition of every third life event, and {@code rest} that of the others; both are deployed, for the engine keeps none else
     * @param title what tasks of the third are called in the engine
     */
    ManyItems(Connection connection, String third, String rest, String title) throws SQLException {
        this.connection = connection;
        run("create temporary table many_numbers (at integer primary key, number varchar(9))");
        for (int at = 0; at < NUMBERS.size(); at++) {
            run("insert into many_numbers values (" + at + ", '" + NUMBERS.get(at) + "')");
        }
        run("create temporary table many_definition as select * from (values (true, cast('" + third
                + "' as varchar(64)), '" + title + "'), (false, '" + rest + "', 'annet')) of (third, id, title)");
    }

    private static List<String> numbers() {
        return Stream.iterate(390_000_000, number -> number + 1)
                .map(String::valueOf)
                .flatMap(digits -> OrganisationNumber.parse(digits).stream())
                .limit(ORGANISATIONS)
                .map(OrganisationNumber::value)
                .toList();
    }

    /** Someone who works at the largest organisation, with two of its eight functions, as every fourth there. */
    static CurrentUser caseworker(int which) {
        return new CurrentUser(
                new PersonId("many-0-" + which * 4 % 1000),
                "Kari",
                new Organisation(OrganisationNumber.of(NUMBERS.get(0)), "Størst", Sector.PUBLIC, Set.of(), Set.of()),
                Set.of("f2", "f3"),
                false,
                Set.of(Role.CASEWORKER));
    }

    /** Her groups, as the engine's tasks name them. */
    static String[] groups() {
        return new String[] {"0:all", "0:f2", "0:f3"};
    }

    void fill(int upTo) throws SQLException {
        List<String> indexes = withoutIndexes("work_item", upTo - items);
        for (int from = items + 1; from <= upTo; from += BATCH) {
            run(WORK.formatted(from, Math.min(upTo, from + BATCH - 1)));
        }
        items = upTo;
        again(indexes);
        run("analyze work_item");
    }

    /** As many tasks of the engine, for the same groups and due at the same times. */
    void fillEngine(int from, int upTo) throws SQLException {
        List<String> indexes = withoutIndexes("act_ru_task", upTo - from);
        indexes.addAll(withoutIndexes("act_ru_identitylink", upTo - from));
        for (int at = from; at <= upTo; at += BATCH) {
            run(TASKS.formatted(at, Math.min(upTo, at + BATCH - 1)));
            run(LINKS.formatted(at, Math.min(upTo, at + BATCH - 1)));
        }
        again(indexes);
        run("analyze act_ru_task");
        run("analyze act_ru_identitylink");
    }

    /** Takes the indexes of a table away when much is to come, for they are quicker made anew; what was taken away is given back. */
    private List<String> withoutIndexes(String table, int coming) throws SQLException {
        List<String> definitions = new ArrayList<>();
        if (coming < LARGE) {
            return definitions;
        }
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet indexes =
                        statement.executeQuery("select indexname, indexdef from pg_indexes where tablename = '" + table
                                + "' and indexname not like '%_pkey'")) {
            while (indexes.next()) {
                names.add(indexes.getString(1));
                definitions.add(indexes.getString(2));
            }
        }
        for (String name : names) {
            run("drop index " + name);
        }
        return definitions;
    }

    private void again(List<String> indexes) throws SQLException {
        for (String definition : indexes) {
            run(definition);
        }
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What is true of the n-th item; h is n scattered. */
    private static final String ITEMS = """
            select n, h, organisation, life_event, step, share,
                case when kind > 1 then 'f' || kind end as actor_function,
                now() + cast(share * 100 - 10 as double precision) * interval '1 day' as due_at,
                case when share < 0.1 then 2 when share < 0.16 and h %% 2 = 0 then 1 else 0 end as level,
                case when (h / 30) %% 4 = 0 then 'many-' || organisation || '-'
                    || case when kind > 1 then kind / 2 - 1 else h / 120 %% 4 end + 4 * (h / 480 %% case when organisation = 0 then 250 else 6 end) end as assignee
            from (select scattered.*, (life_event * 3 + step) %% 10 as kind from (select n, n * 7919 %% 1000003 as h,
                    case when n %% 10 < 3 then 0 else 1 + (n / 10 * 7 + n %% 10) %% 399 end as organisation,
                    n * 7919 %% 1000003 / 3 %% 10 as life_event, n * 7919 %% 1000003 %% 3 as step,
                    n * 104729 %% 1000003 / 1000003.0 as share
                from generate_series(%d::bigint, %d::bigint) n) scattered) kinds
            """;

    private static final String WORK = """
            insert into work_item (id, kind, state, journey_id, life_event, definition_id, process, element, activity_instance,
                execution_id, service, actor, actor_function, organisation, created_at, promise, promise_origin, promise_source,
                due_at, notice_level, notice_at, assignee, claimed_at, worker, lock_expires, retries, process_instance, told_until)
            select 'many-' || md5(n::text), case when step = 0 then 'SERVICE' else 'USER' end, 'OPEN',
                overlay(overlay(overlay(overlay(md5('j' || n) placing '-' from 9 for 0) placing '-' from 14 for 0) placing '-' from 19 for 0) placing '-' from 24 for 0),
                'many-' || life_event, many_definition.id, 'many-' || life_event, 'Task_' || step, 'Task:' || md5('a' || n),
                md5('e' || n), case when step = 0 then 'many.service-' || life_event end, 'many', actor_function, number,
                due_at - interval '30 days', 'P30D', 'LAW', 'forvaltningsloven § 11 a', due_at, level,
                case level when 0 then due_at - interval '6 days' when 1 then due_at else due_at + interval '15 days' end,
                assignee, case when assignee is null then null else now() end,
                case when assignee is null and step = 0 and h %% 100 < 3 then 'worker' end,
                case when assignee is null and step = 0 and h %% 100 < 3 then now() + (h %% 100 - 1) * interval '1 day' end,
                case when assignee is null and step = 0 and h %% 200 < 3 then 2 end,
                md5('p' || n),
                case h %% 100 when 0 then now() - interval '1 day' when 1 then now() + interval '90 days' end
            from (""" + ITEMS + """
            ) item join many_numbers on many_numbers.at = item.organisation join many_definition on third = (life_event %% 3 = 0)
            """;

    private static final String TASKS = """
            insert into act_ru_task (id_, rev_, name_, task_def_key_, priority_, create_time_, due_date_, assignee_, suspension_state_, task_state_)
            select 'many-task-' || n, 1, title, 'many-' || life_event, 50 + level, now(), due_at, assignee, 1, 'Created' from (""" + ITEMS + """
            ) item join many_definition on third = (life_event %% 3 = 0)
            """;

    private static final String LINKS = """
            insert into act_ru_identitylink (id_, rev_, group_id_, type_, task_id_)
            select 'many-link-' || n, 1, organisation || ':' || coalesce(actor_function, 'all'), 'candidate', 'many-task-' || n from (""" + ITEMS + ") item";
}
