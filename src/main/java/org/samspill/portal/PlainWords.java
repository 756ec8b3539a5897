package org.samspill.portal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.samspill.catalogue.PromiseTerm;
import org.samspill.catalogue.Within;
import org.samspill.web.PromiseTag;
import org.samspill.work.Promise;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says days and promises to citizens: dates rather than counts, and where a promise comes from in words without jargon. */
@Component
class PlainWords {

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
        if (PromiseTerm.assumed(promise.source())) {
            return text(locale, "portal.promise.assumed", within(promise.within(), locale));
        }
        return text(
                locale,
                "portal.promise.origin." + promise.origin().key(),
                within(promise.within(), locale),
                promise.source());
    }

    String within(Within within, Locale locale) {
        return text(locale, "portal.within." + within.unit().name().toLowerCase(Locale.ROOT), within.amount());
    }

    Instant now() {
        return clock.instant();
    }
}
