package org.samspill.missions;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.LogPosition;
import org.samspill.journeys.LogReader;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The pieces of work that keep sums in step; each does some within the reader's transaction, and says whether there may be more. */
@Component
class Counter {

    /** So many rows of the log are looked at in one transaction. */
    private static final int ROWS = 1_000;

    private static final int MEDIANS = 1_000;
    private static final int DELETED = 2_000;

    /** Nodes' clocks may differ by so much; time does not go back for it. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    private final SeriesStore series;
    private final ToldStore told;
    private final SumStore sums;
    private final GapStore gaps;
    private final Batch batch;
    private final LogReader log;
    private final Clock clock;
    private final int journeysAtOnce;

    /** @param journeysAtOnce so many journeys are counted in one transaction while a series is filled */
    Counter(
            SeriesStore series,
            ToldStore told,
            SumStore sums,
            GapStore gaps,
            Batch batch,
            LogReader log,
            Clock clock,
            @Value("${samspill.sums.journeys-at-once:2000}") int journeysAtOnce) {
        this.series = series;
        this.told = told;
        this.sums = sums;
        this.gaps = gaps;
        this.batch = batch;
        this.log = log;
        this.clock = clock;
        this.journeysAtOnce = journeysAtOnce;
    }

    /** One page of the log for the series that stand furthest behind. True when there is more to do. */
    boolean follow() {
        Map<LogPosition, List<SeriesStore.Row>> byPosition = group(series.all(), SeriesStore.Row::position);
        boolean more = false;
        for (Map.Entry<LogPosition, List<SeriesStore.Row>> some : byPosition.entrySet()) {
            LogReader.Page page = log.after(some.getKey(), ROWS);
            if (!page.position().equals(some.getKey())) {
                Map<String, List<SeriesStore.Row>> byLifeEvent =
                        group(some.getValue(), row -> row.series().lifeEvent());
                byLifeEvent.forEach((lifeEvent, of) -> batch.count(of, journeys(page, lifeEvent), now()));
                series.followed(ids(some.getValue()), page.position());
            }
            more |= page.more();
        }
        return more;
    }

    private static Set<JourneyId> journeys(LogReader.Page page, String lifeEvent) {
        return page.rows().stream()
                .filter(row -> row.lifeEvent().equals(lifeEvent))
                .map(LogReader.Written::journey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Some journeys that were there before a series. What was under way when it began has to end first, or it would be missed. */
    boolean fill() {
        List<SeriesStore.Row> filling = series.all().stream()
                .filter(row -> row.filling() && row.position().settled())
                .toList();
        record From(String lifeEvent, LogReader.@Nullable Begun last) {}
        var first = group(filling, row -> new From(row.series().lifeEvent(), row.filled())).entrySet().stream()
                .findFirst();
        if (first.isEmpty()) {
            return false;
        }
        From from = first.get().getKey();
        List<SeriesStore.Row> of = first.get().getValue();
        List<LogReader.Begun> some = log.begun(from.lifeEvent(), from.last(), journeysAtOnce);
        batch.count(of, some.stream().map(LogReader.Begun::journey).toList(), now());
        if (!some.isEmpty()) {
            series.filled(ids(of), some.get(some.size() - 1), some.size());
        }
        if (some.size() < journeysAtOnce) {
            series.full(ids(of));
        }
        return true;
    }

    /** Journeys that count for something else because time has passed, and those that are left out from now on or no more. */
    boolean passTime(Instant now) {
        boolean any = false;
        for (SeriesStore.Row one : series.all()) {
            Set<JourneyId> changed = told.due(one.id(), Counting.micros(now), journeysAtOnce);
            changed.addAll(told.misjudged(one.id()));
            if (!changed.isEmpty()) {
                batch.count(List.of(one), changed, now);
                any = true;
            }
        }
        return any;
    }

    /** Takes medians anew where durations have changed, and then the gaps between municipalities. */
    boolean freshen() {
        boolean more = false;
        for (SeriesStore.Row one : full()) {
            boolean durations = one.series().formula().measure() == Formula.Measure.DURATION;
            boolean stale = sums.freshen(one.id(), durations, MEDIANS);
            if (!stale && one.series().compared()) {
                gaps.freshen(one.id(), one.series().formula());
            }
            more |= stale;
        }
        return more;
    }

    /** The series in which everything is counted. */
    List<SeriesStore.Row> full() {
        return series.all().stream().filter(row -> !row.filling()).toList();
    }

    /** Deletes what nobody asks for any more. */
    boolean forget() {
        for (int old : series.forgotten()) {
            if (told.delete(old, DELETED) + sums.delete(old, DELETED) > 0) {
                return true;
            }
            gaps.delete(old);
            series.delete(old);
        }
        return false;
    }

    /** This moment, as far as the clocks of nodes agree. */
    Instant now() {
        Instant now = clock.instant();
        return series.newest()
                .filter(asOf -> asOf.isAfter(now) && asOf.isBefore(now.plus(CLOCKS_APART)))
                .orElse(now);
    }

    private static List<Integer> ids(List<SeriesStore.Row> rows) {
        return rows.stream().map(SeriesStore.Row::id).toList();
    }

    private static <K> Map<K, List<SeriesStore.Row>> group(
            List<SeriesStore.Row> rows, Function<SeriesStore.Row, K> by) {
        Map<K, List<SeriesStore.Row>> groups = new LinkedHashMap<>();
        rows.forEach(row ->
                groups.computeIfAbsent(by.apply(row), key -> new ArrayList<>()).add(row));
        return groups;
    }
}
