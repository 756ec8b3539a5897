package org.samspill.agencies;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.samspill.actors.OrganisationNumber;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When each organisation's machines were last heard of, on any node. Written at most four times a minute per organisation and node. */
@Component
class Presence {

    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<OrganisationNumber, Instant> written = new ConcurrentHashMap<>();

    Presence(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void seen(OrganisationNumber organisation) {
        Instant now = clock.instant();
        Instant before = written.get(organisation);
        if (before != null && !before.isAfter(now) && now.isBefore(before.plus(PAUSE))) {
            return;
        }
        written.put(organisation, now);
        try {
            write(organisation, now);
        } catch (DataAccessException busy) {
            // Being seen is not worth refusing work for; another node wrote it, or the next call will.
            written.remove(organisation);
        }
    }

    private void write(OrganisationNumber organisation, Instant now) {
        int known = jdbc.sql("update agencies_seen set at = ? where organisation = ?")
                .params(now.atOffset(ZoneOffset.UTC), organisation.value())
                .update();
        if (known == 0) {
            jdbc.sql("insert into agencies_seen (organisation, at) values (?, ?)")
                    .params(organisation.value(), now.atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    Map<OrganisationNumber, Instant> all() {
        Map<OrganisationNumber, Instant> seen = new HashMap<>();
        jdbc.sql("select organisation, at from agencies_seen").query(row -> {
            seen.put(
                    OrganisationNumber.of(row.getString("organisation")),
                    row.getTimestamp("at").toInstant());
        });
        return seen;
    }
}
