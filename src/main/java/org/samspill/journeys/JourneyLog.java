package org.samspill.journeys;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.samspill.engine.BeforeCommit;
import org.samspill.journeys.JourneyEvent.Channel;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.privacy.RowMarks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The journey log: the one append-only record of what happened, which timeline, indicators, simulation and exports read. Rows are written in the
 * transaction of the step they tell of, so work that is rolled back leaves none.
 */
@Component
public class JourneyLog {

    /** All but the mark, which is as long as half of the rest and says nothing to readers. */
    private static final String SELECT =
            "select seq, at, journey_id, life_event, version, event, process, element, actor, organisation, municipality,"
                    + " service, work_item, outcome, reason, channel, due_at, detail from journeys_log";

    /** What to write; the journey's life event, version and municipality (of a guarded one none) and the time are added. Everything but journey and kind may be null. */
    public record Entry(
            JourneyId journey,
            Kind kind,
            @Nullable String process,
            @Nullable String element,
            @Nullable String actor,
            @Nullable String organisation,
            @Nullable String service,
            @Nullable String workItem,
            @Nullable String outcome,
            @Nullable String reason,
            @Nullable Channel channel,
            @Nullable Instant dueAt,
            @Nullable String detail) {

        /** An event of a step that is no organisation's work. */
        public static Entry step(JourneyId journey, Kind kind, String process, String element) {
            return new Entry(
                    journey, kind, process, element, null, null, null, null, null, null, Channel.ENGINE, null, null);
        }

        /** An event of the journey as a whole. */
        public static Entry journey(JourneyId journey, Kind kind, @Nullable String outcome, @Nullable String detail) {
            return new Entry(
                    journey, kind, null, null, null, null, null, null, outcome, null, Channel.ENGINE, null, detail);
        }

        /** A datum that a person gave outside any step: typed, or known before and reused. */
        public static Entry evidence(JourneyId journey, String outcome, String datum) {
            return new Entry(
                    journey,
                    Kind.EVIDENCE,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    outcome,
                    null,
                    Channel.PERSON,
                    null,
                    datum);
        }

        public Entry outcome(@Nullable String how, @Nullable String detailKeys) {
            return new Entry(
                    journey,
                    kind,
                    process,
                    element,
                    actor,
                    organisation,
                    service,
                    workItem,
                    how,
                    reason,
                    channel,
                    dueAt,
                    detailKeys);
        }
    }

    /** So many rows go into one statement. */
    private static final int MOST_AT_ONCE = 50;

    private static final List<String> COLUMNS = Stream.concat(
                    JourneyLogRows.COLUMNS.stream(), Stream.of("version", "at", "due_at", "mark"))
            .toList();

    private final JdbcClient jdbc;
    private final RowMarks marks;
    private final JourneyStore journeys;
    private final Clock clock;
    private final List<LogFollower> followers;
    private final BeforeCommit<List<List<@Nullable Object>>> rows = new BeforeCommit<>(ArrayList::new, this::insert);

    JourneyLog(JdbcClient jdbc, RowMarks marks, JourneyStore journeys, Clock clock, List<LogFollower> followers) {
        this.jdbc = jdbc;
        this.marks = marks;
        this.journeys = journeys;
        this.clock = clock;
        this.followers = List.copyOf(followers);
    }

    /** Appends one row, at the commit of the transaction of the step it tells of; the rows of a transaction go in together, in their order. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(Entry entry) {
        journeys.find(entry.journey()).ifPresent(journey -> {
            Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
            rows.gathered().add(row(journey, entry, at));
            followers.forEach(follower -> follower.written(entry, at));
        });
    }

    private List<@Nullable Object> row(Journey journey, Entry entry, Instant at) {
        Instant due = entry.dueAt() == null ? null : entry.dueAt().truncatedTo(ChronoUnit.MICROS);
        List<@Nullable String> values = Arrays.asList(
                entry.journey().value(),
                journey.lifeEvent(),
                journey.guarded() ? null : journey.municipality(),
                entry.kind().name().toLowerCase(Locale.ROOT),
                entry.process(),
                entry.element(),
                entry.actor(),
                entry.organisation(),
                entry.service(),
                entry.workItem(),
                entry.outcome(),
                entry.reason(),
                entry.channel() == null ? null : entry.channel().name().toLowerCase(Locale.ROOT),
                cut(entry.detail()));
        List<@Nullable Object> row = new ArrayList<>(values);
        row.add(journey.version());
        row.add(at.atOffset(ZoneOffset.UTC));
        row.add(due == null ? null : due.atOffset(ZoneOffset.UTC));
        row.add(marks.mark(
                JourneyLogRows.NAME,
                entry.journey().value(),
                JourneyLogRows.fields(values, journey.version(), at, due)));
        return row;
    }

    private void insert(List<List<@Nullable Object>> unwritten) {
        String one = "(" + String.join(", ", Collections.nCopies(COLUMNS.size(), "?")) + ")";
        for (int from = 0; from < unwritten.size(); from += MOST_AT_ONCE) {
            List<List<@Nullable Object>> some =
                    unwritten.subList(from, Math.min(from + MOST_AT_ONCE, unwritten.size()));
            List<@Nullable Object> values = new ArrayList<>();
            some.forEach(values::addAll);
            jdbc.sql("insert into journeys_log (" + String.join(", ", COLUMNS) + ") values "
                            + String.join(", ", Collections.nCopies(some.size(), one)))
                    .params(values)
                    .update();
        }
        unwritten.clear();
    }

    /** Writes what this transaction has told the log, so that others who read it see it. */
    void settle() {
        rows.write();
    }

