package org.samspill.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The consents of a journey: who has agreed to which scope, since when and until when. A scope's key and texts stand in the life event. */
@Component
public class Consents {

    /**
     * One person's answer to one scope.
     *
     * @param given false when she said no
     * @param expiresAt null when it lasts as long as the journey
     */
    public record Consent(
            String journey,
            String scope,
            PersonId grantor,
            boolean given,
            Instant decidedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant withdrawnAt) {

        /** True when it may be relied on at this time. */
        public boolean holds(Instant at) {
            return given && withdrawnAt == null && (expiresAt == null || at.isBefore(expiresAt));
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    Consents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Notes an answer; a later answer of the same person to the same scope replaces it. */
    @Transactional
    public void decide(String journey, String scope, PersonId grantor, boolean given, @Nullable Instant expiresAt) {
        jdbc.sql("delete from privacy_consent where journey_id = ? and scope = ? and grantor = ?")
                .params(journey, scope, grantor.value())
                .update();
        jdbc.sql("""
                        insert into privacy_consent (journey_id, scope, grantor, given, decided_at, expires_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(journey, scope, grantor.value(), given, utc(clock.instant()), utc(expiresAt))
                .update();
    }

    /** Ends the person's own consent; false when there was none to end. */
    @Transactional
    public boolean withdraw(String journey, String scope, PersonId grantor) {
        return jdbc.sql("""
                                update privacy_consent set withdrawn_at = ?
                                where journey_id = ? and scope = ? and grantor = ? and given and withdrawn_at is null
                                """)
                        .params(utc(clock.instant()), journey, scope, grantor.value())
                        .update()
                == 1;
    }

    /** Ends every consent of a journey, as when it closes. */
    @Transactional
    public void endAll(String journey) {
        jdbc.sql("update privacy_consent set withdrawn_at = ? where journey_id = ? and given and withdrawn_at is null")
                .params(utc(clock.instant()), journey)
                .update();
    }

    /** All answers of a journey, the oldest first. */
    public List<Consent> of(String journey) {
        return jdbc.sql("select * from privacy_consent where journey_id = ? order by decided_at, scope, grantor")
                .param(journey)
                .query(Consents::read)
                .list();
    }

    /** True when at least one person was asked and everyone who was asked has a consent that holds now. */
    public boolean holds(String journey, String scope) {
        List<Consent> answers =
                of(journey).stream().filter(c -> c.scope().equals(scope)).toList();
        return !answers.isEmpty() && answers.stream().allMatch(c -> c.holds(clock.instant()));
    }

    /** The consents of a scope that hold now, by what the disclosure log knows them by. */
    List<String> idsOf(String journey, String scope) {
        return of(journey).stream()
                .filter(consent -> consent.scope().equals(scope) && consent.holds(clock.instant()))
                .map(consent -> consent.grantor() + "@" + consent.decidedAt())
                .toList();
    }

    private static Consent read(ResultSet row, int number) throws SQLException {
        return new Consent(
                row.getString("journey_id"),
                row.getString("scope"),
                new PersonId(row.getString("grantor")),
                row.getBoolean("given"),
                row.getTimestamp("decided_at").toInstant(),
                instant(row.getTimestamp("expires_at")),
                instant(row.getTimestamp("withdrawn_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
