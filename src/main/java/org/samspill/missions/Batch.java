package org.samspill.missions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.samspill.catalogue.WorkingCalendar;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.springframework.stereotype.Component;

/**
 * Counts journeys anew in series of one life event: reads what the log has of each now, takes what it counted for before out of the sums and puts in what
 * it counts for now. Doing it twice, or for a journey in which nothing has happened, changes nothing.
 */
@Component
class Batch {

    /** So many journeys are read from the log at once. */
    static final int JOURNEYS = 500;

    private final JourneyLog log;
    private final ToldStore told;
    private final SumStore sums;
    private final GapStore gaps;
    private final Counting counting;

    Batch(JourneyLog log, ToldStore told, SumStore sums, GapStore gaps, WorkingCalendar calendar) {
        this.log = log;
        this.told = told;
        this.sums = sums;
        this.gaps = gaps;
        this.counting = new Counting(calendar);
    }

    /** Within the reader's transaction. */
    void count(List<SeriesStore.Row> series, Collection<JourneyId> journeys, Instant now) {
        Map<Integer, Changes> changes = new HashMap<>();
        List<JourneyId> all = List.copyOf(journeys);
        for (int at = 0; at < all.size(); at += JOURNEYS) {
            List<JourneyId> some = new ArrayList<>(all.subList(at, Math.min(at + JOURNEYS, all.size())));
            Set<JourneyId> leftOut = told.leftOut(some);
            Map<JourneyId, List<JourneyEvent>> rows = log.of(some);
            for (SeriesStore.Row one : series) {
                Changes of = changes.computeIfAbsent(one.id(), id -> new Changes());
                count(one, some, rows, leftOut, now, of);
            }
        }
        for (SeriesStore.Row one : series) {
            Map<Cell, Changes.Change> cells =
                    changes.getOrDefault(one.id(), new Changes()).cells();
            if (!cells.isEmpty()) {
                sums.add(one.id(), cells);
                if (one.series().compared()) {
                    gaps.touch(one.id(), compared(cells.keySet()));
                }
            }
        }
    }

    /** The periods in which a municipality counts for something else. */
    static Set<String> compared(Set<Cell> cells) {
        return cells.stream()
                .filter(cell ->
                        cell.step().equals(Cell.NUMBER) && !cell.municipality().equals(Cell.ALL))
                .map(Cell::period)
                .collect(Collectors.toSet());
    }

    private void count(
            SeriesStore.Row series,
            List<JourneyId> journeys,
            Map<JourneyId, List<JourneyEvent>> rows,
            Set<JourneyId> leftOut,
            Instant now,
            Changes changes) {
        Map<JourneyId, Told> before = told.of(series.id(), journeys);
        Map<JourneyId, Told> different = new HashMap<>();
        for (JourneyId journey : journeys) {
            Told old = before.getOrDefault(journey, Told.NOTHING);
            Told fresh = leftOut.contains(journey)
                    ? Told.LEFT_OUT
                    : counting.of(series.series(), rows.getOrDefault(journey, List.of()), now);
            if (!fresh.equals(old)) {
                changes.replace(old.parts(), fresh.parts());
                different.put(journey, fresh);
            }
        }
        told.write(series.id(), different, before.keySet());
    }
}
