package org.samspill.missions;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.samspill.journeys.JourneyEvent.Channel;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog.Entry;
import org.samspill.journeys.LogBook;

/** One journey told row by row, as the engine and the work room write it. Times are Norway's. */
final class Story {

    static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");

    private final LogBook log;
    private final JourneyId journey;
    private final Map<String, String> items;
    private Instant at = Instant.EPOCH;

    private Story(LogBook log, JourneyId journey, Map<String, String> items) {
        this.log = log;
        this.journey = journey;
        this.items = items;
    }

    static Story of(LogBook log, String lifeEvent, String municipality) {
        return new Story(log, log.journey(lifeEvent, municipality), new HashMap<>());
    }

    static Instant time(String norwegian) {
        return LocalDateTime.parse(norwegian.contains("T") ? norwegian : norwegian + "T12:00")
                .atZone(NORWAY)
                .toInstant();
    }

    /** What follows happens at this time: a day (noon) or a day and an hour. */
    Story on(String norwegian) {
        at = time(norwegian);
        return this;
    }

    Story on(Instant time) {
        at = time;
        return this;
    }

    /** What follows happens so much later. */
    Story later(double days) {
        at = at.plus(Duration.ofMinutes(Math.round(days * 1440)));
        return this;
    }

    /** The journey passes an event or a gateway. */
    Story passes(String process, String element) {
        return write(Entry.step(journey, Kind.REACHED, process, element));
    }

    /** A decision table gives its answer by a rule. */
    Story decides(String process, String element, String rule) {
        return write(
                Entry.step(journey, Kind.DECIDED, process, element).outcome("dmn-of-" + element, "Rule_other," + rule));
    }

    /** Work begins: a new piece of it each time. */
    Story asks(String process, String element, String service) {
        items.put(process + element, UUID.randomUUID().toString());
        return work(Kind.REACHED, process, element, service, null);
    }

    Story asks(String process, String element) {
        return asks(process, element, null);
    }

    Story delivers(String process, String element, String service) {
        return work(Kind.COMPLETED, process, element, service, null);
    }

    Story delivers(String process, String element) {
        return delivers(process, element, null);
    }

    Story refuses(String process, String element, String service, String reason) {
        return work(Kind.REFUSED, process, element, service, reason);
    }

    Story leaves(String process, String element, String service) {
        return work(Kind.CANCELLED, process, element, service, null);
    }

    /** A second piece of the same work, beside the first. */
    Story other() {
        Story other = new Story(log, journey, new HashMap<>());
        other.at = at;
        return other;
    }

    /** The same journey, written in another book of the same log. */
    Story in(LogBook book) {
        return new Story(book, journey, items);
    }

    JourneyId journey() {
        return journey;
    }

    /** A step needed a datum. */
    Story evidence(String process, String element, String outcome, String datum) {
        return write(Entry.step(journey, Kind.EVIDENCE, process, element).outcome(outcome, datum));
    }

    /** The form that starts the journey needed a datum. */
    Story startsWith(String outcome, String datum) {
        return write(Entry.evidence(journey, outcome, datum));
    }

    Story ends(String end) {
        return write(Entry.journey(journey, Kind.ENDED, end, null));
    }

    private Story work(Kind kind, String process, String element, String service, String reason) {
        return write(new Entry(
                journey,
                kind,
                process,
                element,
                "nav",
                "310000002",
                service,
                items.get(process + element),
                null,
                reason,
                Channel.PERSON,
                null,
                null));
    }

    private Story write(Entry entry) {
        log.at(at);
        log.write(entry);
        return this;
    }
}
