package org.samspill.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.PersonId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes what is due, every few minutes on one node: each journey in a transaction of its own, so that a run that is killed has done what it had done and the
 * next goes on; at most for some seconds, so that others do not notice. What cannot go is told of and tried again an hour later, and holds back nothing else.
 */
@Component
public class RetentionRun {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionRun.class);
    private static final Duration AGAIN = Duration.ofHours(1);
    private static final int BATCH = 100;

    private final KeptStore store;
    private final Eraser eraser;
    private final ErasureRequests requests;
    private final Holds holds;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate alone;
    private final TransactionTemplate transaction;
    private final boolean scheduled;
    private final Duration longest;

    RetentionRun(
            KeptStore store,
            Eraser eraser,
            ErasureRequests requests,
            Holds holds,
            JdbcClient jdbc,
            Clock clock,
            TransactionTemplate transaction,
            @Value("${samspill.retention.scheduled:true}") boolean scheduled,
            @Value("${samspill.retention.longest:20s}") Duration longest) {
        this.store = store;
        this.eraser = eraser;
        this.requests = requests;
        this.holds = holds;
        this.jdbc = jdbc;
        this.clock = clock;
        this.alone = transaction;
        this.transaction = new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
        this.transaction.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
        this.scheduled = scheduled;
        this.longest = longest;
    }

    /**
     * What a run has done.
     *
     * @param removed groups of data, and journeys
     * @param journeys those from which everything about people is gone
     * @param people those who are known no longer
     * @param heldBack what could not go this time
     */
    public record Report(Instant began, Instant ended, int removed, int journeys, int people, int heldBack) {}

    /** What goes on which day: data of a journey, or everything about people in it; and why it has not, when it could not. */
    public record Due(
            String journey,
            String part,
            LocalDate goesOn,
            String definition,
            @Nullable String heldBack) {}

    @Scheduled(
            fixedDelayString = "${samspill.retention.every:5m}",
            initialDelayString = "${samspill.retention.every:5m}")
    void tick() {
        if (scheduled) {
            try {
                run();
            } catch (DataAccessException | TransactionException busy) {
                LOG.warn("What is due could not be removed this time; the next run goes on", busy);
            }
        }
    }

    /** Removes what is due by now; empty while another node is at it. */
    public Optional<Report> run() {
        return Optional.ofNullable(alone.execute(status -> ours() ? pass() : null));
    }

    private boolean ours() {
        return jdbc.sql("select id from privacy_retention_run where id = 1 for update skip locked")
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private Report pass() {
        Pass pass = new Pass();
        // What nobody waits for comes after what somebody has asked for.
        pass.journeys(true);
        pass.people();
        pass.journeys(false);
        Report report =
                new Report(pass.began, clock.instant(), pass.removed, pass.erased, pass.forgotten, pass.heldBack);
        jdbc.sql("""
                        update privacy_retention_run
                        set began_at = ?, ended_at = ?, removed = ?, journeys = ?, people = ?, held_back = ? where id = 1
                        """)
                .params(
                        KeptStore.utc(report.began()),
                        KeptStore.utc(report.ended()),
                        report.removed(),
                        report.journeys(),
                        report.people(),
                        report.heldBack())
                .update();
        if (report.removed() + report.heldBack() > 0) {
            LOG.info(
                    "Retention: {} removed, {} journeys and {} people forgotten, {} held back",
                    report.removed(),
                    report.journeys(),
                    report.people(),
                    report.heldBack());
        }
        return report;
    }

    /** One run as it goes. */
    private final class Pass {

        private final Instant began = clock.instant();
        private final long until = System.nanoTime() + TimeUnit.NANOSECONDS.convert(longest);
        private int removed;
        private int erased;
        private int forgotten;
        private int heldBack;

        private boolean over() {
            return System.nanoTime() > until;
        }

        void journeys(boolean requested) {
            Instant again = began.minus(AGAIN);
            for (List<KeptStore.Row> due = due(requested, again); !due.isEmpty(); due = due(requested, again)) {
                for (KeptStore.Row row : due) {
                    if (over()) {
                        return;
                    }
                    remove(row, requested ? Eraser.Cause.REQUEST : Eraser.Cause.RETENTION);
                }
            }
        }

        private List<KeptStore.Row> due(boolean requested, Instant again) {
            return requested ? store.requested(holds.today(), again, BATCH) : store.due(holds.today(), again, BATCH);
        }

        private void remove(KeptStore.Row row, Eraser.Cause cause) {
            attempt("journey " + row.journey(), why -> store.holdBack(row, why.key(), clock.instant()), () -> {
                int people = eraser.remove(row, cause);
                if (people >= 0) {
                    removed++;
                    forgotten += people;
                    erased += row.part() == KeptStore.Part.JOURNEY ? 1 : 0;
                }
                return people;
            });
        }

        void people() {
            for (ErasureRequests.Request request : requests.ofPeople(began.minus(AGAIN), BATCH)) {
                PersonId person = request.person();
                if (over() || person == null) {
                    return;
                }
                attempt("request " + request.id(), why -> requests.holdBack(request.id(), why), () -> {
                    int journeys = eraser.person(person, request.id());
                    removed += journeys;
                    erased += journeys;
                    forgotten++;
                    return journeys;
                });
            }
        }

        private void attempt(String what, Consumer<HeldBack> otherwise, IntSupplier work) {
            HeldBack why;
            try {
                work.getAsInt();
                return;
            } catch (Eraser.Prevented prevented) {
                why = prevented.why();
                if (why == HeldBack.ARCHIVE) {
                    LOG.error(
                            "The archive's package of {} could not be written; nothing of it is removed",
                            what,
                            prevented);
                }
            } catch (DataAccessResourceFailureException | CannotCreateTransactionException gone) {
                // The database is gone; nothing is wrong with what was to go, and the next run goes on with it.
                throw gone;
            } catch (RuntimeException failed) {
                why = HeldBack.FAILED;
                LOG.error("{} could not be removed", what, failed);
            }
            heldBack++;
            HeldBack told = why;
            transaction.executeWithoutResult(status -> otherwise.accept(told));
        }
    }

    /** The last run; empty before the first. */
    public Optional<Report> last() {
        return jdbc.sql("select * from privacy_retention_run where id = 1 and ended_at is not null")
                .query((row, n) -> new Report(
                        row.getObject("began_at", OffsetDateTime.class).toInstant(),
                        row.getObject("ended_at", OffsetDateTime.class).toInstant(),
                        row.getInt("removed"),
                        row.getInt("journeys"),
                        row.getInt("people"),
                        row.getInt("held_back")))
                .optional();
    }

    /** What goes next, on whichever day. */
    public List<Due> next(int most) {
        return store.next(most).stream().map(RetentionRun::due).toList();
    }

    /** What was due and is still there. */
    public List<Due> heldBack(int most) {
        return store.heldBack(holds.today(), most).stream()
                .map(RetentionRun::due)
                .toList();
    }

    /** What could not go is tried again in the next run, without waiting. */
    public void tryAgain() {
        store.tryAgain();
        requests.tryAgain();
    }

    private static Due due(KeptStore.Row row) {
        return new Due(row.journey(), row.part().key(), row.goesOn(), row.definition(), row.heldBack());
    }
}
