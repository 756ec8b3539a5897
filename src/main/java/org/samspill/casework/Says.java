package org.samspill.casework;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Text;
import org.samspill.catalogue.PromiseTerm;
import org.samspill.catalogue.Within;
import org.samspill.catalogue.WorkingCalendar;
import org.samspill.web.PromiseTag;
import org.samspill.work.Promise;
import org.samspill.work.WorkItem;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says times, spans and promises in the reader's language. */
@Component
class Says {

    private static final int MINUTES_IN_HOURS = 120;

    private final MessageSource messages;
    private final WorkingCalendar calendar;
    private final Clock clock;

    Says(MessageSource messages, WorkingCalendar calendar, Clock clock) {
        this.messages = messages;
        this.calendar = calendar;
        this.clock = clock;
    }

    String text(Locale locale, String key, @Nullable Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    /** The promise as a tag: how many working days are left, or how far over it is. Of an item that has ended, or whose promise stands still, it is grey. */
    PromiseTag tag(WorkItem item, Locale locale) {
        if (item.paused()) {
            return new PromiseTag(PromiseTag.State.GREY, text(locale, "casework.promise.paused", left(item, locale)));
        }
        if (!item.open()) {
            String key = "casework.state." + item.state().name().toLowerCase(Locale.ROOT);
            return new PromiseTag(PromiseTag.State.GREY, text(locale, key));
        }
        return tag(item.promise(), locale);
    }

    PromiseTag tag(Promise promise, Locale locale) {
        Instant now = clock.instant();
        return new PromiseTag(state(promise.urgency(now)), words(promise, promise.urgency(now), now, locale));
    }

    private String words(Promise promise, Promise.Urgency urgency, Instant now, Locale locale) {
        boolean late = urgency == Promise.Urgency.OVERDUE;
        int days = late
                ? calendar.workingDaysBetween(promise.dueAt(), now)
                : calendar.workingDaysBetween(now, promise.dueAt());
        String key = "casework.promise." + urgency.name().toLowerCase(Locale.ROOT);
        boolean hours = promise.within().unit() == Within.Unit.HOURS
                || days == 0 && Duration.between(now, promise.dueAt()).abs().compareTo(Duration.ofHours(12)) < 0;
        return hours
                ? text(
                        locale,
                        key + ".hours",
                        span(Duration.between(now, promise.dueAt()).abs(), locale))
                : text(locale, key, days);
    }

    /** What was left of a promise, or how far over it was, when it came to stand still. */
    String left(WorkItem item, Locale locale) {
        Instant stopped = Objects.requireNonNullElse(item.endedAt(), now());
        boolean late = !stopped.isBefore(item.promise().dueAt());
        return words(item.promise(), late ? Promise.Urgency.OVERDUE : Promise.Urgency.ON_TIME, stopped, locale);
    }

    private static PromiseTag.State state(Promise.Urgency urgency) {
        return switch (urgency) {
            case ON_TIME -> PromiseTag.State.GREEN;
            case SOON -> PromiseTag.State.AMBER;
            case OVERDUE -> PromiseTag.State.RED;
        };
    }

    /** Where a promise comes from, in one word. */
    String origin(Promise promise, Locale locale) {
        if (assumed(promise)) {
            return text(locale, "casework.origin.assumed");
        }
        return text(locale, "casework.origin." + promise.origin().key());
    }

    /** How long was promised, and by what; a time that models only assume is not told as anybody's word. */
    String promised(Promise promise, @Nullable Text objective, Locale locale) {
        String within = within(promise.within(), locale);
        if (assumed(promise)) {
            int rest = promise.source().indexOf(';');
            return rest < 0
                    ? text(locale, "casework.promise.within.assumed", within)
                    : text(
                            locale,
                            "casework.promise.within.assumed-for",
                            within,
                            promise.source().substring(rest + 1).strip());
        }
        return text(
                locale,
                "casework.promise.within." + promise.origin().key(),
                within,
                objective == null ? PromiseTerm.in(promise.source(), locale) : objective.in(locale));
    }

    private static boolean assumed(Promise promise) {
        return PromiseTerm.assumed(promise.source());
    }

    /** The span promised: "10 virkedager". */
    String within(Within within, Locale locale) {
        return text(locale, "casework.within." + within.unit().name().toLowerCase(Locale.ROOT), within.amount());
    }

    /** How long ago: "3 s", "5 min", "7 t", "12 dager". */
    String since(Instant at, Locale locale) {
        Duration span = Duration.between(at, clock.instant());
        return span(span.isNegative() ? Duration.ZERO : span, locale);
    }

    String span(Duration span, Locale locale) {
        if (span.toMinutes() < 1) {
            return text(locale, "casework.span.seconds", span.toSeconds());
        }
        if (span.toMinutes() < MINUTES_IN_HOURS) {
            return text(locale, "casework.span.minutes", span.toMinutes());
        }
        return span.toHours() < 48
                ? text(locale, "casework.span.hours", span.toHours())
                : text(locale, "casework.span.days", span.toDays());
    }

    String date(Instant at, Locale locale) {
        return format("casework.format.date", at, locale);
    }

    String time(Instant at, Locale locale) {
        return format("casework.format.time", at, locale);
    }

    String dateTime(Instant at, Locale locale) {
        return format("casework.format.date-time", at, locale);
    }

    LocalDate day(Instant at) {
        return at.atZone(clock.getZone()).toLocalDate();
    }

    String day(LocalDate day, Locale locale) {
        String words = DateTimeFormatter.ofPattern(text(locale, "casework.format.day"), locale)
                .format(day);
        // It stands as a heading, and Norwegian writes its days small.
        return words.substring(0, 1).toUpperCase(locale) + words.substring(1);
    }

    Instant now() {
        return clock.instant();
    }

    private String format(String pattern, Instant at, Locale locale) {
        return DateTimeFormatter.ofPattern(text(locale, pattern), locale).format(at.atZone(clock.getZone()));
    }
}
