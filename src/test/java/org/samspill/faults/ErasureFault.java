package org.samspill.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.samspill.WholeDatabase;
import org.samspill.bench.Copies;

/** One child among many is forgotten while everybody works. {@code -Dfaults.journeys} says among how many journeys. */
class ErasureFault {

    private static final int PLACE = 4;
    private static final int JOURNEYS = Integer.getInteger("faults.journeys", 100_000);
    private static final int OF_THE_CHILD = 3;
    private static final String NUMBER = "02819010121";
    private static final String NAME = "Planta Plantesen";
    private static final String WORDS = "plantedeord";
    private static final Set<String> NEEDLES = Set.of(NUMBER, NAME, WORDS);

    private final Cluster cluster = Cluster.empty("erasure", PLACE);

    @Test
    void aChildIsForgottenWhileEverybodyWorks() {
        try (cluster;
                Receiver receiver = new Receiver()) {
            cluster.begin(2);
            crowd();
            Caller machine = Caller.machine(cluster.node(0).port(), Cluster.DEPOT);
            receiver.subscribed(cluster, machine);
            planted(machine);
            Set<String> before = database();
            Load load = Load.on(cluster).pausing(Duration.ofMillis(300));
            Wait.pass(Duration.ofSeconds(5));
            long asked = System.nanoTime();
            String child = one("select id from actors_person where national_id = '" + NUMBER + "'");
            // What an organisation's yes to her question writes.
            cluster.jdbc()
                    .sql(
                            "insert into privacy_erasure_request (id, person, decided_at) values (?, ?, current_timestamp)")
                    .params(UUID.randomUUID().toString(), child)
                    .update();
            Duration took = Wait.until(
                    Duration.ofMinutes(3),
                    "she is forgotten",
                    () -> number("select count(*) from privacy_erasure_request where done_at is null") == 0);
            Wait.pass(Duration.ofSeconds(5));
            load.finish(Duration.ofMinutes(3));
            countedAsStarted();
            Reckoning reckoning = Reckoning.of(cluster, load.ledger());
            Set<String> database = database();
            Set<String> files = files();
            long told = receiver.telling(NEEDLES);
            long copies = number("select count(distinct journey_id) from privacy_kept where part = 'journey'");
            long troubles = load.ledger().since(asked).stream()
                    .filter(each -> each.status() == 0 || each.status() >= 500)
                    .count();
            Findings.add(new Finding(
                    "F33",
                    "a child with %d journeys is erased among %d, under load".formatted(OF_THE_CHILD, JOURNEYS),
                    "her number, name and words are nowhere afterwards: database, files, logs, events; others notice nothing",
                    "erased %.0f s after it was agreed; before at %d places; afterwards %d hits in the database, %d in files and logs, %d in %d events; %d others kept; %d calls not answered or 5xx; %s"
                            .formatted(
                                    took.toMillis() / 1e3,
                                    before.size(),
                                    database.size(),
                                    files.size(),
                                    told,
                                    receiver.calls(),
                                    copies,
                                    troubles,
                                    reckoning),
                    before.size() >= 5
                            && database.isEmpty()
                            && files.isEmpty()
                            && told == 0
                            && receiver.calls() > 0
                            && copies >= JOURNEYS
                            && troubles == 0
                            && reckoning.whole()));
        }
    }

    /** One journey that has ended, so many times. */
    private void crowd() {
        Load load = Load.on(cluster);
        Wait.until(
                Duration.ofMinutes(1),
                "some have started",
                () -> load.ledger().journeys().size() > 5);
        load.finish(Duration.ofMinutes(3));
        String one = one("select min(id) from journeys_journey");
        Copies copies = new Copies(cluster.jdbc());
        copies.of("journeys_journey", "id = '" + one + "'", 1, JOURNEYS);
        // Rows of the sealed logs are each node's own, and a copy of one is told from them.
        for (String table : List.of("journeys_participant", "work_item", "privacy_kept")) {
            copies.of(table, "journey_id = '" + one + "'", 1, JOURNEYS);
        }
        countedAsStarted();
    }

