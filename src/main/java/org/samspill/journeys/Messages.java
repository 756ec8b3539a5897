package org.samspill.journeys;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.engine.LateData;
import org.samspill.journeys.JourneyEvent.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What journeys are told while they go on, and which places wait to hear it. */
@Component
class Messages {

    private final LifeEvents lifeEvents;
    private final JourneyStore store;
    private final JourneyData data;
    private final JourneyLog log;
    private final RuntimeService engine;
    private final LateData late;
    private final JdbcClient jdbc;

    Messages(
            LifeEvents lifeEvents,
            JourneyStore store,
            JourneyData data,
            JourneyLog log,
            RuntimeService engine,
            LateData late,
            JdbcClient jdbc) {
        this.lifeEvents = lifeEvents;
        this.store = store;
        this.data = data;
        this.log = log;
        this.engine = engine;
        this.late = late;
        this.jdbc = jdbc;
    }

    private record Waiting(String execution, String element, String definition, String message) {}

    /** See {@link Journeys#deliver}; within its transaction. */
    int deliver(
            JourneyId id,
            String message,
            Map<String, ? extends @Nullable Object> values,
            @Nullable String consent,
            @Nullable PersonId by) {
        Journey journey = store.find(id).filter(Journey::open).orElse(null);
        if (journey == null || journey.processInstanceId() == null) {
            return 0;
        }
        LifeEvent lifeEvent = lifeEvents.ofDefinition(journey.definitionId());
        Map<String, @Nullable Object> variables = data.absorb(id, lifeEvent, values, by, Map.of());
        log.write(JourneyLog.Entry.journey(id, Kind.MESSAGE, message, consent));
        late.put(journey.processInstanceId(), variables);
        Set<Waiting> heard = new LinkedHashSet<>();
        // One by one and looked up anew: a place that hears the message may end others that wait.
        for (Optional<Waiting> next = next(journey, message, consent, heard);
                next.isPresent();
                next = next(journey, message, consent, heard)) {
            heard.add(next.get());
            engine.messageEventReceived(message, next.get().execution());
        }
        return heard.size();
    }

    private Optional<Waiting> next(Journey journey, String message, @Nullable String consent, Set<Waiting> heard) {
        return waiting(journey).stream()
                .filter(place -> place.message().equals(message) && !heard.contains(place))
                .filter(place -> consent == null || concerns(place, consent))
                .findFirst();
    }

    private boolean concerns(Waiting place, String consent) {
        String scope = lifeEvents
                .step(place.definition(), place.element())
                .map(step -> step.properties().get("consent"))
                .orElse(null);
        return scope == null || scope.equals(consent);
    }

    private List<Waiting> waiting(Journey journey) {
        return jdbc.sql("""
                        select s.execution_id_, s.activity_id_, i.proc_def_id_, s.event_name_
                        from act_ru_execution i join act_ru_execution e on e.proc_inst_id_ = i.id_
                            join act_ru_event_subscr s on s.execution_id_ = e.id_
                        where i.root_proc_inst_id_ = ? and s.event_type_ = 'message' and s.event_name_ is not null
                        order by s.created_, s.id_
                        """)
                .param(journey.processInstanceId())
                .query((row, n) -> new Waiting(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }

    /** See {@link Journeys#endingWith}. */
    Set<String> endingWith(Journey journey, String scope) {
        if (journey.processInstanceId() == null) {
            return Set.of();
        }
        Set<String> ending = waiting(journey).stream()
                .filter(place -> place.message().equals(Journeys.CONSENT_WITHDRAWN) && concerns(place, scope))
                .map(Waiting::execution)
                .collect(Collectors.toCollection(HashSet::new));
        Map<String, String> above = new HashMap<>();
        jdbc.sql("""
                        select e.id_, coalesce(e.parent_id_, e.super_exec_) from act_ru_execution e
                        join act_ru_execution i on i.id_ = e.proc_inst_id_
                        where i.root_proc_inst_id_ = ? and coalesce(e.parent_id_, e.super_exec_) is not null
                        """).param(journey.processInstanceId()).query(row -> {
            above.put(row.getString(1), row.getString(2));
        });
        return above.keySet().stream()
                .filter(execution -> {
                    String at = execution;
                    while (at != null && !ending.contains(at)) {
                        at = above.get(at);
                    }
                    return at != null;
                })
                .collect(Collectors.toSet());
    }
}
