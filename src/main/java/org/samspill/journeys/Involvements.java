package org.samspill.journeys;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;
import org.samspill.actors.Ties;
import org.samspill.catalogue.LifeEvents;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Reads journeys beside somebody: a row for each, however many tokens stand in it and messages are waited for. */
@Component
class Involvements {

    private static final String SELECT = "select " + JourneyStore.WITH_PARTICIPANTS + """
            , (select array_agg(e.proc_inst_id_ || ' ' || e.proc_def_id_ || ' ' || e.act_id_ order by e.id_)
                from act_ru_execution i join act_ru_execution e on e.proc_inst_id_ = i.id_
                where i.root_proc_inst_id_ = j.process_instance_id and e.is_active_ and e.act_id_ is not null) as positions
            , (select array_agg(s.event_name_)
                from act_ru_execution i join act_ru_execution e on e.proc_inst_id_ = i.id_
                    join act_ru_event_subscr s on s.execution_id_ = e.id_
                where i.root_proc_inst_id_ = j.process_instance_id and s.event_type_ = 'message' and s.event_name_ is not null) as awaited
            , (select array_agg(v.name_ || ' ' || v.text_) from act_ru_variable v
                where j.subject_person is null and v.execution_id_ = j.process_instance_id
                    and v.name_ like '%.name' and v.text_ is not null) as called
            from journeys_journey j
            """;

    private final JourneyStore store;
    private final JdbcClient jdbc;
    private final SingletonSupplier<LifeEvents> lifeEvents;

    Involvements(JourneyStore store, JdbcClient jdbc, ObjectProvider<LifeEvents> lifeEvents) {
        this.store = store;
        this.jdbc = jdbc;
        this.lifeEvents = SingletonSupplier.of(lifeEvents::getObject);
    }

    /**
     * Those whose journeys somebody may have to do with.
     *
     * @param places in whose place she takes part: her own, and that of the dead whose heir she is
     * @param subjects whom it may be about: herself, whoever has asked her, and whom she is the heir of
     */
    record Reach(List<PersonId> places, List<PersonId> subjects, List<OrganisationNumber> organisations) {}

    /** The journey of this id, whoever asks. */
    Optional<Involvement> find(JourneyId id, Ties ties) {
        return sql("where j.id = :id")
                .param("id", id.value())
                .query((row, n) -> read(row, ties))
                .optional();
    }

    /** The journey of this id, within her reach. It is asked for by her, so that what is not hers costs what does not exist. */
    Optional<Involvement> find(JourneyId id, Ties ties, Reach reach) {
        return JourneyStore.concerning(sql("where j.id = :id and (" + JourneyStore.CONCERNS + ")"), reach)
                .param("id", id.value())
                .query((row, n) -> read(row, ties))
                .optional();
    }

    /** All within her reach, the newest first. */
    List<Involvement> all(Ties ties, Reach reach) {
        return JourneyStore.concerning(
                        sql("where " + JourneyStore.CONCERNS + " order by j.started_at desc, j.id"), reach)
                .query((row, n) -> read(row, ties))
                .list();
    }

    private JdbcClient.StatementSpec sql(String which) {
        store.settle();
        return jdbc.sql(SELECT + which);
    }

    private Involvement read(ResultSet row, Ties ties) throws SQLException {
        Journey journey = store.know(row);
        List<Journeys.Position> positions = each(row, "positions")
                .map(one -> one.split(" "))
                .map(one -> new Journeys.Position(one[0], one[1], one[2]))
                .distinct()
                .toList();
        Set<String> awaited = each(row, "awaited").collect(Collectors.toUnmodifiableSet());
        return new Involvement(journey, ties, positions, awaited, called(journey, row));
    }

    private @Nullable String called(Journey journey, ResultSet row) throws SQLException {
        String datum = lifeEvents.obtain().ofDefinition(journey.definitionId()).subject() + ".name ";
        return each(row, "called")
                .filter(one -> one.startsWith(datum))
                .map(one -> one.substring(datum.length()))
                .findFirst()
                .orElse(null);
    }

    private static Stream<String> each(ResultSet row, String column) throws SQLException {
        Array joined = row.getArray(column);
        return joined == null
                ? Stream.of()
                : Arrays.stream((Object[]) joined.getArray()).map(String::valueOf);
    }
}
