package org.samspill.work;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.catalogue.DataType;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.Service;
import org.samspill.journeys.JourneyEvent.Channel;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.journeys.JourneyLog;
import org.springframework.stereotype.Component;

/** Counts telling once: each datum that a journey needed was either reused (its holder gave it, or it was known already) or typed by a person. */
@Component
class Evidence {

    private final JourneyLog log;

    Evidence(JourneyLog log) {
        this.log = log;
    }

    /** A participant answered: what was known before and left as it was is reused, the rest typed. */
    void typed(WorkItem item, Map<String, @Nullable Object> values, Map<String, Object> visible) {
        values.forEach((name, value) -> {
            if (value != null && !(value instanceof Boolean)) {
                note(
                        item,
                        String.valueOf(value).equals(String.valueOf(visible.get(name))) ? "reused" : "typed",
                        name,
                        Channel.PERSON);
            }
        });
    }

    /** A service delivered: data that its own actor holds did not have to be asked of anyone. */
    void held(WorkItem item, LifeEvent lifeEvent, Service service, Map<String, ? extends @Nullable Object> values) {
        values.forEach((name, value) -> {
            boolean holder = lifeEvent
                    .data()
                    .find(name)
                    .filter(datum -> service.actor().equals(datum.holder()))
                    .isPresent();
            if (value != null && holder) {
                note(item, "reused", name, Channel.MACHINE);
            }
        });
    }

    private void note(WorkItem item, String outcome, String datum, Channel channel) {
        log.write(WorkLog.entry(item, Kind.EVIDENCE, outcome, null, channel, datum));
    }

    /** The answer's outcome for the log: the first enum whose name ends in {@code .outcome}, so a key of the dictionary and nothing personal. */
    @Nullable
    String outcomeKey(LifeEvent lifeEvent, Map<String, ? extends @Nullable Object> values) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(".outcome") && entry.getValue() instanceof String)
                .filter(entry -> lifeEvent
                        .data()
                        .find(entry.getKey())
                        .filter(datum -> datum.type() == DataType.ENUM)
                        .isPresent())
                .map(entry -> (String) entry.getValue())
                .findFirst()
                .orElse(null);
    }
}
