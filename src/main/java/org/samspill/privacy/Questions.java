package org.samspill.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The questions that people have asked about their data, with the answers; each is told to the one who asked, and to nobody else. */
@Component
public class Questions {

    /** The datum in which an organisation answers. */
    public static final String ANSWER = "answer.text";

    /** The datum that says what came of a datum said to be wrong. */
    public static final String OUTCOME = "answer.outcome";

    /** The datum with the right value, as whoever answers writes it; the journey that it is for takes it. */
    public static final String VALUE = "answer.value";

    /** The outcome with which an organisation agrees to erase what it was asked to. */
    static final String ERASE = "erase";

    private final JdbcClient jdbc;
    private final ErasureRequests requests;
    private final Clock clock;

    Questions(JdbcClient jdbc, ErasureRequests requests, Clock clock) {
        this.jdbc = jdbc;
        this.requests = requests;
        this.clock = clock;
    }

    /** Keeps a question that has been sent; one that is kept already stays as it is. */
    public void asked(Question question) {
        if (find(question.id()).isPresent()) {
            return;
        }
        jdbc.sql("""
                        insert into privacy_question
                            (id, journey_id, asker, kind, disclosure, datum, organisation, text, asked_at, due_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        question.id(),
                        question.journey(),
                        question.asker().value(),
                        question.kind().name().toLowerCase(Locale.ROOT),
                        question.disclosure(),
                        question.datum(),
                        question.organisation().value(),
                        question.text(),
                        utc(question.askedAt()),
                        utc(question.dueAt()))
                .update();
    }

    /** Takes what a step of a journey delivered; when that journey is a question's, the answer is kept with it. */
    public void delivered(String journey, Map<String, ? extends @Nullable Object> values) {
        if (values.get(ANSWER) instanceof String answer) {
            boolean kept = jdbc.sql("""
                            update privacy_question set answer = ?, outcome = ?, answered_at = ?
                            where id = ? and answered_at is null
                            """)
                            .params(answer, values.get(OUTCOME), utc(clock.instant()), journey)
                            .update()
                    == 1;
            if (kept && ERASE.equals(values.get(OUTCOME))) {
                find(journey).ifPresent(this::agreed);
            }
        }
    }

    private void agreed(Question question) {
        if (question.kind() == Question.Kind.FORGETTING) {
            requests.person(question.id(), question.asker());
        } else if (question.kind() == Question.Kind.ERASURE) {
            requests.journey(question.id(), question.journey());
        }
    }

    public Optional<Question> find(String id) {
        return jdbc.sql("select * from privacy_question where id = ?")
                .param(id)
                .query(Questions::read)
                .optional();
    }

    /** What a person has asked about a journey, the newest first. */
    public List<Question> of(String journey, PersonId asker) {
        return jdbc.sql("select * from privacy_question where journey_id = ? and asker = ? order by asked_at desc, id")
                .params(journey, asker.value())
                .query(Questions::read)
                .list();
    }

    /** The answers that a person has not read yet, the newest first. */
    public List<Question> unread(PersonId asker) {
        return jdbc.sql("""
                        select * from privacy_question
                        where asker = ? and answered_at is not null and read_at is null order by answered_at desc, id
                        """).param(asker.value()).query(Questions::read).list();
    }

    /** She has seen these answers. */
    public void read(List<Question> seen) {
        seen.stream()
                .filter(question -> question.answered() && question.readAt() == null)
                .forEach(question -> jdbc.sql("update privacy_question set read_at = ? where id = ?")
                        .params(utc(clock.instant()), question.id())
                        .update());
    }

    private static Question read(ResultSet row, int number) throws SQLException {
        long disclosure = row.getLong("disclosure");
        boolean none = row.wasNull();
        return new Question(
                row.getString("id"),
                row.getString("journey_id"),
                new PersonId(row.getString("asker")),
                Question.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                none ? null : disclosure,
                row.getString("datum"),
                OrganisationNumber.of(row.getString("organisation")),
                row.getString("text"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                at(row, "due_at"),
                row.getString("outcome"),
                row.getString("answer"),
                at(row, "answered_at"),
                at(row, "read_at"));
    }

    private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
