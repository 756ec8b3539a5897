package org.samspill.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Actor;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Text;
import org.samspill.catalogue.ConsentScope;
import org.samspill.catalogue.Datum;
import org.samspill.catalogue.EventType;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.ParticipantRole;
import org.samspill.catalogue.Service;
import org.samspill.catalogue.Step;
import org.samspill.catalogue.StepKind;
import org.samspill.journeys.JourneyEvent;
import org.samspill.work.Answering;
import org.springframework.stereotype.Component;

/**
 * Tells the journey log in plain sentences. Everyone who takes part sees who did which step when; what came of a step is told to the organisation
 * that did it, and a consent to the one that it is given to.
 */
@Component
class Timelines {

    /** What a reader can choose to see. */
    enum Show {
        ALL,
        ANSWERS,
        DECISIONS,
        WORK,
        DEADLINES,
        CONSENTS,
        MESSAGES,
        NOTES,
        DETAILS;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Show of(@Nullable String key) {
            for (Show show : values()) {
                if (show.key().equals(key)) {
                    return show;
                }
            }
            return ALL;
        }
    }

    /**
     * One sentence.
     *
     * @param minor left out unless its kind or the details are asked for
     * @param author stands at notes
     * @param document where what was handed in or delivered can be read; null when the reader may not, or there is nothing
     */
    record Line(
            Instant at,
            String time,
            String when,
            Show kind,
            boolean minor,
            String icon,
            String words,
            @Nullable String author,
            @Nullable String document) {}

    /** The sentences of one day, the newest first. */
    record Day(String heading, List<Line> lines) {}

    private final Says says;

    Timelines(Says says) {
        this.says = says;
    }

    /** For whom and about what it is told. */
    record Telling(LifeEvent lifeEvent, CurrentUser user, Names names, Locale locale) {}

    /** What happened to one piece of work, in sentences. */
    List<Line> lines(List<JourneyEvent> events, Telling telling) {
        return lines(events, Set.of(), Map.of(), telling);
    }

    /**
     * Rows of the log in sentences.
     *
     * @param open the work that waits
     * @param documents addresses of what the reader may read, by row number
     */
    List<Line> lines(List<JourneyEvent> events, Set<String> open, Map<Long, String> documents, Telling telling) {
        List<Line> lines = new ArrayList<>();
        for (JourneyEvent event : events) {
            String words = words(event, telling);
            if (words != null) {
                Show kind = kind(event, telling);
                lines.add(new Line(
                        event.at(),
                        says.time(event.at(), telling.locale()),
                        says.dateTime(event.at(), telling.locale()),
                        kind,
                        minor(event, kind, open, telling),
                        icon(event.kind()),
                        words,
                        null,
                        documents.get(event.seq())));
            }
        }
        return lines;
    }

    List<Line> notes(List<Notes.Note> notes, Telling telling) {
        return notes.stream()
                .map(note -> new Line(
                        note.at(),
                        says.time(note.at(), telling.locale()),
                        says.dateTime(note.at(), telling.locale()),
                        Show.NOTES,
                        false,
                        "chat",
                        note.words(),
                        Objects.requireNonNullElse(
                                telling.names().colleague(note.author()),
                                says.text(telling.locale(), "casework.former-colleague")),
                        null))
                .toList();
    }

    /** Those of the kind that is asked for, by day, the newest first; details only when they are asked for. */
    List<Day> days(List<Line> lines, Show show, Locale locale) {
        Map<String, List<Line>> days = new LinkedHashMap<>();
        lines.stream()
                .filter(line -> switch (show) {
                    case ALL -> !line.minor();
                    case DETAILS -> line.minor();
                    default -> line.kind() == show;
                })
                .sorted(Comparator.comparing(Line::at).reversed())
                .forEach(line -> days.computeIfAbsent(says.day(says.day(line.at()), locale), day -> new ArrayList<>())
                        .add(line));
        return days.entrySet().stream()
                .map(day -> new Day(day.getKey(), day.getValue()))
                .toList();
    }

