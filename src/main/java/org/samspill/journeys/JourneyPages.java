package org.samspill.journeys;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a transaction knows of journeys and has not written yet: those that it starts, with who takes part in them, and what it changes in others. */
final class JourneyPages {

    private final Map<JourneyId, Journey> known = new HashMap<>();
    private final Map<JourneyId, List<Participant>> participants = new HashMap<>();
    private final Map<JourneyId, Map<String, @Nullable Object>> changed = new LinkedHashMap<>();
    private final Map<JourneyId, Set<Joined>> begun = new HashMap<>();

    private record Joined(PersonId person, String role, OffsetDateTime since) {}

    @Nullable
    Journey known(JourneyId id) {
        return known.get(id);
    }

    /** Who takes part, as read with the journey; null when it has not been read, or has changed. */
    @Nullable
    List<Participant> participants(JourneyId id) {
        return participants.get(id);
    }

    void know(Journey journey, List<Participant> all) {
        known.put(journey.id(), journey);
        participants.put(journey.id(), List.copyOf(all));
    }

    void forgetParticipants(JourneyId id) {
        participants.remove(id);
    }

    /** A journey that this transaction starts: its row is written with all that is known of it by then. */
    void begin(Journey journey) {
        known.put(journey.id(), journey);
        begun.put(journey.id(), new LinkedHashSet<>());
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("life_event", journey.lifeEvent());
        columns.put("version", journey.version());
        columns.put("definition_id", journey.definitionId());
        columns.put("state", "open");
        columns.put("started_at", journey.startedAt().atOffset(ZoneOffset.UTC));
        changed.put(journey.id(), columns);
    }

    void change(JourneyId id, String column, Object value) {
        changed.computeIfAbsent(id, one -> new LinkedHashMap<>()).put(column, value);
        known.computeIfPresent(id, (one, before) -> after(before, column, value));
    }

    /** True when the journey begins in this transaction and has not been written: whoever joins it now is written with it. */
    boolean begins(JourneyId id) {
        return begun.containsKey(id);
    }

    /** Adds somebody to a journey that begins; false when she has the role. */
    boolean join(JourneyId id, PersonId person, String role, Instant since) {
        Set<Joined> all = begun.getOrDefault(id, Set.of());
        return all.stream()
                        .noneMatch(
                                one -> one.person().equals(person) && one.role().equals(role))
                && all.add(new Joined(person, role, since.atOffset(ZoneOffset.UTC)));
    }

    /** Whom a journey that begins is about, and who takes part in it. */
    Set<PersonId> people(JourneyId id) {
        Set<PersonId> people = new HashSet<>();
        begun.getOrDefault(id, Set.of()).forEach(one -> people.add(one.person()));
        Journey journey = known.get(id);
        if (journey != null && journey.subjectPerson() != null) {
            people.add(journey.subjectPerson());
        }
        return people;
    }

    /** Writes what has not been written. */
    void write(JdbcClient database) {
        changed.forEach((id, columns) -> {
            List<@Nullable Object> values = new ArrayList<>(columns.values());
            values.add(id.value());
            database.sql(
                            begins(id)
                                    ? "insert into journeys_journey (" + String.join(", ", columns.keySet())
                                            + ", id) values (" + marks(values.size()) + ")"
                                    : "update journeys_journey set " + String.join(" = ?, ", columns.keySet())
                                            + " = ? where id = ?")
                    .params(values)
                    .update();
        });
        changed.clear();
        joined(database);
        begun.clear();
    }

    private void joined(JdbcClient database) {
        List<Object> values = new ArrayList<>();
        begun.forEach((id, all) -> all.forEach(
                one -> Collections.addAll(values, id.value(), one.person().value(), one.role(), one.since())));
        if (!values.isEmpty()) {
            String rows = String.join(", ", Collections.nCopies(values.size() / 4, "(" + marks(4) + ")"));
            database.sql("insert into journeys_participant (journey_id, person_id, role, since) values " + rows)
                    .params(values)
                    .update();
        }
    }

    private static String marks(int many) {
        return String.join(", ", Collections.nCopies(many, "?"));
    }

    private static Journey after(Journey before, String column, Object value) {
        return new Journey(
                before.id(),
                before.lifeEvent(),
                before.version(),
                before.definitionId(),
                column.equals("process_instance_id") ? (String) value : before.processInstanceId(),
                column.equals("subject_person") ? new PersonId((String) value) : before.subjectPerson(),
                column.equals("subject_number") ? OrganisationNumber.of((String) value) : before.subjectNumber(),
                column.equals("municipality") ? (String) value : before.municipality(),
                column.equals("guarded") ? (Boolean) value : before.guarded(),
                column.equals("state") ? value.equals("open") : before.open(),
                column.equals("end_element") ? (String) value : before.endElement(),
                before.startedAt(),
                column.equals("ended_at") ? ((OffsetDateTime) value).toInstant() : before.endedAt());
    }
}
