package org.samspill.journeys;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.samspill.journeys.JourneyEvent.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How a journey has come to its steps and left them: the few columns of its log that a list of steps is made of. */
@Component
public class Passages {

    private static final Set<Kind> KINDS = Set.of(Kind.REACHED, Kind.COMPLETED, Kind.REFUSED, Kind.CANCELLED);

    private final JourneyLog log;
    private final JdbcClient jdbc;

    Passages(JourneyLog log, JdbcClient jdbc) {
        this.log = log;
        this.jdbc = jdbc;
    }

    /**
     * The journey came to a step, or left it.
     *
     * @param kind reached, completed, refused or cancelled
     */
    public record Passage(Instant at, Kind kind, String element) {}

    /** All at these elements of a process, the oldest first. */
    public List<Passage> of(JourneyId journey, String process, Collection<String> elements) {
        if (elements.isEmpty()) {
            return List.of();
        }
        log.settle();
        List<Object> values = new ArrayList<>(List.of(journey.value(), process));
        values.addAll(elements);
        return jdbc.sql("select at, event, element from journeys_log where journey_id = ? and process = ? and "
                        + LogChoice.kinds(KINDS.stream()) + " and element in ("
                        + String.join(", ", Collections.nCopies(elements.size(), "?")) + ") order by seq")
                .params(values)
                .query((row, n) -> new Passage(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        Kind.valueOf(row.getString("event").toUpperCase(Locale.ROOT)),
                        row.getString("element")))
                .list();
    }
}