    private static Show kind(JourneyEvent event, Telling telling) {
        return switch (event.kind()) {
            case COMPLETED ->
                event.workItem() == null
                        ? Show.WORK
                        : event.organisation() == null
                                ? Show.ANSWERS
                                : event.outcome() == null ? Show.WORK : Show.DECISIONS;
            case STARTED, ENDED, REFUSED, REROUTED, MANDATE_ENDED, CORRECTED -> Show.WORK;
            case REACHED -> event.workItem() != null || isEnd(event, telling) ? Show.WORK : Show.DETAILS;
            case REMINDED, OVERDUE, ESCALATED -> Show.DEADLINES;
            case MESSAGE -> Show.MESSAGES;
            case CONSENTED, CONSENT_WITHDRAWN -> Show.CONSENTS;
            case DECIDED -> Show.DECISIONS;
            case CANCELLED, FAILED, CLAIMED, RELEASED, ASSIGNED, EVIDENCE -> Show.DETAILS;
        };
    }

    /** What tells a reader little: what the rules do, what goes on inside a part, and that work came which has been done since. */
    private static boolean minor(JourneyEvent event, Show kind, Set<String> open, Telling telling) {
        if (kind == Show.DETAILS || event.kind() == JourneyEvent.Kind.DECIDED) {
            return true;
        }
        return switch (event.kind()) {
            case COMPLETED -> event.workItem() == null;
            case REACHED ->
                event.workItem() == null
                        ? !telling.lifeEvent().key().equals(event.process())
                        : !open.contains(event.workItem());
            default -> false;
        };
    }

    private static boolean isEnd(JourneyEvent event, Telling telling) {
        Step step = step(event, telling.lifeEvent());
        return step != null && step.kind() == StepKind.END;
    }

    private static String icon(JourneyEvent.Kind kind) {
        return switch (kind) {
            case STARTED -> "play";
            case COMPLETED -> "check-circle";
            case ENDED -> "target";
            case REFUSED, OVERDUE, ESCALATED, FAILED -> "alert";
            case REMINDED -> "bell";
            case MESSAGE -> "chat";
            case CONSENTED, CONSENT_WITHDRAWN -> "handshake";
            default -> "right";
        };
    }

    private @Nullable String words(JourneyEvent event, Telling telling) {
        Locale locale = telling.locale();
        String key = "casework.event." + event.kind().name().toLowerCase(Locale.ROOT);
        String title = title(event, telling);
        String who = who(event, telling);
        // Where branches meet again nothing has a name, and there is nothing to tell.
        if (event.workItem() == null && event.element() != null && title.isBlank()) {
            return null;
        }
        return switch (event.kind()) {
            case STARTED, ENDED -> says.text(locale, key);
            case CORRECTED -> says.text(locale, key, who);
            case MANDATE_ENDED -> says.text(locale, key + "." + event.outcome());
            case REACHED ->
                event.workItem() == null
                        ? says.text(locale, key, title)
                        : says.text(locale, key + ".work", who, title, due(event, locale));
            case COMPLETED ->
                event.workItem() == null
                        ? says.text(locale, key, title)
                        : says.text(locale, key + ".work", who, title) + answer(event, telling) + ".";
            case REFUSED ->
                Answering.MORE_INFORMATION.equals(event.reason())
                        ? says.text(locale, "casework.event.asked", who, title)
                        : says.text(locale, key, who, title) + reason(event, telling) + ".";
            case CLAIMED, RELEASED, ASSIGNED, FAILED, REMINDED, OVERDUE, ESCALATED, REROUTED ->
                says.text(locale, key, who, title);
            case CANCELLED, DECIDED -> says.text(locale, key, title);
            case MESSAGE -> {
                EventType message = telling.lifeEvent().events().get(Objects.requireNonNullElse(event.outcome(), ""));
                yield message == null
                        ? null
                        : says.text(locale, key, message.title().in(locale));
            }
            case CONSENTED, CONSENT_WITHDRAWN -> consent(event, key, telling);
            case EVIDENCE -> evidence(event, key, telling);
        };
    }

