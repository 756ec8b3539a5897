package org.samspill.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What is written beside the work cannot be written: the program's log, which nobody needs in order to be served, and the log of disclosures, which everybody does. */
class LogFault {

    private static final Duration FULL = Duration.ofSeconds(20);
    private static final int MEGABYTES = 8;
    private static final String NUMBER = "01819010192";

    private final Cluster cluster = Cluster.shared();

    @Test
    void theProgramServesWhenItsLogHasNoRoom() {
        var mounted = SmallDisk.of(MEGABYTES);
        Assumptions.assumeTrue(mounted.isPresent(), "a small disk cannot be mounted here");
        Node node = cluster.node(1);
        Path usual = node.logFile();
        try (SmallDisk small = mounted.orElseThrow()) {
            Path console = small.folder().resolve("console.log");
            Path file = small.folder().resolve("file.log");
            node.stopped();
            node.logsTo(console);
            // It tells of every request, so that it has something to write.
            node.start("--logging.file.name=" + file, "--logging.level.org.springframework.web=debug")
                    .ready();
            Load load = Load.on(cluster);
            Wait.pass(Duration.ofSeconds(3));
            small.fill();
            long full = System.nanoTime();
            Wait.pass(FULL);
            int readiness = node.readiness();
            long freed = System.nanoTime();
            List<Ledger.Heard> during = load.ledger().between(full, freed).stream()
                    .filter(each -> each.port() == node.port())
                    .toList();
            long consoleBefore = console.toFile().length();
            long fileBefore = file.toFile().length();
            small.makeRoom();
            Wait.pass(Duration.ofSeconds(5));
            boolean again =
                    console.toFile().length() > consoleBefore && file.toFile().length() > fileBefore;
            load.finish(Duration.ofMinutes(3));
            Reckoning reckoning = Reckoning.of(cluster, load.ledger());
            long troubles = during.stream()
                    .filter(each -> each.status() == 0 || each.status() >= 500)
                    .count();
            node.stopped();
            Findings.add(new Finding(
                    "F7",
                    "the disk of a node's log is full for %d s, under load; it writes to it as console and as file"
                            .formatted(FULL.toSeconds()),
                    "it serves as before and stays ready; once there is room it writes again",
                    "%d calls at it meanwhile, %d not answered or 5xx, readiness %d; it %s; %s"
                            .formatted(
                                    during.size(),
                                    troubles,
                                    readiness,
                                    again ? "writes again" : "does NOT write again",
                                    reckoning),
                    !during.isEmpty() && troubles == 0 && readiness == 200 && again && reckoning.whole()));
        } finally {
            if (node.alive()) {
                node.killed();
            }
            node.logsTo(usual);
        }
    }

    /** The log of disclosures stands in the database; it alone has no room. */
    @Test
    void noDataLeaveThatCannotBeWrittenDown() {
        Caller machine = Caller.machine(cluster.node(0).port(), Cluster.DEPOT);
        Caller person = Caller.person(cluster.node(0).port(), Cluster.PERSON);
        for (int i = 0; i < 10; i++) {
            machine.also("Idempotency-Key", UUID.randomUUID().toString())
                    .post(cluster.node(i % 2).port(), "/api/journeys", Load.parcel());
        }
        String open = "select id from work_item where state = 'OPEN' and kind = ?";
        Wait.until(
                Duration.ofMinutes(1),
                "their work waits",
                () -> work(open, "SERVICE").size() == 10);
        // Half of it goes on to a person, so that both kinds are there.
        fetched(machine, 0, 5)
                .json()
                .forEach(task -> machine.post(
                        cluster.node(0).port(),
                        "/engine-rest/external-task/" + task.path("id").asText() + "/complete",
                        Load.delivery("full")));
        List<Caller.Answer> answers = new ArrayList<>();
        execute("""
                create function faults_full() returns trigger language plpgsql as
                $$ begin raise 'no room' using errcode = 'disk_full'; end $$
                """);
        execute(
                "create trigger faults_full before insert on privacy_disclosure for each row execute function faults_full()");
        int held;
        long before = disclosures();
        try {
            for (Node node : cluster.nodes()) {
                answers.add(fetched(machine, cluster.nodes().indexOf(node), 5));
                for (String id : work(open, "USER")) {
                    answers.add(person.get(node.port(), "/api/work-items/" + id));
                    answers.add(person.get(node.port(), "/work/" + id));
                }
            }
            held = work(open + " and worker is not null", "SERVICE").size();
        } finally {
            execute("drop trigger faults_full on privacy_disclosure");
            execute("drop function faults_full");
        }
        long written = disclosures() - before;
        Map<Integer, Integer> statuses = new TreeMap<>();
        answers.forEach(answer -> statuses.merge(answer.status(), 1, Integer::sum));
        long leaked = answers.stream()
                .filter(answer -> answer.body().contains(NUMBER))
                .count();
        JsonNode after = fetched(machine, 1, 5).json();
        long left =
                after.findValuesAsText("value").stream().filter(NUMBER::equals).count();
        long since = disclosures() - before;
        after.forEach(task -> machine.post(
                cluster.node(0).port(),
                "/engine-rest/external-task/" + task.path("id").asText() + "/unlock",
                Map.of()));
        try (Load rest = Load.on(cluster, 0, 2, 2)) {
            rest.finish(Duration.ofMinutes(3));
        }
        Findings.add(new Finding(
                "F7b",
                "the log of disclosures cannot be written: a machine fetches, a person opens work as JSON and as page, at both nodes",
                "503 and no data; no work is held by who did not get it; afterwards data leave again, each with its row",
                "answers %s, data in %d of them, %d rows, %d pieces held; afterwards %d pieces with data and %d rows"
                        .formatted(statuses, leaked, written, held, left, since),
                statuses.keySet().equals(java.util.Set.of(503))
                        && leaked == 0
                        && written == 0
                        && held == 0
                        && left == 5
                        && since == 5));
    }

    private Caller.Answer fetched(Caller machine, int node, int most) {
        Map<String, Object> wish = new TreeMap<>(Load.fetch("full"));
        wish.put("asyncResponseTimeout", 0);
        wish.put("maxTasks", most);
        return machine.post(cluster.node(node).port(), "/engine-rest/external-task/fetchAndLock", wish);
    }

    private List<String> work(String query, String kind) {
        return cluster.jdbc().sql(query).param(kind).query(String.class).list();
    }

    private long disclosures() {
        return cluster.jdbc()
                .sql("select count(*) from privacy_disclosure")
                .query(Long.class)
                .single();
    }

    private void execute(String statement) {
        cluster.jdbc().sql(statement).update();
    }
}
