package org.samspill.missions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.ModelSource;
import org.samspill.catalogue.WorkingCalendar;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.LogBook;

/** A journey log made by hand, and what the shipped missions measure on it. */
final class Ledger {

    private static final String CHILD = "seriously-ill-child";
    private static final String ASSOCIATION = "voluntary-organisation";
    private static final LogBook BOOK = LogBook.fresh();

    private final Function<String, Optional<LifeEvent>> lifeEvents;

    /** An empty log, for what needs no model. */
    Ledger() {
        this(key -> Optional.empty());
    }

    Ledger(Function<String, Optional<LifeEvent>> lifeEvents) {
        this.lifeEvents = lifeEvents;
        new Sums(BOOK.source(), BOOK, List.of(), lifeEvents).clear();
        BOOK.clear();
    }

    Story child(String municipality) {
        return Story.of(BOOK, CHILD, municipality);
    }

    Story child() {
        return child("0301");
    }

    Story association() {
        return Story.of(BOOK, ASSOCIATION, "4601");
    }

    /** What an indicator of the shipped missions is at a time, by the sums; a recount of the whole log must say the same. */
    Measurement measure(String indicator, String norwegian) {
        Instant now = Story.time(norwegian);
        Mission mission = mission(indicator);
        Measurement measured = new Sums(BOOK.source(), BOOK, List.of(mission), lifeEvents)
                .measure(mission, now)
                .get(indicator);
        assertThat(measured)
                .isEqualTo(new Recount(new WorkingCalendar(Clock.fixed(now, Story.NORWAY)), lifeEvents)
                        .measure(mission, Map.of(CHILD, BOOK.rows(CHILD), ASSOCIATION, BOOK.rows(ASSOCIATION)), now)
                        .get(indicator));
        return measured;
    }

    /** Every row about seriously ill children. */
    List<JourneyEvent> rows() {
        return BOOK.rows(CHILD);
    }

    static Mission mission(String indicator) {
        return MissionFiles.read(new ModelSource("")).stream()
                .filter(mission -> mission.indicators().containsKey(indicator))
                .findFirst()
                .orElseThrow();
    }

    /** The months of the trend that show a value, as "2026-03 = 12.0 over 1": month, value and how many months it is taken over. */
    static List<String> shown(Measurement measured) {
        return measured.trend().stream()
                .filter(month -> month.value() != null)
                .map(month -> month.month() + " = " + month.value() + " over " + month.months())
                .toList();
    }
}
