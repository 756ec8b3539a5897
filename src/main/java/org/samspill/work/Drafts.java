package org.samspill.work;

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
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What people have typed into the form of a work item and not yet sent, each her own. Of two windows of one person the last that saves stands. A draft
 * nobody has touched for 30 days is deleted: it may hold personal data.
 */
@Component
public class Drafts {

    private static final Duration KEPT = Duration.ofDays(30);
    private static final TypeReference<Map<String, List<String>>> TYPED = new TypeReference<>() {};

    /** One draft: when it was saved, and what was typed by field name. */
    public record Draft(Instant savedAt, Map<String, List<String>> typed) {}

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    Drafts(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    public Optional<Draft> find(String workItem, PersonId person) {
        return jdbc.sql("select saved_at, answers from work_draft where work_item = ? and person = ?")
                .params(workItem, person.value())
                .query((row, n) -> new Draft(row.getTimestamp("saved_at").toInstant(), read(row.getString("answers"))))
                .optional();
    }

    /** Keeps what was typed; gives the time. Two windows that save at once do not stand in each other's way, so no transaction is around it. */
    public Instant save(String workItem, PersonId person, Map<String, List<String>> typed) {
        Instant now = clock.instant();
        String answers = write(typed);
        if (!change(workItem, person, now, answers)) {
            try {
                jdbc.sql("insert into work_draft (work_item, person, saved_at, answers) values (?, ?, ?, ?)")
                        .params(workItem, person.value(), now.atOffset(ZoneOffset.UTC), answers)
                        .update();
            } catch (DuplicateKeyException otherWindow) {
                change(workItem, person, now, answers);
            }
        }
        return now;
    }

    private boolean change(String workItem, PersonId person, Instant now, String answers) {
        return jdbc.sql("update work_draft set saved_at = ?, answers = ? where work_item = ? and person = ?")
                        .params(now.atOffset(ZoneOffset.UTC), answers, workItem, person.value())
                        .update()
                == 1;
    }

    public void delete(String workItem, PersonId person) {
        jdbc.sql("delete from work_draft where work_item = ? and person = ?")
                .params(workItem, person.value())
                .update();
    }

    @Scheduled(fixedDelayString = "${samspill.drafts-swept-every:6h}", initialDelayString = "1h")
    void sweep() {
        jdbc.sql("delete from work_draft where saved_at < ?")
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
