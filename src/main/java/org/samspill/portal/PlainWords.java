package org.samspill.portal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.samspill.catalogue.Origin;
import org.samspill.catalogue.PromiseTerm;
import org.samspill.catalogue.Within;
import org.samspill.web.PromiseTag;
import org.samspill.work.Promise;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says days and promises to citizens: dates rather than counts, and where a promise comes from in words without jargon. */
@Component
class PlainWords {

    private static final Duration SHORT = Duration.ofDays(4);

    private final MessageSource messages;
    private final Clock clock;

    PlainWords(MessageSource messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    String text(Locale locale, String key, @Nullable Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    String date(Instant at, Locale locale) {
        return date(at.atZone(clock.getZone()).toLocalDate(), locale);
    }

    String date(LocalDate day, Locale locale) {
        return DateTimeFormatter.ofPattern(text(locale, "portal.format.date"), locale)
                .format(day);
    }

    String dateTime(Instant at, Locale locale) {
        return DateTimeFormatter.ofPattern(text(locale, "portal.format.date-time"), locale)
                .format(at.atZone(clock.getZone()));
    }

    String time(Instant at, Locale locale) {
        return DateTimeFormatter.ofPattern(text(locale, "portal.format.time"), locale)
                .format(at.atZone(clock.getZone()));
    }

    /** The promise as a tag that names the day. */
    PromiseTag tag(Promise promise, Locale locale) {
        String day = date(promise.dueAt(), locale);
        return switch (promise.urgency(clock.instant())) {
            case ON_TIME -> new PromiseTag(PromiseTag.State.GREEN, text(locale, "portal.promise.on-time", day));
            case SOON -> new PromiseTag(PromiseTag.State.AMBER, text(locale, "portal.promise.soon", day));
            case OVERDUE -> new PromiseTag(PromiseTag.State.RED, text(locale, "portal.promise.overdue", day));
        };
    }

    /** How long it may take, and who says so; a time that models only assume is not told as somebody's word. */
    String promise(Promise promise, Locale locale) {
        String within = within(promise.within(), locale);
        if (assumed(promise)) {
            return text(locale, "portal.promise.assumed", within);
        }
        String key = "portal.promise.origin." + promise.origin().key();
        String source = source(promise, locale);
        return source == null ? text(locale, key, within) : text(locale, key + ".by", within, source);
    }

    /** How long the reader herself has; only a law is told as its source. */
    String ownPromise(Promise promise, Locale locale) {
        String within = within(promise.within(), locale);
        String source = promise.origin() == Origin.LAW && !assumed(promise) ? source(promise, locale) : null;
        return source == null
                ? text(locale, "portal.promise.own", within)
                : text(locale, "portal.promise.own.by", within, source);
    }

    private static boolean assumed(Promise promise) {
        return PromiseTerm.assumed(promise.source());
    }

    /** Act and section, or who has promised it; what stands behind a colon are the modeller's own words, and a mission's objective is named by its key. */
    private static @Nullable String source(Promise promise, Locale locale) {
        String source = PromiseTerm.in(promise.source(), locale);
        int colon = source.indexOf(':');
        return switch (promise.origin()) {
            case LAW -> colon < 0 ? source : source.substring(0, colon);
            case PUBLISHED, CONTRACT -> colon < 0 ? null : source.substring(0, colon);
            case MISSION -> null;
        };
    }

    /** A moment of a wait that begins and ends at these times: its day, and the hour too where days alone would all be the same. */
    String moment(Instant at, Instant begin, Instant end, Locale locale) {
        return Duration.between(begin, end).compareTo(SHORT) < 0 ? dateTime(at, locale) : date(at, locale);
    }

    String within(Within within, Locale locale) {
        return text(locale, "portal.within." + within.unit().name().toLowerCase(Locale.ROOT), within.amount());
    }

    Instant now() {
        return clock.instant();
    }
}
