package org.samspill.portal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samspill.actors.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What citizens have typed into a task's form and not yet sent. A draft nobody has touched for 30 days is deleted: it holds personal data. */
@Component
class CitizenDrafts {

    private static final Duration KEPT = Duration.ofDays(30);
    private static final TypeReference<Map<String, List<String>>> TYPED = new TypeReference<>() {};

    /** One draft: when it was saved, and what was typed by field name. */
    record Draft(Instant savedAt, Map<String, List<String>> typed) {}

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    CitizenDrafts(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    Optional<Draft> find(String task, PersonId person) {
        return jdbc.sql("select saved_at, answers from portal_draft where work_item = ? and person = ?")
                .params(task, person.value())
                .query((row, n) -> new Draft(row.getTimestamp("saved_at").toInstant(), read(row.getString("answers"))))
                .optional();
    }

    /** Keeps what was typed; gives the time. */
    @Transactional
    Instant save(String task, PersonId person, Map<String, List<String>> typed) {
        delete(task, person);
        Instant now = clock.instant();
        jdbc.sql("insert into portal_draft (work_item, person, saved_at, answers) values (?, ?, ?, ?)")
                .params(task, person.value(), now.atOffset(ZoneOffset.UTC), write(typed))
                .update();
        return now;
    }

    @Transactional
    void delete(String task, PersonId person) {
        jdbc.sql("delete from portal_draft where work_item = ? and person = ?")
                .params(task, person.value())
                .update();
    }

    @Scheduled(fixedDelayString = "${samspill.drafts-swept-every:6h}", initialDelayString = "1h")
    void sweep() {
        jdbc.sql("delete from portal_draft where saved_at < ?")
                .param(clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
    }

    private String write(Map<String, List<String>> typed) {
        try {
            return json.writeValueAsString(typed);
        } catch (JsonProcessingException never) {
            throw new UncheckedIOException(never);
        }
    }

    private Map<String, List<String>> read(String answers) {
        try {
            return json.readValue(answers, TYPED);
        } catch (JsonProcessingException never) {
            throw new UncheckedIOException(never);
        }
    }
}
