package org.samspill.missions;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.LogPosition;
import org.samspill.journeys.LogReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the sums of missions in step with the journey log: one node at a time follows the log, and counts each journey anew in which something has happened,
 * for which time has changed something, or which is left out from now on. A series that is new is filled first, journey by journey, and shown when it is
 * full. Sums and position change in one transaction, so who is killed has done a batch wholly or not at all.
 */
@Component
public class Summaries {

    private static final Logger LOG = LoggerFactory.getLogger(Summaries.class);

    private final Definitions definitions;
    private final SeriesStore series;
    private final ToldStore told;
    private final Counter counter;
    private final LogReader log;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final boolean scheduled;

    Summaries(
            Definitions definitions,
            SeriesStore series,
            ToldStore told,
            Counter counter,
            LogReader log,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${samspill.sums.scheduled:true}") boolean scheduled) {
        this.definitions = definitions;
        this.series = series;
        this.told = told;
        this.counter = counter;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
        this.scheduled = scheduled;
    }

    @Scheduled(fixedDelayString = "${samspill.sums.every:2s}")
    void tick() {
        if (scheduled) {
            try {
                catchUp();
            } catch (DataAccessException | TransactionException failed) {
                LOG.warn("The numbers of missions could not be counted this time", failed);
            }
        }
    }

    /**
     * How far the numbers of missions are behind the work.
     *
     * @param rows how many rows of the log are not counted yet, at most
     * @param age for how long the oldest of them has stood there; null when there is none
     * @param filled how much of what is counted for the first time is counted, 0 to 1; 1 when nothing is
     */
    public record Lag(long rows, @Nullable Duration age, double filled) {}

    /** How far the numbers are behind now. */
    public Lag lag() {
        List<SeriesStore.Row> wanted = wanted();
        long newest = log.newestRow();
        long seen = wanted.stream()
                .filter(row -> row.asOf() != null)
                .mapToLong(row -> row.position().upTo())
                .min()
                .orElse(newest);
        Instant oldest = log.oldestAfter(seen);
        long all = wanted.stream().mapToLong(SeriesStore.Row::ofAll).sum();
        long done = wanted.stream().mapToLong(SeriesStore.Row::done).sum();
        boolean full = wanted.stream().noneMatch(row -> row.asOf() == null);
        return new Lag(
                newest - seen,
                oldest == null ? null : Duration.between(oldest, clock.instant()),
                full ? 1 : all == 0 ? 0 : Math.min(0.99, (double) done / all));
    }

    /** Says whether a journey is left out of all numbers from now on; it is taken out, or put in again, when the log is read the next time. */
    public void leaveOut(JourneyId journey, boolean out) {
        told.leaveOut(journey, out);
    }

    /** Counts all that is in the log by now. Returns at once when another node is at it. */
    public void catchUp() {
        try {
            count();
        } catch (AnotherNode atIt) {
            // It says as of when its numbers hold; this node must not.
        }
    }

    private void count() {
        Map<String, Series> all = definitions.all();
        begin(all);
        repeat(counter::follow);
        boolean filling;
        do {
            // A fill of millions takes long: what is shown already keeps in step with the work meanwhile.
            filling = inTurn(counter::fill);
            repeat(counter::follow);
            Instant now = counter.now();
            repeat(() -> counter.passTime(now));
            repeat(counter::freshen);
            inTurn(() -> finish(now));
        } while (filling);
        repeat(counter::forget);
    }

    private static final class AnotherNode extends RuntimeException {}

    /** Does something in transactions until nothing is left of it; true when there was something. */
    private boolean repeat(BooleanSupplier some) {
        boolean any = false;
        while (inTurn(some)) {
            any = true;
        }
        return any;
    }

    private boolean inTurn(BooleanSupplier some) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (!series.lock()) {
                throw new AnotherNode();
            }
            return some.getAsBoolean();
        }));
    }

    private void begin(Map<String, Series> all) {
        Set<String> there = series.all().stream().map(SeriesStore.Row::hash).collect(Collectors.toSet());
        if (!there.containsAll(all.keySet())) {
            inTurn(() -> {
                LogPosition newest = log.newest();
                all.forEach((hash, one) -> {
                    if (series.find(hash).isEmpty()) {
                        series.insert(one, newest, log.journeys(one.lifeEvent()));
                    }
                });
                return true;
            });
        }
        series.wanted(all.keySet());
    }

    /** Says how late it was, and shows indicators from their new series. */
    private boolean finish(Instant now) {
        Map<String, Integer> full =
                counter.full().stream().collect(Collectors.toMap(SeriesStore.Row::hash, SeriesStore.Row::id));
        if (!full.isEmpty()) {
            series.asOf(full.values(), now);
        }
        for (Mission mission : definitions.missions()) {
            definitions.of(mission).forEach((indicator, one) -> {
                Integer id = full.get(one.hash());
                if (id != null) {
                    show(mission.key(), indicator, id, Definitions.shown(mission, indicator));
                }
            });
        }
        return true;
    }

    private void show(String mission, String indicator, int id, Shown shown) {
        boolean already = series.source(mission, indicator)
                .filter(source -> source.row().id() == id && source.shown().equals(shown))
                .isPresent();
        if (!already) {
            series.show(mission, indicator, id, shown);
        }
    }

    private List<SeriesStore.Row> wanted() {
        Set<String> hashes = definitions.all().keySet();
        return series.all().stream().filter(row -> hashes.contains(row.hash())).toList();
    }
}
