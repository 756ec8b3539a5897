package org.samspill.faults;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.faults.Receiver.Manner;

/** Events go out while who should take them cannot, and while the steps that they tell of are undone. */
class EventsFault {

    /** Each of the receiver's manners lasts so long, and until it was tried; the pauses between tries grow from a second to a minute. */
    private static final Duration BAD = Duration.ofSeconds(Integer.getInteger("faults.receiver", 8));

    /** Rows of the outbox that are undone. */
    private static final int UNDONE = Integer.getInteger("faults.undone", 10_000);

    private static final Duration NEXT_TRY = Duration.ofSeconds(75);
    /** What happened while it was bad lies before the rest. */
    private static final Duration TOLD = Duration.ofMinutes(4).plus(BAD);

    private static final int SENDERS = 8;

    private final Cluster cluster = Cluster.shared();
    private final Receiver receiver = new Receiver();
    private String subscription;
    private long first;

    @BeforeEach
    void subscribe() {
        subscription = receiver.subscribed(cluster, machine());
        first = number("select coalesce(max(seq), 0) from journeys_log");
    }

    @AfterEach
    void leave() {
        machine().delete(cluster.node(0).port(), "/api/subscriptions/" + subscription);
        receiver.close();
    }

    /** With a token of now: one holds for ten minutes. */
    private Caller machine() {
        return Caller.machine(cluster.node(0).port(), Cluster.DEPOT);
    }

    @Test
    void whatWasNotTakenIsToldLater() {
        try (Load load = Load.on(cluster).pausing(Duration.ofMillis(400))) {
            Wait.pass(Duration.ofSeconds(2));
            int mostSenders = 0;
            for (Manner manner : EnumSet.complementOf(EnumSet.of(Manner.TAKES))) {
                int failures = failures();
                receiver.becomes(manner);
                Wait.pass(BAD);
                Wait.until(NEXT_TRY, "it was tried while it " + manner, () -> failures() > failures);
                mostSenders = Math.max(mostSenders, senders());
            }
            receiver.becomes(Manner.TAKES);
            load.finish(Duration.ofMinutes(3));
            Set<String> happened = happened();
            Duration behind = Wait.until(TOLD, "all has been told", () -> told(happened));
            Reckoning reckoning = Reckoning.of(cluster, load.ledger());
            int disordered = receiver.disordered();
            Findings.add(new Finding(
                    "F17",
                    "who takes the events is down, answers 500, hangs and sends elsewhere, one after the other, %d s each"
                            .formatted(BAD.toSeconds()),
                    "every event is told later, in the order of its journey; senders are bounded (%d a node); nobody is followed elsewhere"
                            .formatted(SENDERS),
                    "%d happened, %d told, the last %d s after the last step; %d tries refused, %d hung (%d at once), %d sent elsewhere, %d followed; %d out of order, %d taken twice; %d senders; %s"
                            .formatted(
                                    happened.size(),
                                    told().size(),
                                    behind.toSeconds(),
                                    receiver.tries(Manner.REFUSES),
                                    receiver.tries(Manner.HANGS),
                                    receiver.mostHanging(),
                                    receiver.tries(Manner.SENDS_ELSEWHERE),
                                    receiver.elsewhere(),
                                    disordered,
                                    receiver.calls() - receiver.told().size(),
                                    mostSenders,
                                    reckoning),
                    told().equals(happened)
                            && disordered == 0
                            && receiver.elsewhere() == 0
                            && mostSenders <= SENDERS
                            && reckoning.whole()));
        }
    }

    /** Four of five transactions that complete a piece of work fail as they commit, when their events have been written. */
    @Test
    void whatIsUndoneIsNotTold() {
        try (Load load = Load.on(cluster, 3, 10, 6).pausing(Duration.ofMillis(400))) {
            List.of(
                            "create sequence faults_rows",
                            """
                            create function faults_row() returns trigger language plpgsql as
                            $$ begin perform nextval('faults_rows'); return new; end $$
                            """,
                            """
                            create function faults_undo() returns trigger language plpgsql as
                            $$ begin if random() < 0.8 then raise 'undone' using errcode = 'disk_full'; end if; return null; end $$
                            """,
                            "create trigger faults_row before insert on webhooks_outbox for each row execute function faults_row()",
                            """
                            create constraint trigger faults_undo after insert on webhooks_outbox deferrable initially deferred
                                for each row when (new.type = 'WORK_ITEM_COMPLETED') execute function faults_undo()
                            """)
                    .forEach(this::execute);
            long began = number("select coalesce(max(seq), 0) from journeys_log");
            Wait.until(
                    Duration.ofMinutes(6),
                    UNDONE + " rows of the outbox have been undone",
                    () -> rows() - happenedSince(began).size() >= UNDONE);
            execute("drop trigger faults_undo on webhooks_outbox");
            long undone = rows() - happenedSince(began).size();
            execute("drop trigger faults_row on webhooks_outbox");
            load.finish(Duration.ofMinutes(4));
            Set<String> happened = happened();
            Wait.until(TOLD, "all has been told", () -> told(happened));
            Reckoning reckoning = Reckoning.of(cluster, load.ledger());
            long phantoms = receiver.told().size() - happened.size();
            long again = load.ledger().since(0).stream()
                    .filter(each -> each.status() == 503)
                    .count();
            int disordered = receiver.disordered();
            Findings.add(new Finding(
                    "F18",
                    "%d rows of the outbox undone as their step commits (%d calls told to come back)"
                            .formatted(undone, again),
                    "what happened is told, once and in order; of what was undone nothing, in 10 000",
                    "%d happened, %d told of nothing that happened, %d out of order; %s"
                            .formatted(happened.size(), phantoms, disordered, reckoning),
                    phantoms == 0 && disordered == 0 && undone >= UNDONE && reckoning.whole()));
        } finally {
            List.of(
                            "drop trigger if exists faults_undo on webhooks_outbox",
                            "drop trigger if exists faults_row on webhooks_outbox",
                            "drop function if exists faults_undo",
                            "drop function if exists faults_row",
                            "drop sequence if exists faults_rows")
                    .forEach(this::execute);
        }
    }

    private boolean told(Set<String> happened) {
        return receiver.told().size() >= happened.size() && told().containsAll(happened);
    }

    private Set<String> told() {
        return new HashSet<>(receiver.told().values());
    }

    private Set<String> happened() {
        return happenedSince(first);
    }

    private Set<String> happenedSince(long seq) {
        return new HashSet<>(
                cluster.jdbc().sql("""
                        select work_item || case event when 'completed' then 'WorkItemCompleted' else 'WorkItemOpened' end
                        from journeys_log where seq > ? and work_item is not null and event in ('completed', 'reached')
                        """).param(seq).query(String.class).list());
    }

    /** All that were ever begun; a sequence is not undone. */
    private long rows() {
        return number("select case when is_called then last_value else 0 end from faults_rows");
    }

    private int failures() {
        return (int) number("select failures from webhooks_subscription where id = '" + subscription + "'");
    }

    private int senders() {
        return cluster.nodes().stream()
                .mapToInt(node -> node.threads("webhooks-send"))
                .max()
                .orElseThrow();
    }

    private long number(String query) {
        return cluster.jdbc().sql(query).query(Long.class).single();
    }

    private void execute(String statement) {
        cluster.jdbc().sql(statement).update();
    }
}
