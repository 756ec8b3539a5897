package org.samspill.casework;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.samspill.actors.CurrentUser;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The ways of looking at the list that caseworkers have given a name, their own and those they share with their organisation. */
@Component
class SavedViews {

    private static final int MOST = 12;

    /** One of them; only who made it may delete it. */
    record SavedView(String id, String name, String query, boolean shared, boolean own) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    SavedViews(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<SavedView> of(CurrentUser user) {
        return jdbc.sql("""
                        select id, name, query, shared, person from casework_view
                        where organisation = ? and (person = ? or shared) order by shared, name, id fetch first ? rows only
                        """)
                .params(organisation(user), user.person().value(), MOST)
                .query((row, n) -> new SavedView(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("query"),
                        row.getBoolean("shared"),
                        row.getString("person").equals(user.person().value())))
                .list();
    }

    @Transactional
    void save(CurrentUser user, String name, String query, boolean shared) {
        jdbc.sql("""
                        insert into casework_view (id, organisation, person, shared, name, query, created_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        UUID.randomUUID().toString(),
                        organisation(user),
                        user.person().value(),
                        shared,
                        name,
                        query,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** False when there is no such view of hers. */
    @Transactional
    boolean delete(CurrentUser user, String id) {
        return jdbc.sql("delete from casework_view where id = ? and person = ? and organisation = ?")
                        .params(id, user.person().value(), organisation(user))
                        .update()
                == 1;
    }

    private static String organisation(CurrentUser user) {
        return user.organisation() == null ? "" : user.organisation().number().value();
    }
}
