package org.samspill.work;

import java.sql.DatabaseMetaData;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.OrganisationNumber;
import org.samspill.journeys.JourneyId;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;

/**
 * Reads lists and counts of work items from their rows alone; the engine is not asked. How many rows a page may have stands in the text of the statement, for the
 * database plans better for a number that it sees.
 */
@Component
class ListReads {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final boolean partialIndexes;

    ListReads(JdbcClient jdbc, DataSource source, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        try {
            partialIndexes = DatabaseDriver.fromProductName(
                            JdbcUtils.extractDatabaseMetaData(source, DatabaseMetaData::getDatabaseProductName))
                    == DatabaseDriver.POSTGRESQL;
        } catch (MetaDataAccessException failure) {
            throw new IllegalStateException("The database does not say what it is", failure);
        }
    }

    /** What a reader's lists are read from. */
    Strips strips(CurrentUser user, OffsetDateTime now) {
        return new Strips(user, now, partialIndexes);
    }

    /** Where a page ended. */
    record Cursor(Instant due, String id) {}

    /**
     * The first rows of a list, the most urgent first, or those after the end of another page. Each strip is in the order of its index, which is by time alone; so
     * the database takes one row after the other from whichever strip has the most urgent, and stops when the page is full.
     */
    List<WorkItem> page(List<Condition> strips, @Nullable Cursor after, int most) {
        if (strips.isEmpty()) {
            return List.of();
        }
        List<Object> parameters = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        for (Condition strip : strips) {
            parameters.addAll(strip.parameters());
            if (after != null) {
                parameters.add(after.due().atOffset(ZoneOffset.UTC));
                parameters.add(after.id());
            }
            parts.add("(" + WorkRow.LISTED + "where " + strip.sql()
                    + (after == null ? "" : " and (due_at, id) > (?, ?)") + " order by due_at fetch first " + most
                    + " rows with ties)");
        }
        return jdbc.sql("select * from (" + String.join(" union all ", parts)
                        + ") page order by due_at, id fetch first " + most + " rows only")
                .params(parameters)
                .query(WorkRow::read)
                .list();
    }

    /** The most urgent row of a list, or of those that are as urgent any: nobody turns a page after it, so equals need not be put in order. */
    Optional<WorkItem> first(List<Condition> strips) {
        if (strips.isEmpty()) {
            return Optional.empty();
        }
        String order = " order by due_at fetch first row only";
        return jdbc.sql(strips.stream()
                        .map(strip -> "(" + WorkRow.LISTED + "where " + strip.sql() + order + ")")
                        .collect(Collectors.joining(" union all ", "select * from (", ") strips" + order)))
                .params(strips.stream()
                        .flatMap(strip -> strip.parameters().stream())
                        .toList())
                .query(WorkRow::read)
                .optional();
    }

    /**
     * A list to be counted.
     *
     * @param hers what it leaves of what she has herself; null for a list of other work, which stands in strips
     */
    record Counted(@Nullable Narrowing hers, List<Condition> strips) {

        static Counted ofHers(Narrowing narrowing) {
            return new Counted(narrowing, List.of(narrowing.on(new Condition().and("1 = 1"))));
        }

        private boolean ofHers() {
            return hers != null;
        }

        private boolean byJourney() {
            return hers != null && hers.journey() != null;
        }
    }

    /**
     * How many rows each of several lists has, in one go; of a long list no more than so many are counted. What she has herself is read once, however many of the
     * lists are of it: those rows lie scattered, and reading them is what such a count costs.
     */
    int[] counts(Condition hers, List<Counted> lists, int most) {
        int[] counts = new int[lists.size()];
        boolean anyOfHers = lists.stream().anyMatch(Counted::ofHers);
        List<Object> parameters = new ArrayList<>(anyOfHers ? hers.parameters() : List.of());
        List<String> parts = new ArrayList<>();
        for (int at = 0; at < lists.size(); at++) {
            Counted list = lists.get(at);
            if (!list.strips().isEmpty()) {
                parts.add("select " + at + " as list, count(*) as items from (" + some(list, most, parameters) + ") l"
                        + at);
            }
        }
        if (!parts.isEmpty()) {
            // The index has the kind of each, and all that says whether she may see it, but not the journey.
            String wanted = lists.stream().anyMatch(Counted::byJourney) ? "work_kind, journey_id" : "work_kind";
            String read =
                    anyOfHers ? "with hers as (select " + wanted + " from work_item where " + hers.sql() + ") " : "";
            jdbc.sql(read + String.join(" union all ", parts))
                    .params(parameters)
                    .query(row -> {
                        counts[row.getInt(1)] = row.getInt(2);
                    });
        }
        return counts;
    }

