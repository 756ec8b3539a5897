package org.samspill.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Nodes on one PostgreSQL, each behind a wire of its own, and a world for them: one organisation that starts journeys, does their work by machine and by
 * hand. The tests share two nodes and mend what they broke; {@code -Dfaults.ports} is the first of the ports (8200).
 */
final class Cluster implements AutoCloseable {

    static final Path FOLDER = Path.of("target", "faults").toAbsolutePath();
    static final String DATABASE = "samspill";
    static final String DEPOT = "310860018";
    static final String PERSON = "depot.per";

    private static final Path MODELS =
            Path.of("src", "test", "resources", "faults").toAbsolutePath();
    private static final Path ARCHIVE = Path.of(System.getProperty("faults.jar", "target/samspill-0.1.0-SNAPSHOT.jar"));
    private static final int PORTS = Integer.getInteger("faults.ports", 8200);
    private static final int APART = 2;

    private static Cluster shared;

    private final String name;
    private final int ports;
    private final Postgres postgres;
    private final List<Wire> wires = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();

    /** @param place which ten of the ports are its own */
    private Cluster(String name, int place, Postgres postgres) {
        this.name = name;
        this.ports = PORTS + 10 * place;
        this.postgres = postgres;
    }

    /** Two nodes that are well; those that a test has left dead are started again. */
    static synchronized Cluster shared() {
        if (shared == null) {
            Cluster made = empty("shared", 0);
            Runtime.getRuntime().addShutdownHook(new Thread(made::close));
            made.begin(2);
            shared = made;
        }
        shared.heal();
        return shared;
    }

    /** A PostgreSQL with an empty database, and no node yet. */
    static Cluster empty(String name, int place) {
        Path folder = fresh(FOLDER.resolve(name));
        Postgres postgres = new Postgres(folder.resolve("postgres"), PORTS + 10 * place + 9);
        postgres.start();
        postgres.create(DATABASE);
        return new Cluster(name, place, postgres);
    }

    /** Nodes of the current archive on an existing PostgreSQL. */
    static Cluster on(String name, int place, Postgres postgres) {
        return new Cluster(name, place, postgres);
    }

    /** Starts the first node, makes the world, and starts the others. */
    void begin(int count) {
        begin(count, ARCHIVE);
    }

    void begin(int count, Path archive) {
        add(archive).start().ready();
        world();
        for (int i = 1; i < count; i++) {
            add(archive).start();
        }
        nodes.forEach(Node::ready);
    }

    /** One more node, not started. */
    Node add(Path archive) {
        Wire wire = new Wire(postgres.port());
        wires.add(wire);
        Node node = new Node(
                name + "-" + (nodes.size() + 1),
                ports + APART * nodes.size(),
                archive,
                FOLDER,
                List.of(
                        "--spring.profiles.active=postgres",
                        "--SAMSPILL_DB_URL=jdbc:postgresql://localhost:" + wire.port() + "/" + DATABASE,
                        "--SAMSPILL_DB_USER=postgres",
                        "--samspill.models=" + MODELS,
                        "--samspill.data=" + FOLDER.resolve(name),
                        "--samspill.play=false",
                        "--samspill.agencies=false",
                        "--samspill.webhooks.first-pause=1s",
                        "--samspill.retention.every=10s",
                        "--samspill.limits.machines.per-second=5000",
                        "--samspill.limits.machines.burst=50000",
                        "--samspill.limits.people.per-second=5000",
                        "--samspill.limits.people.burst=50000",
                        "--samspill.limits.credentials.per-second=5000",
                        "--samspill.limits.credentials.burst=50000"));
        nodes.add(node);
        return node;
    }

    static Path archive() {
        return ARCHIVE;
    }

    private void heal() {
        wires.forEach(Wire::mend);
        nodes.stream().filter(node -> !node.alive()).forEach(Node::start);
        nodes.forEach(Node::ready);
    }

    /** The depot, its machine and somebody who works there, with the secrets that the demo world has. */
    private void world() {
        JdbcClient jdbc = jdbc();
        String person = UUID.randomUUID().toString();
        Stream.of(
                        "insert into actors_organisation (number, name, sector) values (:depot, 'Lageret', 'PRIVATE')",
                        "insert into actors_playing (organisation, actor) values (:depot, 'depot')",
                        "insert into identity_client (organisation) values (:depot)",
                        "insert into identity_client_secret (id, organisation, secret_hash, made_at)"
                                + " select :person, :depot, secret_hash, current_timestamp from identity_client_secret"
                                + " where organisation = '210010009'",
                        "insert into actors_person (id, name) values (:person, 'Per Pakke')",
                        "insert into actors_employment (person, organisation, leader) values (:person, :depot, false)",
                        "insert into identity_account (username, person, organisation, password_hash)"
                                + " select :username, :person, :depot, password_hash from identity_account"
                                + " where username = 'oslo.anne'",
                        "insert into identity_account_role (username, role) values (:username, 'CASEWORKER')")
                .forEach(statement -> jdbc.sql(statement)
                        .param("depot", DEPOT)
                        .param("person", person)
                        .param("username", PERSON)
                        .update());
    }

    JdbcClient jdbc() {
        return postgres.client(DATABASE);
    }

    /** Tables that every step writes. */
    void onTables(Consumer<String> each) {
        List.of("journeys_log", "work_item", "journeys_journey", "act_ru_execution", "act_ru_variable")
                .forEach(each);
    }

    Postgres postgres() {
        return postgres;
    }

    List<Node> nodes() {
        return nodes;
    }

    Node node(int number) {
        return nodes.get(number);
    }

    Wire wire(int number) {
        return wires.get(number);
    }

    List<Wire> wires() {
        return wires;
    }

    /** Their settings of this machine: seal keys and archive. */
    Path folder() {
        return FOLDER.resolve(name);
    }

    /** An empty folder. */
    static Path fresh(Path folder) {
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> all = Files.walk(folder)) {
                    for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(each);
                    }
                }
            }
            return Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        nodes.stream().filter(Node::alive).forEach(Node::killed);
        wires.forEach(Wire::close);
        postgres.close();
    }
}
