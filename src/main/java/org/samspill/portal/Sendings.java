package org.samspill.portal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.samspill.actors.PersonId;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells a form that is posted twice (a double press, a reload) from another one: every form that is shown carries a key of its own, and it is kept which have
 * been sent by whom, and with what, as a number that says nothing. The halves of a double press may reach two nodes.
 */
@Component
class Sendings {

    private static final int DAYS = 1;

    private final JdbcClient jdbc;

    Sendings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes that the form is being sent; false when the very same has been sent before. */
    boolean first(PersonId person, String key, Map<String, List<String>> typed) {
        OffsetDateTime now = now();
        jdbc.sql("delete from portal_sending where person = ? and sent_at < ?")
                .params(person.value(), now.minusDays(DAYS))
                .update();
        try {
            jdbc.sql("insert into portal_sending (person, once_key, content, sent_at) values (?, ?, ?, ?)")
                    .params(person.value(), key, typed.hashCode(), now)
                    .update();
            return true;
        } catch (DuplicateKeyException before) {
            return jdbc.sql("""
                                    update portal_sending set content = ?, sent_at = ?
                                    where person = ? and once_key = ? and content <> ?
                                    """)
                            .params(typed.hashCode(), now, person.value(), key, typed.hashCode())
                            .update()
                    == 1;
        }
    }

    /** It could not be sent after all, and may be sent again. */
    void failed(PersonId person, String key) {
        jdbc.sql("delete from portal_sending where person = ? and once_key = ?")
                .params(person.value(), key)
                .update();
    }

    /** The wall clock: the engine's may be moved. */
    private static OffsetDateTime now() {
        return Instant.ofEpochMilli(System.currentTimeMillis()).atOffset(ZoneOffset.UTC);
    }
}
