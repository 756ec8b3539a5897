package org.samspill.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Organisation;
import org.samspill.actors.Organisations;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.operations.Incident.Cause;
import org.samspill.operations.Incident.Piece;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts what an operator sees into her words. */
@Component
class OperationsWords {

    private static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");

    private final LifeEvents lifeEvents;
    private final Organisations organisations;
    private final MessageSource messages;
    private final Clock clock;

    OperationsWords(LifeEvents lifeEvents, Organisations organisations, MessageSource messages, Clock clock) {
        this.lifeEvents = lifeEvents;
        this.organisations = organisations;
        this.messages = messages;
        this.clock = clock;
    }

    OperationsView view(List<Incident> incidents, Readings.Reading reading, Locale locale) {
        return new OperationsView(
                incidents.stream().map(incident -> row(incident, locale)).toList(),
                incidents.stream()
                        .mapToInt(incident -> incident.pieces().size())
                        .sum(),
                versions(reading.journeys(), locale),
                reading.taken() ? text(locale, "operations.versions.counted", time(reading.at(), locale)) : null);
    }

    OperationsView.Row row(Incident incident, Locale locale) {
        Incident.Source source = incident.source();
        String definition = incident.pieces().get(0).definition();
        Optional<LifeEvent> lifeEvent = lifeEvents.recognised(definition);
        return new OperationsView.Row(
                incident.key(),
                text(locale, "operations.cause." + source.cause().key()),
                source.cause() == Cause.UNASSIGNED ? "warning" : "danger",
                lifeEvent
                        .flatMap(known -> lifeEvents.step(definition, source.element()))
                        .map(step -> step.title().in(locale))
                        .filter(title -> !title.isBlank())
                        .orElse(source.element()),
                lifeEvent.map(known -> known.title().in(locale)).orElse(source.lifeEvent()),
                who(source, lifeEvent, locale),
                incident.pieces().size(),
                incident.times(),
                time(incident.since(), locale),
                age(incident.since(), locale),
                source.message());
    }

    private String who(Incident.Source source, Optional<LifeEvent> lifeEvent, Locale locale) {
        if (source.organisation() != null) {
            return organisations
                    .find(source.organisation())
                    .map(Organisation::name)
                    .orElse(source.organisation().value());
        }
        if (source.actor() == null) {
            return text(locale, "operations.engine");
        }
        return lifeEvent
                .map(known -> known.actors().get(source.actor()))
                .map(actor -> actor.title().in(locale))
                .orElse(source.actor());
    }

    OperationsView.One one(Incident incident, Locale locale) {
        List<OperationsView.PieceRow> pieces = incident.pieces().stream()
                .map(piece -> new OperationsView.PieceRow(
                        piece.id(),
                        journey(piece, locale),
                        piece.version(),
                        time(piece.since(), locale),
                        piece.times(),
                        preview(incident, piece, locale),
                        incident.mendable(piece)))
                .toList();
        int mendable =
                (int) incident.pieces().stream().filter(incident::mendable).count();
        return new OperationsView.One(
                row(incident, locale),
                pieces,
                mendable,
                text(locale, "operations.preview", mendable, pieces.size() - mendable));
    }

    private String preview(Incident incident, Piece piece, Locale locale) {
        return switch (incident.source().cause()) {
            case FAILED -> text(locale, "operations.preview.failed");
            case JOB -> text(locale, "operations.preview.job");
            case UNASSIGNED ->
                piece.placement() == null
                        ? text(locale, "operations.preview.nobody")
                        : text(locale, "operations.preview.placed", piece.placement());
        };
    }

    OperationsView.ResultRow result(Piece piece, Incidents.Result result, Locale locale) {
        return new OperationsView.ResultRow(
                journey(piece, locale),
                text(locale, "operations.result." + result.name().toLowerCase(Locale.ROOT)),
                result == Incidents.Result.DONE);
    }

    private String journey(Piece piece, Locale locale) {
        return piece.journey() == null
                ? text(locale, "operations.no-journey")
                : piece.journey().value();
    }

    private List<OperationsView.Version> versions(Map<String, SortedMap<Integer, Integer>> open, Locale locale) {
        Map<String, LifeEvent> inForce = new TreeMap<>();
        lifeEvents.current().forEach(lifeEvent -> inForce.put(lifeEvent.key(), lifeEvent));
        return Stream.concat(inForce.keySet().stream(), open.keySet().stream())
                .distinct()
                .sorted()
                .flatMap(key -> versions(key, inForce.get(key), open.getOrDefault(key, new TreeMap<>()), locale))
                .toList();
    }

    private static Stream<OperationsView.Version> versions(
            String key, @Nullable LifeEvent inForce, SortedMap<Integer, Integer> open, Locale locale) {
        var numbers = new TreeSet<Integer>(open.keySet());
        if (inForce != null) {
            numbers.add(inForce.version());
        }
        return numbers.descendingSet().stream()
                .map(number -> new OperationsView.Version(
                        inForce == null ? key : inForce.title().in(locale),
                        number,
                        inForce != null && inForce.version() == number,
                        open.getOrDefault(number, 0)));
    }

    String time(Instant at, Locale locale) {
        return DateTimeFormatter.ofPattern(text(locale, "operations.time"), locale)
                .withZone(NORWAY)
                .format(at);
    }

    /** How long ago, in the largest unit that says something. */
    String age(Instant at, Locale locale) {
        Duration age = Duration.between(at, clock.instant());
        if (age.toDays() >= 2) {
            return text(locale, "operations.age.days", age.toDays());
        }
        return age.toHours() >= 2
                ? text(locale, "operations.age.hours", age.toHours())
                : text(locale, "operations.age.minutes", Math.max(0, age.toMinutes()));
    }

    String text(Locale locale, String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
