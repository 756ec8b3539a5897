package org.samspill.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Some work can never be done: its machine fails each time. */
class PoisonedFault {

    private static final int JOURNEYS = 60;
    private static final int POISONED = 12;
    private static final int TRIES = 3;
    private static final int PAUSE_MILLIS = 1_000;

    @Test
    void whatAlwaysFailsStopsAndTheRestGoesOn() {
        Cluster cluster = Cluster.shared();
        JdbcClient jdbc = cluster.jdbc();
        Caller machine = Caller.machine(cluster.node(0).port(), Cluster.DEPOT);
        Set<String> journeys = new HashSet<>();
        for (int i = 0; i < JOURNEYS; i++) {
            journeys.add(machine.also("Idempotency-Key", UUID.randomUUID().toString())
                    .post(cluster.node(i % 2).port(), "/api/journeys", Load.parcel())
                    .json()
                    .path("id")
                    .asText());
        }
        Set<String> poisoned = new HashSet<>(journeys.stream().limit(POISONED).toList());
        Map<String, Integer> tries = new HashMap<>();
        Map<String, Long> failed = new HashMap<>();
        Set<String> done = new HashSet<>();
        boolean[] tooSoon = new boolean[1];
        Wait.until(Duration.ofMinutes(3), "all is done or given up", () -> {
            int port = cluster.node(done.size() % 2).port();
            Map<String, Object> wish = new TreeMap<>(Load.fetch("poisoned"));
            wish.put("asyncResponseTimeout", 200);
            wish.put("maxTasks", 10);
            for (JsonNode task : machine.post(port, "/engine-rest/external-task/fetchAndLock", wish)
                    .json()) {
                String id = task.path("id").asText();
                String path = "/engine-rest/external-task/" + id;
                if (!poisoned.contains(task.path("businessKey").asText())) {
                    done.add(
                            machine.post(port, path + "/complete", Load.delivery("poisoned"))
                                            .ok()
                                    ? id
                                    : "refused");
                    continue;
                }
                Long before = failed.put(id, System.nanoTime());
                tooSoon[0] |= before != null && System.nanoTime() - before < PAUSE_MILLIS * 900_000L;
                int left = TRIES - tries.merge(id, 1, Integer::sum);
                machine.post(
                        port,
                        path + "/failure",
                        Map.of(
                                "workerId",
                                "poisoned",
                                "errorMessage",
                                "always",
                                "retries",
                                left,
                                "retryTimeout",
                                PAUSE_MILLIS));
            }
            return done.size() >= JOURNEYS - POISONED
                    && tries.size() == POISONED
                    && tries.values().stream().allMatch(times -> times >= TRIES);
        });
        String among = "journey_id in ('" + String.join("','", poisoned) + "')";
        int stopped = jdbc.sql("select count(*) from work_item where state = 'OPEN' and retries = 0 and " + among)
                .query(Integer.class)
                .single();
        boolean once = tries.values().stream().allMatch(times -> times == TRIES);
        // An operator sets them going again; then they are done.
        jdbc.sql("update work_item set retries = 1, lock_expires = null where " + among)
                .update();
        try (Load rest = Load.on(cluster, 0, 2, 2)) {
            rest.finish(Duration.ofMinutes(3));
        }
        Findings.add(new Finding(
                "F16",
                "%d of %d tasks fail whenever they are tried".formatted(POISONED, JOURNEYS),
                "tried as often and as far apart as their machine said, then laid aside for an operator; all others go on",
                "%d of %d others done, %d laid aside after %d tries each%s"
                        .formatted(
                                done.size(), JOURNEYS - POISONED, stopped, TRIES, tooSoon[0] ? ", some TOO SOON" : ""),
                done.size() == JOURNEYS - POISONED
                        && !done.contains("refused")
                        && stopped == POISONED
                        && once
                        && !tooSoon[0]));
    }
}
