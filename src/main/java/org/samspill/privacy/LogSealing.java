package org.samspill.privacy;

import static java.util.stream.Collectors.groupingBy;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals the logs: every minute one node chains the rows that have been committed since, in that order, and signs the chain's head. Rows are written
 * without waiting for each other; only this job, alone under a database lock, knows the chain. When the program stops it seals once more.
 */
@Component
public class LogSealing {

    private static final Logger LOG = LoggerFactory.getLogger(LogSealing.class);
    private static final int PAGE = 5_000;

    private final List<SealedLog> logs;
    private final SealStore store;
    private final SealKeys keys;
    private final RowMarks marks;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final boolean scheduled;
    private final AtomicLong breaches = new AtomicLong();
    private final Map<String, AtomicLong> found = new ConcurrentHashMap<>();

    LogSealing(
            List<SealedLog> logs,
            SealStore store,
            SealKeys keys,
            RowMarks marks,
            Clock clock,
            TransactionTemplate transaction,
            @Value("${samspill.seal.scheduled:true}") boolean scheduled) {
        this.logs = List.copyOf(logs);
        this.store = store;
        this.keys = keys;
        this.marks = marks;
        this.clock = clock;
        this.transaction = transaction;
        this.scheduled = scheduled;
    }

    @Scheduled(fixedDelayString = "${samspill.seal.every:60s}", initialDelayString = "${samspill.seal.every:60s}")
    void tick() {
        if (scheduled) {
            try {
                seal();
            } catch (DataAccessException | TransactionException busy) {
                LOG.warn("The logs could not be sealed this time; another node may be at it", busy);
            }
        }
    }

    @PreDestroy
    void last() {
        tick();
    }

    /** How many rows this node has found changed, forged or gone before they were sealed. */
    public long breaches() {
        return breaches.get();
    }

    /** How many rows of a log this node has committed, and found there when it sealed. */
    long found(String log) {
        return found.getOrDefault(log, new AtomicLong()).get();
    }

    /** Seals all that is committed by now. Gives how many rows were sealed. */
    public int seal() {
        List<RowMarks.Written> written = marks.takeWritten();
        Sealed sealed = transaction.execute(status -> chain());
        missing(written);
        if (sealed == null || sealed.checkpoint() == null) {
            return 0;
        }
        keys.anchor(sealed.checkpoint().chain(), sealed.checkpoint().line());
        return sealed.rows();
    }

    /** What one run has done. */
    private record Sealed(int rows, @Nullable Checkpoint checkpoint) {}

    private Sealed chain() {
        store.lock();
        Optional<Checkpoint> before = store.newest();
        SealStore.Link head = store.last().orElse(new SealStore.Link(0, "", 0, ""));
        SealStore.Link end = head;
        for (SealedLog log : logs) {
            end = chain(log, end, before.isEmpty());
        }
        if (end.position() == head.position()) {
            return new Sealed(0, null);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Checkpoint checkpoint = Checkpoint.sign(
                end.position(),
                end.hash(),
                now,
                before.map(Checkpoint::chain).orElseGet(Checkpoint::newChain),
                keys.signing());
        before.filter(earlier -> day(earlier.at()).equals(day(now))).ifPresent(store::delete);
        store.insert(checkpoint);
        return new Sealed((int) (end.position() - head.position()), checkpoint);
    }

    /** Chains the rows of one log that are not sealed; gives the chain's new end. */
    private SealStore.Link chain(SealedLog log, SealStore.Link before, boolean first) {
        SealStore.Mark mark = store.mark(log.name());
        SealStore.Link end = before;
        long last = mark.low();
        List<SealedLog.Row> rows;
        do {
            rows = log.after(last, PAGE);
            if (rows.isEmpty()) {
                break;
            }
            Set<Long> sealed =
                    store.sealed(log.name(), last + 1, rows.get(rows.size() - 1).seq());
            last = rows.get(rows.size() - 1).seq();
            List<SealStore.Link> links = new ArrayList<>();
            List<SealedLog.Row> unsealed =
                    rows.stream().filter(row -> !sealed.contains(row.seq())).toList();
            Map<String, Integer> times = marks.times(log, unsealed);
            for (SealedLog.Row row : unsealed) {
                if (sealable(log, row, times, first)) {
                    end = new SealStore.Link(
                            end.position() + 1, log.name(), row.seq(), link(end.hash(), log.name(), row));
                    links.add(end);
                }
            }
            store.insert(links);
        } while (rows.size() == PAGE);
        if (mark.settled()) {
            store.advance(log.name(), mark.mid(), last);
        }
        return end;
    }

    /** A row without a genuine mark of its own is left unsealed, which verification tells of. What was there before the first seal is taken as it is. */
    private boolean sealable(SealedLog log, SealedLog.Row row, Map<String, Integer> times, boolean first) {
        if (marks.genuine(log.name(), row, times) || first && row.mark() == null) {
            return true;
        }
        breaches.incrementAndGet();
        LOG.error(
                "Row {} of the {} was not written by this program or has been changed: it is not sealed",
                row.seq(),
                log.name());
        return false;
    }

    static String link(String before, String log, SealedLog.Row row) {
        byte[] bytes = new RowBytes()
                .add(before)
                .add(log)
                .add(Long.toString(row.seq()))
                .add(row.mark())
                .add(row.fields())
                .toBytes();
        return HexFormat.of().formatHex(Fingerprint.sha256().digest(bytes));
    }

    /** Each row that this node has committed must still be there; only the node that wrote it can know that it was. */
    private void missing(List<RowMarks.Written> written) {
        Map<String, List<RowMarks.Written>> byLog = written.stream().collect(groupingBy(RowMarks.Written::log));
        for (SealedLog log : logs) {
            List<RowMarks.Written> all = byLog.getOrDefault(log.name(), List.of());
            int there = log.marked(all).size();
            found.computeIfAbsent(log.name(), name -> new AtomicLong()).addAndGet(there);
            int gone = all.size() - there;
            if (gone > 0) {
                breaches.addAndGet(gone);
                LOG.error(
                        "{} rows of the {} were committed here and are gone before they were sealed", gone, log.name());
            }
        }
    }

    private LocalDate day(Instant at) {
        return at.atZone(clock.getZone()).toLocalDate();
    }
}
