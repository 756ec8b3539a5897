package org.samspill.journeys;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many journeys there are; numbers only, and none of guarded journeys. */
@Component
public class JourneyCounts {

    private final JdbcClient jdbc;

    JourneyCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Open journeys by life event and version; what has none is left out. */
    public Map<String, SortedMap<Integer, Integer>> open() {
        Map<String, SortedMap<Integer, Integer>> open = new TreeMap<>();
        jdbc.sql("""
                        select life_event, version, count(*) as journeys from journeys_journey
                        where state = 'open' and guarded = false group by life_event, version
                        """).query(row -> {
            open.computeIfAbsent(row.getString("life_event"), key -> new TreeMap<>())
                    .put(row.getInt("version"), row.getInt("journeys"));
        });
        return open;
    }
}
