package org.samspill.portal;

import java.time.LocalDate;
import java.time.Period;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.catalogue.Datum;
import org.samspill.journeys.Journey;
import org.samspill.privacy.Retention;
import org.springframework.stereotype.Component;

/** Says how long what is known stays. */
@Component
class Stays {

    private final Retention retention;
    private final PlainWords words;

    Stays(Retention retention, PlainWords words) {
        this.retention = retention;
        this.words = words;
    }

    /** What is kept of a journey that has ended, by the name of the datum; nothing while it runs. */
    Map<String, Retention.Kept> keptOf(Journey journey) {
        if (journey.open()) {
            return Map.of();
        }
        Map<String, Retention.Kept> kept = retention.keptOf(journey.id().value());
        retention
                .calledOf(journey.id().value())
                .forEach((called, goesOn) ->
                        kept.putIfAbsent(called.name(), new Retention.Kept(called.value(), goesOn, true)));
        return kept;
    }

    /** The day on which everything about people in a journey goes; null while it runs, and when it has gone. */
    @Nullable
    LocalDate goesOn(Journey journey) {
        return journey.open() ? null : retention.goesOn(journey.id().value());
    }

    /** @param kept null while the journey runs */
    String words(Datum datum, Retention.@Nullable Kept kept, Locale locale) {
        String when = kept != null
                ? words.text(locale, "portal.stays.until", words.date(kept.goesOn(), locale))
                : after(datum, locale);
        return datum.archive() ? when + " " + words.text(locale, "portal.stays.archived") : when;
    }

    private String after(Datum datum, Locale locale) {
        Period retention =
                datum.retention() == null ? Period.ZERO : datum.retention().normalized();
        String key = "portal.stays.after" + (datum.keptFrom() == null ? "" : ".later");
        if (retention.isZero()) {
            return words.text(locale, "portal.stays.end");
        }
        return words.text(locale, key, length(retention, locale));
    }

    private String length(Period retention, Locale locale) {
        if (retention.getDays() > 0) {
            return words.text(locale, "portal.stays.days", retention.toTotalMonths() * 30 + retention.getDays());
        }
        return retention.getMonths() > 0
                ? words.text(locale, "portal.stays.months", retention.toTotalMonths())
                : words.text(locale, "portal.stays.years", retention.getYears());
    }
}
