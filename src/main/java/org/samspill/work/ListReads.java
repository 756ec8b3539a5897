package org.samspill.work;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.journeys.JourneyId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads lists and counts of work items from their rows alone; the engine is not asked. */
@Component
class ListReads {

    private final JdbcClient jdbc;
    private final Clock clock;

    ListReads(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<WorkItem> list(String where, List<Object> parameters, int most) {
        List<Object> all = new ArrayList<>(parameters);
        all.add(most);
        return jdbc.sql(WorkRow.LISTED + " where " + where + " order by due_at, id fetch first ? rows only")
                .params(all)
                .query(WorkRow::read)
                .list();
    }

    List<WorkList.Task> tasks(String where, List<Object> parameters) {
        return jdbc.sql("""
                        select life_event, coalesce(service, element) as task, max(definition_id) as definition_id,
                            max(element) as element, max(service) as service, count(*) as open_items
                        from work_item where %s group by life_event, coalesce(service, element) order by 1, 2
                        """.formatted(where))
                .params(parameters)
                .query((row, n) -> new WorkList.Task(
                        row.getString("life_event"),
                        row.getString("task"),
                        row.getString("definition_id"),
                        row.getString("element"),
                        row.getString("service"),
                        row.getInt("open_items")))
                .list();
    }

    List<WorkList.Part> parts(
            OrganisationNumber organisation,
            boolean knowsProtected,
            boolean withOpenWorkOnly,
            @Nullable Instant before,
            @Nullable String after,
            int most) {
        return jdbc.sql("""
                        select journey_id, min(created_at) as since, sum(case when state = 'OPEN' then 1 else 0 end) as open_items
                        from work_item where organisation = :organisation and (told_until is null or told_until > :now)
                            and (guarded = false or :knowsProtected) group by journey_id
                        having (:all or sum(case when state = 'OPEN' then 1 else 0 end) > 0)
                          and (:first or min(created_at) < :before or min(created_at) = :before and journey_id > :after)
                        order by since desc, journey_id fetch first :most rows only
                        """)
                .param("organisation", organisation.value())
                .param("knowsProtected", knowsProtected)
                .param("all", !withOpenWorkOnly)
                .param("first", before == null)
                .param("before", before == null ? now() : WorkRow.utc(before))
                .param("after", after == null ? "" : after)
                .param("most", most)
                .param("now", now())
                .query((row, n) -> new WorkList.Part(
                        new JourneyId(row.getString("journey_id")),
                        row.getTimestamp("since").toInstant(),
                        row.getInt("open_items")))
                .list();
    }

    List<WorkItem> openOf(Collection<JourneyId> journeys) {
        return journeys.isEmpty()
                ? List.of()
                : jdbc.sql(WorkRow.LISTED
                                + " where state = 'OPEN' and journey_id in (:journeys) order by created_at, id")
                        .param(
                                "journeys",
                                journeys.stream().map(JourneyId::value).toList())
                        .query(WorkRow::read)
                        .list();
    }

    int count(String where, List<Object> parameters) {
        return jdbc.sql("select count(*) from work_item where " + where)
                .params(parameters)
                .query(Integer.class)
                .single();
    }

    OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
