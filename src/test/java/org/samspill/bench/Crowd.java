package org.samspill.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;
import org.samspill.journeys.JourneyId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Fills a database with journeys like real ones, with all that the rooms and the engine keep of them, or with instances of bare Camunda. It works beside the program, whose own connections
 * give up statements that take so long, and the server flushes nothing meanwhile.
 */
public final class Crowd implements AutoCloseable {

    private static final List<String> OF_ROOMS = List.of(
            "journeys_journey",
            "journeys_participant",
            "work_item",
            "journeys_log",
            "privacy_disclosure",
            "privacy_kept",
            "casework_note");

    private static final List<String> OF_THE_ENGINE = List.of(
            "act_ge_bytearray",
            "act_ru_execution",
            "act_ru_variable",
            "act_ru_task",
            "act_ru_identitylink",
            "act_ru_ext_task",
            "act_ru_job",
            "act_ru_event_subscr");

    /** What the engine keeps when its history is full. */
    private static final List<String> OF_ITS_HISTORY = List.of(
            "act_hi_procinst",
            "act_hi_actinst",
            "act_hi_taskinst",
            "act_hi_varinst",
            "act_hi_detail",
            "act_hi_identitylink",
            "act_hi_ext_task_log",
            "act_hi_job_log",
            "act_hi_op_log");

    private static final int AT_ONCE = 50_000;

    private final SingleConnectionDataSource connection;
    private final JdbcClient server;
    private final Copies copies;

    /** @param url of the database that is filled */
    public Crowd(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser("postgres");
        try {
            connection = new SingleConnectionDataSource(source.getConnection(), true);
        } catch (java.sql.SQLException failure) {
            throw new IllegalStateException(failure);
        }
        server = JdbcClient.create(connection);
        copies = new Copies(server);
        flushing("off");
    }

    /** Adds so many journeys like this one, which waits or has ended. */
    public void like(JourneyId journey, int times) {
        server.sql("""
                        insert into casework_note (journey_id, organisation, author, at, words)
                        select journey_id, organisation, 'bench', created_at, 'Ringte og ble bedt om å vente.' from work_item
                        where journey_id = ? and organisation is not null order by created_at fetch first row only
                        """).param(journey.value()).update();
        String processes = " in (select each.proc_inst_id_ from act_ru_execution each join journeys_journey one"
                + " on each.root_proc_inst_id_ = one.process_instance_id where one.id = '" + journey + "')";
        Map<String, String> rows = new LinkedHashMap<>();
        OF_ROOMS.forEach(table ->
                rows.put(table, (table.equals("journeys_journey") ? "id" : "journey_id") + " = '" + journey + "'"));
        OF_THE_ENGINE.forEach(table -> rows.put(table, ofProcesses(table, processes)));
        copy(rows, times);
    }

    /** Adds so many process instances of bare Camunda like this one, with all of its history. */
    void like(String processInstance, int times) {
        String which = " = '" + processInstance + "'";
        Map<String, String> rows = new LinkedHashMap<>();
        OF_THE_ENGINE.forEach(table -> rows.put(table, ofProcesses(table, which)));
        OF_ITS_HISTORY.forEach(table -> rows.put(table, "root_proc_inst_id_" + which));
        rows.computeIfPresent("act_ge_bytearray", (table, running) -> running + " or root_proc_inst_id_" + which);
        copy(rows, times);
    }

    private void copy(Map<String, String> rows, int times) {
        long start = System.nanoTime();
        for (int done = 0; done < times; done += AT_ONCE) {
            int from = done + 1;
            int upTo = Math.min(times, done + AT_ONCE);
            rows.forEach((table, which) -> copies.of(table, which, from, upTo));
        }
        System.out.printf("#### %d more in %.0f s%n", times, (System.nanoTime() - start) / 1e9);
    }

    private static String ofProcesses(String table, String processes) {
        return switch (table) {
            case "act_ge_bytearray" ->
                "id_ in (select bytearray_id_ from act_ru_variable where proc_inst_id_" + processes + ")";
            case "act_ru_identitylink" ->
                "task_id_ in (select id_ from act_ru_task where proc_inst_id_" + processes + ")";
            case "act_ru_job" -> "process_instance_id_" + processes;
            default -> "proc_inst_id_" + processes;
        };
    }

    /** Leaves the database as one that has served for long: its statistics are known, its rows are seen by all, all is written. */
    @Override
    public void close() {
        server.sql("vacuum analyze").update();
        flushing("on");
        server.sql("checkpoint").update();
        System.out.printf(
                "#### %s of disk%n",
                server.sql("select pg_size_pretty(pg_database_size(current_database()))")
                        .query(String.class)
                        .single());
        connection.destroy();
    }

    private void flushing(String how) {
        server.sql("alter system set fsync = " + how).update();
        server.sql("alter system set full_page_writes = " + how).update();
        server.sql("select pg_reload_conf()").query().singleValue();
    }
}