    private static String some(Counted list, int most, List<Object> parameters) {
        String limit = " fetch first " + most + " rows only";
        // In the order of the index it stops at the last that is counted; without, all entries of the strip would be
        // gathered first. Hers are gathered already.
        String end = (list.ofHers() ? "" : " order by due_at") + limit + ")";
        List<String> parts = new ArrayList<>();
        for (Condition strip : list.strips()) {
            parameters.addAll(strip.parameters());
            parts.add(
                    "(select 1 as one from " + (list.ofHers() ? "hers" : "work_item") + " where " + strip.sql() + end);
        }
        return parts.size() == 1 ? parts.get(0) : String.join(" union all ", parts) + limit;
    }

    /**
     * The kinds of an organisation's open work of which there is something to see. From one kind the index is asked for the next, so that it does not matter how
     * much there is of each.
     *
     * @param visible what may be seen of the organisation's work
     */
    List<WorkKind> kinds(OrganisationNumber organisation, Condition visible) {
        List<Object> parameters = new ArrayList<>(List.of(organisation.value(), organisation.value()));
        parameters.addAll(visible.parameters());
        List<WorkKind> kinds = new ArrayList<>();
        jdbc.sql("""
                        with recursive kinds (kind) as (
                            select min(work_kind) from work_item where organisation = ? and shelf is not null
                            union all
                            select (select min(work_kind) from work_item
                                where organisation = ? and shelf is not null and work_kind > kinds.kind)
                            from kinds where kinds.kind is not null)
                        select kind, (select definition_id from work_item
                            where work_kind = kinds.kind and shelf is not null and %s fetch first row only)
                        from kinds where kind is not null
                        """.formatted(visible.sql())).params(parameters).query(row -> {
            String definition = row.getString(2);
            if (definition != null) {
                kinds.add(WorkKind.of(row.getString(1), definition));
            }
        });
        return kinds;
    }

    /**
     * The journeys in which an organisation has or had work, the newest first: of each the row that was its first there.
     *
     * @param visible what may be seen of the organisation's work; the same for a row, those before it, and those that are open
     */
    List<WorkList.Part> parts(Condition visible, boolean withOpenWorkOnly, @Nullable Cursor after, int most) {
        List<Object> parameters = new ArrayList<>();
        for (int each = 0; each < (withOpenWorkOnly ? 4 : 3); each++) {
            parameters.addAll(visible.parameters());
        }
        if (after != null) {
            parameters.add(after.due().atOffset(ZoneOffset.UTC));
            parameters.add(after.id());
        }
        String open = " from work_item where journey_id = w.journey_id and state = 'OPEN' and " + visible.sql();
        return jdbc.sql("""
                        select journey_id, created_at, (select count(*) %1$s) as open_items from work_item w
                        where %2$s
                            and not exists (select 1 from work_item
                                where journey_id = w.journey_id and (created_at, id) < (w.created_at, w.id) and %2$s)
                            %3$s %4$s
                        order by created_at desc, journey_id desc fetch first %5$d rows only
                        """.formatted(
                                open,
                                visible.sql(),
                                withOpenWorkOnly ? "and exists (select 1" + open + ")" : "",
                                after == null ? "" : "and (created_at, journey_id) < (?, ?)",
                                most))
                .params(parameters)
                .query((row, n) -> new WorkList.Part(
                        new JourneyId(row.getString("journey_id")),
                        row.getTimestamp("created_at").toInstant(),
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

    /** Open work that has come to a halt for a reason that the condition names, the most urgent first. */
    List<WorkItem> halted(String condition, int most) {
        return jdbc.sql(WorkRow.LISTED + " where state = 'OPEN' and " + condition + " order by due_at, id fetch first "
                        + most + " rows only")
                .query(WorkRow::read)
                .list();
    }

    OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