    private String due(JourneyEvent event, Locale locale) {
        return event.dueAt() == null ? "" : says.date(event.dueAt(), locale);
    }

    /** What came of it, for those who did it. */
    private static String answer(JourneyEvent event, Telling telling) {
        String outcome = outcome(event, telling);
        return outcome == null ? "" : ": " + outcome;
    }

    /** What the reader's organisation decided, in words; null when it did not, or another did. */
    static @Nullable String outcome(JourneyEvent event, Telling telling) {
        if (event.outcome() == null || !own(event, telling)) {
            return null;
        }
        return telling.lifeEvent().data().all().stream()
                .filter(datum ->
                        datum.name().endsWith(".outcome") && datum.values().containsKey(event.outcome()))
                .map(Datum::values)
                .map(values -> values.get(event.outcome()))
                .filter(Objects::nonNull)
                .findFirst()
                .map(text -> text.in(telling.locale()))
                .orElse(null);
    }

    private String reason(JourneyEvent event, Telling telling) {
        if (event.reason() == null || event.service() == null || !own(event, telling)) {
            return "";
        }
        return telling.lifeEvent()
                .service(event.service())
                .map(service -> service.contract().refusals().get(event.reason()))
                .map(text -> ": " + text.in(telling.locale()))
                .orElse("");
    }

    private @Nullable String consent(JourneyEvent event, String key, Telling telling) {
        ConsentScope scope = telling.lifeEvent().consents().get(Objects.requireNonNullElse(event.detail(), ""));
        boolean recipient = scope != null
                && telling.user().organisation() != null
                && telling.user().organisation().plays(scope.recipient());
        return scope == null || !recipient
                ? null
                : says.text(
                        telling.locale(),
                        key + "." + event.outcome(),
                        scope.title().in(telling.locale()));
    }

    private @Nullable String evidence(JourneyEvent event, String key, Telling telling) {
        Datum datum = event.detail() == null
                ? null
                : telling.lifeEvent().data().find(event.detail()).orElse(null);
        return datum == null || !own(event, telling)
                ? null
                : says.text(
                        telling.locale(),
                        key + "." + event.outcome(),
                        datum.title().in(telling.locale()));
    }

    private static boolean own(JourneyEvent event, Telling telling) {
        return telling.user().organisation() != null
                && telling.user().organisation().number().value().equals(event.organisation());
    }

    private static @Nullable Step step(JourneyEvent event, LifeEvent lifeEvent) {
        String element = event.element();
        return event.process() == null || element == null
                ? null
                : lifeEvent
                        .process(event.process())
                        .flatMap(process -> process.step(element))
                        .orElse(null);
    }

    static String title(JourneyEvent event, Telling telling) {
        Text service = event.service() == null
                ? null
                : telling.lifeEvent()
                        .service(event.service())
                        .map(Service::title)
                        .orElse(null);
        if (service != null) {
            return service.in(telling.locale());
        }
        Step step = step(event, telling.lifeEvent());
        return step == null
                ? Objects.requireNonNullElse(event.element(), "")
                : step.title().in(telling.locale());
    }

    /** The organisation, or the participant's role, or the actor when no organisation plays it. */
    static String who(JourneyEvent event, Telling telling) {
        if (event.organisation() != null) {
            return telling.names().organisation(event.organisation());
        }
        return actorOrRole(event.actor(), telling.lifeEvent(), telling.locale());
    }

    static String actorOrRole(@Nullable String key, LifeEvent lifeEvent, Locale locale) {
        ParticipantRole role = key == null ? null : lifeEvent.roles().get(key);
        if (role != null) {
            return role.title().in(locale);
        }
        Actor actor = key == null ? null : lifeEvent.actors().get(key);
        return actor == null
                ? Objects.requireNonNullElse(key, "")
                : actor.title().in(locale);
    }
}
