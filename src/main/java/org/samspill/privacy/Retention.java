package org.samspill.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.samspill.catalogue.Datum;
import org.samspill.catalogue.LifeEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How long what is known stays. While a journey runs its data are needed, and none goes. When it ends, each datum is kept as long as its dictionary says and
 * no longer; the journey's other traces of people go on the day that the life event says, and never before its last datum.
 */
@Component
public class Retention {

    private static final TypeReference<TreeMap<String, Object>> DATA = new TypeReference<>() {};
    private static final TypeReference<List<Called>> CALLED = new TypeReference<>() {};

    /** Days are Norwegian ones. */
    static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");

    private final KeptStore store;
    private final ObjectMapper json;

    Retention(KeptStore store, ObjectMapper json) {
        this.store = store;
        this.json = json;
    }

    /**
     * A datum that an ended journey still knows.
     *
     * @param goesOn the day on which it goes
     * @param archived true when it is archived before it goes
     */
    public record Kept(Object value, LocalDate goesOn, boolean archived) {}

    /** A called process ends: what it knew that law wants archived is set aside until the journey ends, and then kept with the journey's own. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void calledEnded(String journey, List<Called> known) {
        if (!known.isEmpty()) {
            store.leave(journey, write(known));
        }
    }

    /** A journey ends: of its data (as a journey keeps them) those stay that are to be kept, in the transaction in which the engine lets go of them. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void ended(String journey, String definition, LifeEvent lifeEvent, Map<String, Object> data, Instant at) {
        LocalDate end = LocalDate.ofInstant(at, NORWAY);
        LocalDate last = end.plus(lifeEvent.retention());
        Map<KeptStore.Group, Map<String, Object>> groups = new HashMap<>();
        for (Map.Entry<String, Object> entry : data.entrySet()) {
            Datum datum = lifeEvent.data().find(entry.getKey()).orElse(null);
            LocalDate goesOn = datum == null ? end : goesOn(datum, data, end);
            if (datum != null && (goesOn.isAfter(end) || datum.archive())) {
                groups.computeIfAbsent(new KeptStore.Group(datum.archive(), goesOn), group -> new TreeMap<>())
                        .put(entry.getKey(), entry.getValue());
                last = goesOn.isAfter(last) ? goesOn : last;
            }
        }
        Map<KeptStore.Group, List<Called>> called = called(journey, lifeEvent, data, end);
        for (KeptStore.Group group : called.keySet()) {
            groups.computeIfAbsent(group, none -> new TreeMap<>());
            last = group.goesOn().isAfter(last) ? group.goesOn() : last;
        }
        List<KeptStore.Row> rows = new ArrayList<>();
        groups.forEach((group, kept) -> rows.add(new KeptStore.Row(
                journey,
                group.archived() ? KeptStore.Part.ARCHIVE : KeptStore.Part.DATA,
                group.goesOn(),
                definition,
                at,
                write(kept),
                called.containsKey(group) ? write(called.get(group)) : null,
                null)));
        rows.add(new KeptStore.Row(journey, KeptStore.Part.JOURNEY, last, definition, at, null, null, null));
        store.keep(rows);
    }

    /** What called processes have left, by when it goes; what they gave back is the journey's own. */
    private Map<KeptStore.Group, List<Called>> called(
            String journey, LifeEvent lifeEvent, Map<String, Object> data, LocalDate end) {
        Map<KeptStore.Group, List<Called>> groups = new HashMap<>();
        boolean calls = lifeEvent.processes().size() > 1;
        if (!calls || lifeEvent.data().all().stream().noneMatch(Datum::archive)) {
            return groups;
        }
        for (String left : store.takeLeft(journey)) {
            List<Called> known = readCalled(left);
            Map<String, Object> seen = new HashMap<>(data);
            known.forEach(each -> seen.put(each.name(), each.value()));
            for (Called each : known) {
                Datum datum = lifeEvent.data().find(each.name()).orElse(null);
                if (datum != null && !write(each.value()).equals(write(data.get(each.name())))) {
                    groups.computeIfAbsent(
                                    new KeptStore.Group(true, goesOn(datum, seen, end)), group -> new ArrayList<>())
                            .add(each);
                }
            }
        }
        return groups;
    }

    /** The day on which a datum goes of a journey that ends on this day with these data. */
    static LocalDate goesOn(Datum datum, Map<String, Object> data, LocalDate end) {
        LocalDate from = end;
        if (datum.keptFrom() != null && data.get(datum.keptFrom()) instanceof String text) {
            LocalDate day = LocalDate.parse(text);
            from = day.isAfter(end) ? day : end;
        }
        Period retention = datum.retention();
        return retention == null ? from : from.plus(retention);
    }

    /** What an ended journey still knows, by the name of the datum. */
    public Map<String, Kept> keptOf(String journey) {
        Map<String, Kept> kept = new LinkedHashMap<>();
        store.groups(journey).forEach((group, data) -> read(data).forEach((name, value) -> {
            if (value != null) {
                kept.put(name, new Kept(value, group.goesOn(), group.archived()));
            }
        }));
        return kept;
    }

    /** What only called processes of an ended journey knew and is kept for the archive, with when it goes. */
    public Map<Called, LocalDate> calledOf(String journey) {
        Map<Called, LocalDate> called = new LinkedHashMap<>();
        for (KeptStore.Row row : store.of(journey)) {
            if (row.called() != null) {
                readCalled(row.called()).forEach(each -> called.put(each, row.goesOn()));
            }
        }
        return called;
    }

    /** The day on which everything about people in an ended journey goes; null while it runs, and when it has gone. */
    public @Nullable LocalDate goesOn(String journey) {
        return store.goesOn(journey).orElse(null);
    }

    Map<String, Object> read(String data) {
        try {
            return json.readValue(data, DATA);
        } catch (JsonProcessingException never) {
            throw new UncheckedIOException(never);
        }
    }

    List<Called> readCalled(String called) {
        try {
            return json.readValue(called, CALLED);
        } catch (JsonProcessingException never) {
            throw new UncheckedIOException(never);
        }
    }

    private String write(@Nullable Object data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException never) {
            throw new UncheckedIOException(never);
        }
    }
}
