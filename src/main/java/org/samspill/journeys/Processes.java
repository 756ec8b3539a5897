package org.samspill.journeys;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.jspecify.annotations.Nullable;
import org.samspill.engine.StoredValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads where the processes of a journey stand and what they know: one question, however many processes, steps and data there are. */
@Component
public class Processes {

    private final ProcessEngineConfigurationImpl engine;
    private final JourneyStore store;
    private final JdbcClient jdbc;

    Processes(ProcessEngine engine, JourneyStore store, JdbcClient jdbc) {
        this.engine = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        this.store = store;
        this.jdbc = jdbc;
    }

    /** A journey and where it stands. */
    public record Standing(Journey journey, Now now) {}

    /** The journey, with its processes as they stand at this moment; the transaction knows it from then on. */
    public Optional<Standing> find(JourneyId id) {
        store.settle();
        return engine.getCommandExecutorTxRequired().execute(command -> read(id));
    }

    /** The processes of a journey as they stand at this moment; none of one that has ended. */
    public Now of(Journey journey) {
        return journey.open() ? find(journey.id()).map(Standing::now).orElse(Now.OVER) : Now.OVER;
    }

    private Optional<Standing> read(JourneyId id) {
        // Taken first, so that participants are gathered once and not for each datum.
        return jdbc.sql("""
                        select j.*, e.id_, e.parent_id_, e.super_exec_, e.proc_inst_id_, e.proc_def_id_, e.act_id_, e.act_inst_id_, e.is_active_,
                        """ + StoredValue.COLUMNS + " from (" + JourneyStore.ONE + " fetch first row only) j" + """

                            left join act_ru_execution i on i.root_proc_inst_id_ = j.process_instance_id
                            left join act_ru_execution e on e.proc_inst_id_ = i.id_
                            left join act_ru_variable v on v.execution_id_ = e.id_
                            left join act_ge_bytearray b on b.id_ = v.bytearray_id_
                        """)
                .param("id", id.value())
                .query(this::standing);
    }

    private Optional<Standing> standing(ResultSet row) throws SQLException {
        Journey journey = null;
        Map<String, Scope> scopes = new LinkedHashMap<>();
        Set<Journeys.Position> positions = new LinkedHashSet<>();
        while (row.next()) {
            if (journey == null) {
                journey = store.know(row);
            }
            String execution = row.getString("id_");
            if (execution != null) {
                token(execution, row, scopes, positions);
            }
        }
        return journey == null
                ? Optional.empty()
                : Optional.of(new Standing(
                        journey,
                        journey.open()
                                ? new Now(
                                        Objects.requireNonNullElse(journey.processInstanceId(), ""),
                                        List.copyOf(positions),
                                        scopes)
                                : Now.OVER));
    }

    private void token(String id, ResultSet row, Map<String, Scope> scopes, Set<Journeys.Position> positions)
            throws SQLException {
        String parent = row.getString("parent_id_");
        String caller = row.getString("super_exec_");
        String element = row.getString("act_id_");
        Journeys.Position at = new Journeys.Position(
                row.getString("proc_inst_id_"), row.getString("proc_def_id_"), Objects.requireNonNullElse(element, ""));
        if (element != null && row.getBoolean("is_active_")) {
            positions.add(at);
        }
        String instance = row.getString("act_inst_id_");
        Scope scope = scopes.computeIfAbsent(id, key -> new Scope(at, instance, parent, caller, new HashMap<>()));
        StoredValue stored = StoredValue.read(row);
        if (stored != null) {
            scope.data().put(stored.name(), stored.value(engine));
        }
    }

    /** A token of the engine with the data that stand at it; a process has a caller, what is within one a parent. */
    private record Scope(
            Journeys.Position at,
            @Nullable String activityInstance,
            @Nullable String parent,
            @Nullable String caller,
            Map<String, @Nullable Object> data) {}

    /** One look at the processes of a journey. */
    public static final class Now {

        /** Where nothing stands: the journey has ended, or there is none. */
        public static final Now OVER = new Now("", List.of(), Map.of());

        private final String root;
        private final List<Journeys.Position> positions;
        private final Map<String, Scope> scopes;
        private final Map<String, String> tokens = new HashMap<>();

        private Now(String root, List<Journeys.Position> positions, Map<String, Scope> scopes) {
            this.root = root;
            this.positions = positions;
            this.scopes = scopes;
            scopes.forEach((token, scope) -> tokens.put(scope.activityInstance(), token));
        }

        /** Where the tokens stand, see {@link Journeys#positions}. */
        public List<Journeys.Position> positions() {
            return positions;
        }

        /** The token at which an activity instance of the engine stands; null when it stands nowhere any more. */
        public @Nullable String token(String activityInstance) {
            return tokens.get(activityInstance);
        }

        /** The calls that go on: where a process stands while the one that it has called does. */
        public List<Journeys.Position> calls() {
            return scopes.values().stream()
                    .map(Scope::caller)
                    .filter(Objects::nonNull)
                    .map(scopes::get)
                    .filter(Objects::nonNull)
                    .map(Scope::at)
                    .distinct()
                    .toList();
        }

        /** What the root process knows, see {@link Journeys#dataOf}. */
        public Map<String, Object> data() {
            return visibleFrom(root);
        }

        /** Everything that a process or a step in it can see, see {@link JourneyData#visibleFrom}; empty when it no longer exists. */
        public Map<String, Object> visibleFrom(String execution) {
            Scope scope = scopes.get(execution);
            if (scope == null) {
                return Map.of();
            }
            Map<String, @Nullable Object> own = new HashMap<>(scope.data());
            while (scope.parent() != null) {
                scope = Objects.requireNonNull(scopes.get(scope.parent()));
                scope.data().forEach((name, value) -> {
                    if (!own.containsKey(name)) {
                        own.put(name, value);
                    }
                });
            }
            Map<String, Object> visible =
                    scope.caller() == null ? new HashMap<>() : new HashMap<>(visibleFrom(scope.caller()));
            own.forEach((name, value) -> {
                if (value != null) {
                    visible.put(name, value);
                }
            });
            return visible;
        }
    }
}