    /** Journeys that nobody is known to have started: copies, and those whose starts are erased. */
    private void countedAsStarted() {
        cluster.jdbc().sql("""
                        insert into journeys_start (caller, start_key, journey_id, at)
                        select 'copy', id, id, started_at from journeys_journey j
                        where not exists (select 1 from journeys_start s where s.journey_id = j.id)
                        """).update();
    }

    /** Her journeys: a machine that fails quotes her, its delivery names her, somebody reads and writes a note about her; then they end. */
    private void planted(Caller machine) {
        int port = cluster.node(0).port();
        Caller person = Caller.person(port, Cluster.PERSON);
        Set<String> journeys = new TreeSet<>();
        for (int i = 0; i < OF_THE_CHILD; i++) {
            Map<String, Object> start = new TreeMap<>(Load.parcel());
            start.put("data", Map.of("receiver.nationalId", NUMBER, "parcel.day", "2026-01-05"));
            journeys.add(machine.also("Idempotency-Key", UUID.randomUUID().toString())
                    .post(port, "/api/journeys", start)
                    .json()
                    .path("id")
                    .asText());
        }
        cluster.jdbc()
                .sql("update actors_person set name = ? where national_id = ?")
                .params(NAME, NUMBER)
                .update();
        Set<String> failed = new TreeSet<>();
        Wait.until(Duration.ofMinutes(1), "her parcels are brought", () -> {
            Map<String, Object> wish = new TreeMap<>(Load.fetch("planted"));
            wish.put("asyncResponseTimeout", 0);
            for (JsonNode task : machine.post(port, "/engine-rest/external-task/fetchAndLock", wish)
                    .json()) {
                String path = "/engine-rest/external-task/" + task.path("id").asText();
                if (failed.add(path)) {
                    String trouble = WORDS + " for " + NAME + " " + NUMBER;
                    machine.post(
                            port,
                            path + "/failure",
                            Map.of("workerId", "planted", "errorMessage", trouble, "retries", 2, "retryTimeout", 0));
                } else {
                    var delivery = Map.of("parcel.shelf", Map.of("type", "String", "value", WORDS + " " + NAME));
                    machine.post(port, path + "/complete", Map.of("workerId", "planted", "variables", delivery));
                }
            }
            return handOuts(journeys).size() == OF_THE_CHILD;
        });
        for (String id : handOuts(journeys)) {
            person.get(port, "/work/" + id);
            person.form(port, "/work/" + id + "/notes", "words=" + WORDS + "+" + NUMBER);
            person.post(port, "/api/work-items/" + id + "/complete", Map.of("data", Map.of("parcel.handedOut", true)));
        }
        Wait.until(Duration.ofMinutes(1), "her journeys have ended", () -> Reckoning.open(cluster) == 0);
    }

    private List<String> handOuts(Set<String> journeys) {
        return cluster.jdbc()
                .sql("select id from work_item where kind = 'USER' and state = 'OPEN' and journey_id in ('"
                        + String.join("','", journeys) + "')")
                .query(String.class)
                .list();
    }

    private Set<String> database() {
        return new WholeDatabase(cluster.postgres().source(Cluster.DATABASE)).find(NEEDLES);
    }

    /** Everything that nodes have written beside the database: seals, archives, logs. */
    private Set<String> files() {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> all = Files.walk(Cluster.FOLDER)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                boolean ours = file.startsWith(cluster.folder())
                                && !file.startsWith(cluster.postgres().data())
                        || file.getFileName().toString().startsWith("erasure-");
                if (ours) {
                    String content = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                    NEEDLES.stream()
                            .filter(content::contains)
                            .forEach(needle -> found.add(file.getFileName() + ": " + needle));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return found;
    }

    private String one(String query) {
        return cluster.jdbc().sql(query).query(String.class).single();
    }

    private long number(String query) {
        return cluster.jdbc().sql(query).query(Long.class).single();
    }
}
