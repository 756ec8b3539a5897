package org.samspill.agencies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Person;
import org.samspill.catalogue.DataType;
import org.samspill.catalogue.Datum;
import org.samspill.journeys.JourneyData;
import org.samspill.work.Fetching;
import org.samspill.work.WorkItem;
import org.springframework.stereotype.Component;

/** Writes a piece of work as the protocol's task. A datum has one type on the wire whatever its value, so that typed clients can rely on it. */
@Component
class WireWriter {

    /** Dates of the protocol: milliseconds, and an offset without a colon. */
    static final DateTimeFormatter DATES = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ", Locale.ROOT);

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ObjectMapper json;
    private final JourneyData data;
    private final Clock clock;

    WireWriter(ObjectMapper json, JourneyData data, Clock clock) {
        this.json = json;
        this.data = data;
        this.clock = clock;
    }

    LockedTask task(Fetching.Fetched fetched, String workerName, boolean withProperties) {
        WorkItem item = fetched.item();
        Map<String, String> properties = !withProperties
                ? Map.of()
                : fetched.lifeEvent()
                        .process(item.process())
                        .flatMap(process -> process.step(item.element()))
                        .map(step -> step.properties())
                        .orElse(Map.of());
        return new LockedTask(
                item.element(),
                item.element() + ":" + item.id(),
                item.failure(),
                null,
                item.executionId(),
                item.id(),
                moment(item.lockExpires()),
                DATES.format(item.createdAt().atOffset(ZoneOffset.UTC)),
                item.definitionId(),
                item.process(),
                null,
                item.journey().value(),
                item.retries(),
                false,
                workerName,
                fetched.service().key(),
                null,
                variables(fetched),
                0,
                item.journey().value(),
                properties);
    }

    private static @Nullable String moment(@Nullable Instant at) {
        return at == null ? null : DATES.format(at.atOffset(ZoneOffset.UTC));
    }

    private Map<String, WireValue> variables(Fetching.Fetched fetched) {
        Map<String, WireValue> variables = new LinkedHashMap<>();
        fetched.inputs().forEach((name, value) -> {
            Datum datum = fetched.lifeEvent().data().find(name).orElse(null);
            variables.put(name, value(datum == null ? DataType.TEXT : datum.type(), value));
        });
        return variables;
    }

    private WireValue value(DataType type, Object value) {
        return switch (type) {
            case PEOPLE ->
                embedded(data.people(value).stream().map(WireWriter::person).toList());
            case LIST -> embedded(value);
            case DATE -> wire("Date", NODES.textNode(DATES.format(day(value))));
            case BOOLEAN, CONSENT -> wire("Boolean", NODES.booleanNode(Boolean.parseBoolean(value.toString())));
            case INTEGER ->
                wire(
                        "Long",
                        NODES.numberNode(
                                value instanceof Number number
                                        ? number.longValue()
                                        : Long.parseLong(value.toString())));
            case NUMBER, MONEY ->
                wire(
                        "Double",
                        NODES.numberNode(
                                value instanceof Number number
                                        ? number.doubleValue()
                                        : Double.parseDouble(value.toString())));
            default -> wire("String", NODES.textNode(value.toString()));
        };
    }

    /** A day is the moment it begins in Norway. */
    private ZonedDateTime day(Object value) {
        if (value instanceof Date moment) {
            return moment.toInstant().atZone(clock.getZone());
        }
        LocalDate day = value instanceof LocalDate date ? date : LocalDate.parse(value.toString());
        return day.atStartOfDay(clock.getZone());
    }

    static Map<String, @Nullable Object> person(Person person) {
        Map<String, @Nullable Object> described = new LinkedHashMap<>();
        described.put(
                "nationalId",
                person.nationalId() == null ? null : person.nationalId().value());
        described.put("name", person.name());
        described.put(
                "birthDate",
                person.birthDate() == null ? null : person.birthDate().toString());
        return described;
    }

    private WireValue embedded(Object value) {
        try {
            return wire(
                    "Json", NODES.textNode(json.writeValueAsString(value instanceof List<?> ? value : List.of(value))));
        } catch (JsonProcessingException defect) {
            throw new IllegalStateException("A list of a journey cannot be written as JSON", defect);
        }
    }

    private static WireValue wire(String type, JsonNode value) {
        return new WireValue(type, value, Map.of());
    }
}
