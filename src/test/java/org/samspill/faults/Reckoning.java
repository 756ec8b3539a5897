package org.samspill.faults;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The ledger against the database, when all is over.
 *
 * @param starts how many starts were acknowledged
 * @param steps how many completions were acknowledged
 * @param lost of both, those that the database knows nothing of
 * @param twice starts that became two journeys, and steps that were done twice
 * @param unfinished journeys that stand still
 * @param defects answers that said that the fault is ours (500)
 */
record Reckoning(int starts, int steps, int lost, int twice, int unfinished, List<String> defects) {

    static Reckoning of(Cluster cluster, Ledger ledger) {
        JdbcClient jdbc = cluster.jdbc();
        Map<String, String> begun = new HashMap<>();
        jdbc.sql("select start_key, journey_id from journeys_start").query(row -> {
            begun.put(row.getString(1), row.getString(2));
        });
        Set<String> journeys = new HashSet<>(
                jdbc.sql("select id from journeys_journey").query(String.class).list());
        Set<String> done = new HashSet<>(
                jdbc.sql("select work_item from journeys_log where event = 'completed' and work_item is not null")
                        .query(String.class)
                        .list());
        int lost = 0;
        int twice = 0;
        for (Map.Entry<String, Set<String>> start : ledger.journeys().entrySet()) {
            String journey = begun.get(start.getKey());
            lost += journey == null || !journeys.contains(journey) ? 1 : 0;
            twice += start.getValue().equals(Set.of(String.valueOf(journey))) ? 0 : 1;
        }
        for (String item : ledger.done()) {
            lost += done.contains(item) ? 0 : 1;
        }
        twice += jdbc.sql("select count(*) from journeys_journey")
                        .query(Integer.class)
                        .single()
                - begun.size();
        twice += jdbc.sql("""
                        select count(*) from (select journey_id, element from journeys_log where event = 'completed'
                            group by journey_id, element having count(*) > 1) again
                        """).query(Integer.class).single();
        return new Reckoning(
                ledger.journeys().size(), ledger.done().size(), lost, twice, open(cluster), ledger.defects());
    }

    /** Journeys that have not ended. */
    static int open(Cluster cluster) {
        return cluster.jdbc()
                .sql("select count(*) from journeys_journey where state = 'open'")
                .query(Integer.class)
                .single();
    }

    boolean whole() {
        return lost == 0 && twice == 0 && unfinished == 0 && defects.isEmpty();
    }

    @Override
    public String toString() {
        return "%d starts and %d steps acknowledged: %d lost, %d twice, %d standing still, %d times 500"
                .formatted(starts, steps, lost, twice, unfinished, defects.size());
    }
}