    /** All rows of a journey, the oldest first. */
    public List<JourneyEvent> of(JourneyId journey) {
        rows.write();
        return jdbc.sql(SELECT + " where journey_id = ? order by seq")
                .param(journey.value())
                .query(JourneyLog::read)
                .list();
    }

    /**
     * At most so many of the chosen rows of a journey, the newest first.
     *
     * @param choices what is wanted: rows that are of one of them
     * @param before the number of the row before which they stand; {@link Long#MAX_VALUE} for the newest of all
     */
    public List<JourneyEvent> newest(JourneyId journey, List<LogChoice> choices, long before, int most) {
        rows.write();
        List<Object> values = new ArrayList<>(List.of(journey.value(), before));
        String kinds = LogChoice.kinds(
                choices.stream().flatMap(choice -> choice.kinds().stream()).distinct());
        String chosen = choices.stream().map(choice -> choice.sql(values)).collect(Collectors.joining(" or "));
        values.add(most);
        return jdbc.sql(SELECT + " where journey_id = ? and seq < ? and " + kinds + " and (" + chosen
                        + ") order by seq desc fetch first ? rows only")
                .params(values)
                .query(JourneyLog::read)
                .list();
    }

    /** All rows of each of these journeys, the oldest first; at most some hundred journeys. */
    public Map<JourneyId, List<JourneyEvent>> of(Collection<JourneyId> ids) {
        rows.write();
        Map<JourneyId, List<JourneyEvent>> byJourney = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql(SELECT + " where journey_id in (:ids) order by journey_id, seq")
                    .param("ids", ids.stream().map(JourneyId::value).toList())
                    .query(JourneyLog::read)
                    .list()
                    .forEach(row -> byJourney
                            .computeIfAbsent(row.journey(), id -> new ArrayList<>())
                            .add(row));
        }
        return byJourney;
    }

    /** The rows of one kind of all these journeys, the oldest first; at most some hundred journeys. */
    public List<JourneyEvent> of(Collection<JourneyId> ids, Kind kind) {
        rows.write();
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql(SELECT + " where journey_id in (:ids) and event = :kind order by seq")
                        .param(
                                "ids",
                                ids.stream().map(JourneyId::value).distinct().toList())
                        .param("kind", kind.name().toLowerCase(Locale.ROOT))
                        .query(JourneyLog::read)
                        .list();
    }

    private static JourneyEvent read(ResultSet row, int number) throws SQLException {
        String channel = row.getString("channel");
        Timestamp due = row.getTimestamp("due_at");
        return new JourneyEvent(
                row.getLong("seq"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new JourneyId(row.getString("journey_id")),
                row.getString("life_event"),
                row.getInt("version"),
                Kind.valueOf(row.getString("event").toUpperCase(Locale.ROOT)),
                row.getString("process"),
                row.getString("element"),
                row.getString("actor"),
                row.getString("organisation"),
                row.getString("municipality"),
                row.getString("service"),
                row.getString("work_item"),
                row.getString("outcome"),
                row.getString("reason"),
                channel == null ? null : Channel.valueOf(channel.toUpperCase(Locale.ROOT)),
                due == null ? null : due.toInstant(),
                row.getString("detail"));
    }

    private static @Nullable String cut(@Nullable String keys) {
        return keys == null || keys.length() <= 255 ? keys : keys.substring(0, 255);
    }
}
