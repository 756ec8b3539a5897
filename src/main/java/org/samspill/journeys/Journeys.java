package org.samspill.journeys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.Datum;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.ProcessModel;
import org.samspill.catalogue.Step;
import org.samspill.catalogue.StepKind;
import org.samspill.catalogue.Trigger;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.privacy.Consent;
import org.samspill.privacy.Consents;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Starting, following and continuing journeys. */
@Component
public class Journeys {

    private static final int TRIES = 5;

    /** The message that tells a journey that a person has taken a consent back. */
    public static final String CONSENT_WITHDRAWN = "ConsentWithdrawn";

    /**
     * A wish to start a journey.
     *
     * @param event the message that starts it; null when a person starts it with the life event's form
     * @param starter the person who starts it and becomes a participant; null when an organisation's machine does
     * @param role the role the starter gets; null for the first that the life event names
     * @param caller who asks, as an idempotency key's owner: an organisation number or a person's id
     * @param key idempotency key; null when the caller gives none
     * @param values checked data (see {@link org.samspill.catalogue.Checked.Value})
     * @param known names of those data that were known before and did not have to be typed
     */
    public record StartCommand(
            String lifeEvent,
            @Nullable String event,
            @Nullable PersonId starter,
            @Nullable String role,
            String caller,
            @Nullable String key,
            Map<String, ? extends @Nullable Object> values,
            Set<String> known) {

        public StartCommand(
                String lifeEvent,
                @Nullable String event,
                @Nullable PersonId starter,
                @Nullable String role,
                String caller,
                @Nullable String key,
                Map<String, ? extends @Nullable Object> values) {
            this(lifeEvent, event, starter, role, caller, key, values, Set.of());
        }

        /** What is asked for, as SHA-256 in hex: two commands of one caller and key that wish the same have the same content. Salted with both. */
        String content() {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                String wish = Arrays.asList(caller, key, lifeEvent, event, role, new TreeMap<>(values))
                        .toString();
                return HexFormat.of().formatHex(digest.digest(wish.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("Every Java has SHA-256", impossible);
            }
        }
    }

    /**
     * What came of a start.
     *
     * @param again true when the same caller had started it with the same key before
     * @param alike false when it was started again with other values than the first time; the first time's journey stands unchanged
     */
    public record Started(Journey journey, boolean again, boolean alike) {}

    private final LifeEvents lifeEvents;
    private final JourneyStore store;
    private final JourneyData data;
    private final JourneyLog log;
    private final Guarding guarding;
    private final Consents consents;
    private final RuntimeService engine;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Journeys(
            LifeEvents lifeEvents,
            JourneyStore store,
            JourneyData data,
            JourneyLog log,
            Guarding guarding,
            Consents consents,
            RuntimeService engine,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.lifeEvents = lifeEvents;
        this.store = store;
        this.data = data;
        this.log = log;
        this.guarding = guarding;
        this.consents = consents;
        this.engine = engine;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * Starts a journey in the version in force. The same caller with the same key gets the journey of the first time.
     *
     * @return empty when the life event is unknown or does not start this way
     */
    public Optional<Started> start(StartCommand command) {
        LifeEvent lifeEvent = lifeEvents.find(command.lifeEvent()).orElse(null);
        Optional<String> message = lifeEvent == null ? Optional.empty() : startMessage(lifeEvent, command.event());
        if (lifeEvent == null || message.isEmpty()) {
            return Optional.empty();
        }
        for (int attempt = 1; ; attempt++) {
            Optional<Started> before = earlier(command);
            if (before.isPresent()) {
                return before;
            }
            try {
                return Optional.of(Objects.requireNonNull(transaction.execute(
                        status -> new Started(begin(lifeEvent, message.get(), command), false, true))));
            } catch (DuplicateKeyException | OptimisticLockingException | ConcurrencyFailureException meanwhile) {
                // Another start with this key is being made, or was made just now. What takes part in somebody else's
                // transaction cannot try again by itself.
                if (attempt == TRIES || TransactionSynchronizationManager.isActualTransactionActive()) {
                    throw meanwhile;
                }
            }
        }
    }

    private Optional<Started> earlier(StartCommand command) {
        return command.key() == null
                ? Optional.empty()
                : store.startedWith(command.caller(), command.key()).flatMap(earlier -> store.find(earlier.journey())
                        .map(journey -> new Started(
                                journey,
                                true,
                                earlier.content() == null || earlier.content().equals(command.content()))));
    }

    private Journey begin(LifeEvent lifeEvent, String message, StartCommand command) {
        JourneyId id = JourneyId.random();
        if (command.key() != null) {
            store.keep(command.caller(), command.key(), command.content(), id);
        }
        String definition = lifeEvents.definition(lifeEvent, lifeEvent.key()).orElseThrow();
        store.insert(id, lifeEvent.key(), lifeEvent.version(), definition);
        if (command.starter() != null) {
            String role = command.role() != null
                    ? command.role()
                    : lifeEvent.start().by().stream().findFirst().orElse(lifeEvent.applicant());
            if (role != null) {
                store.join(id, command.starter(), role);
            }
        }
        Map<String, @Nullable Object> variables =
                data.absorb(id, lifeEvent, command.values(), command.starter(), Map.of());
        if (!JourneyData.bringsSomebody(lifeEvent, command.values())) {
            guarding.settle(id);
        }
        log.write(JourneyLog.Entry.journey(id, Kind.STARTED, null, command.event()));
        if (command.starter() != null && command.event() == null) {
            evidence(id, command);
        }
        ProcessInstance instance = message.isEmpty()
                ? engine.createProcessInstanceById(definition)
                        .businessKey(id.value())
                        .setVariables(variables)
                        .execute()
                : engine.createMessageCorrelation(message)
                        .processDefinitionId(definition)
                        .processInstanceBusinessKey(id.value())
                        .setVariables(variables)
                        .correlateStartMessage();
        store.instance(id, instance.getId());
        return store.find(id).orElseThrow();
    }

    /** Counts telling once in the start form: what was known before is reused, the rest typed. Yes and no alone are no data to know beforehand. */
    private void evidence(JourneyId id, StartCommand command) {
        command.values().forEach((name, value) -> {
            if (value != null && !(value instanceof Boolean)) {
                log.write(JourneyLog.Entry.evidence(id, command.known().contains(name) ? "reused" : "typed", name));
            }
        });
    }

    /** The message to start with: the named one if it starts the process, else "" for a plain start, else the one message there is. */
    private static Optional<String> startMessage(LifeEvent lifeEvent, @Nullable String event) {
        List<Trigger> starts = lifeEvent.root().steps().values().stream()
                .filter(step -> step.kind() == StepKind.START && step.parent() == null)
                .map(Step::trigger)
                .map(trigger -> trigger == null ? new Trigger(Trigger.Kind.NONE, null, true) : trigger)
                .toList();
        List<String> messages = starts.stream()
                .filter(trigger -> trigger.kind() == Trigger.Kind.MESSAGE)
                .map(trigger -> Objects.requireNonNull(trigger.value()))
                .toList();
        if (event != null) {
            return messages.contains(event) ? Optional.of(event) : Optional.empty();
        }
        return starts.stream().anyMatch(trigger -> trigger.kind() == Trigger.Kind.NONE)
                ? Optional.of("")
                : messages.stream().findFirst();
    }

    /** Gives a register's or an actor's message to a journey; what it tells is a fact. */
    @Transactional
    public int deliver(
            JourneyId id, String message, Map<String, ? extends @Nullable Object> values, @Nullable String consent) {
        return deliver(id, message, values, consent, null);
    }

    /**
     * Gives a message to a journey: its data become the journey's, and every place that waits for it goes on.
     *
     * @param by the participant who sends it, whose word is no register's; null for a register or an actor
     * @param consent the scope, when the message is about one consent; places that wait for another scope's do not hear it
     * @return how many places heard it; none is no error when the message only brings data
     */
    @Transactional
    public int deliver(
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
        engine.setVariables(journey.processInstanceId(), variables);
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

    /** Runs a step in a transaction, and again when another step of the same journey won the race. */
    public <T> T again(Supplier<T> step) {
        for (int attempt = 1; ; attempt++) {
            try {
                return Objects.requireNonNull(transaction.execute(status -> step.get()));
            } catch (OptimisticLockingException | ConcurrencyFailureException | DuplicateKeyException lost) {
                if (attempt == TRIES) {
                    throw lost instanceof ConcurrencyFailureException conflict
                            ? conflict
                            : new OptimisticLockingFailureException("Other steps of the journey were faster", lost);
                }
            }
        }
    }

    private record Waiting(String execution, String element, String definition, String message) {}

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

    /** The names of the messages that somewhere in the journey are waited for now. */
    public Set<String> awaited(Journey journey) {
        Set<String> names = new LinkedHashSet<>();
        waiting(journey).forEach(place -> names.add(place.message()));
        return names;
    }

    /** Takes a person's consent back: branches that rest on it hear of it at once. False when she had none that holds. */
    @Transactional
    public boolean withdraw(JourneyId id, String scope, PersonId grantor) {
        boolean ended = consents.withdraw(id.value(), scope, grantor);
        // What others agreed to for her, when she could not herself, is hers to take back too.
        for (Consent consent : consents.of(id.value())) {
            ended |= consent.scope().equals(scope)
                    && grantor.equals(consent.onBehalfOf())
                    && consents.withdraw(id.value(), scope, consent.grantor());
        }
        if (!ended) {
            return false;
        }
        if (!consents.holds(id.value(), scope)) {
            consentEnded(id, scope, ConsentEnd.WITHDRAWN);
        }
        return true;
    }

    /** The person may no longer answer for whom the journey is about: her answers count no more, and branches that rested on them alone end. */
    @Transactional
    public void leaveConsents(JourneyId id, PersonId person) {
        consents.leave(id.value(), person).forEach(scope -> consentEnded(id, scope, ConsentEnd.MANDATE));
    }

    /** Acts on a consent that has run out, as on one that was taken back; false when another node has. */
    @Transactional
    boolean expire(Consent consent) {
        if (!consents.expire(consent)) {
            return false;
        }
        if (!consents.holds(consent.journey(), consent.scope())) {
            consentEnded(new JourneyId(consent.journey()), consent.scope(), ConsentEnd.EXPIRED);
        }
        return true;
    }

    /** A consent holds no longer: branches that rest on the scope end now, and those that have not begun find that it does not hold. */
    @Transactional
    public void consentEnded(JourneyId id, String scope, ConsentEnd why) {
        log.write(JourneyLog.Entry.journey(id, Kind.CONSENT_WITHDRAWN, why.key(), scope));
        Map<String, Object> holdsNo = store.find(id).map(this::lifeEventOf).stream()
                .flatMap(lifeEvent -> lifeEvent.data().all().stream())
                .filter(datum -> scope.equals(datum.scope()))
                .collect(Collectors.toMap(Datum::name, datum -> false));
        deliver(id, CONSENT_WITHDRAWN, holdsNo, scope);
    }

    /** The executions that end when a consent does: all within an activity with a boundary event for it. */
    public Set<String> endingWith(Journey journey, String scope) {
        if (journey.processInstanceId() == null) {
            return Set.of();
        }
        Set<String> ending = waiting(journey).stream()
                .filter(place -> place.message().equals(CONSENT_WITHDRAWN) && concerns(place, scope))
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

    public Optional<Journey> find(JourneyId id) {
        return store.find(id);
    }

    /** Several journeys in one go, by id; those that do not exist are left out. */
    public Map<JourneyId, Journey> all(Collection<JourneyId> ids) {
        Map<JourneyId, Journey> found = new HashMap<>();
        store.all(ids).forEach(journey -> found.put(journey.id(), journey));
        return found;
    }

    /** What the journeys' own data call their subjects (the child's name, the association's), asked in one go; who may read them is the caller's to ask. */
    public Map<JourneyId, String> subjectNames(Collection<Journey> open) {
        Map<String, Journey> byInstance = new HashMap<>();
        Map<String, String> wanted = new HashMap<>();
        for (Journey journey : open) {
            if (journey.processInstanceId() != null) {
                byInstance.put(journey.processInstanceId(), journey);
                wanted.put(journey.processInstanceId(), lifeEventOf(journey).subject() + ".name");
            }
        }
        Map<JourneyId, String> names = new HashMap<>();
        if (!byInstance.isEmpty()) {
            jdbc.sql("""
                            select execution_id_, name_, text_ from act_ru_variable
                            where execution_id_ in (:instances) and name_ in (:names) and text_ is not null
                            """)
                    .param("instances", byInstance.keySet())
                    .param("names", Set.copyOf(wanted.values()))
                    .query(row -> {
                        String instance = row.getString("execution_id_");
                        if (row.getString("name_").equals(wanted.get(instance))) {
                            names.put(
                                    Objects.requireNonNull(byInstance.get(instance))
                                            .id(),
                                    row.getString("text_"));
                        }
                    });
        }
        return names;
    }

    /** The journeys in which a person takes part, the newest first. */
    public List<Journey> of(PersonId participant) {
        return store.of(participant);
    }

    public List<Journey> openAbout(PersonId subject) {
        return store.openAbout(subject);
    }

    /** The open journeys that are about a person or in which she takes part. */
    public List<Journey> openWith(PersonId person) {
        return store.openWith(person);
    }

    public List<Journey> openAbout(OrganisationNumber subject) {
        return store.openAbout(subject);
    }

    public List<Participant> participants(JourneyId id) {
        return store.participants(id);
    }

    public boolean takesPart(JourneyId id, PersonId person) {
        return store.participants(id).stream().anyMatch(p -> p.person().equals(person));
    }

    /** The version of the life event that the journey keeps. */
    public LifeEvent lifeEventOf(Journey journey) {
        return lifeEvents.ofDefinition(journey.definitionId());
    }

    /** What the journey's root process knows, by datum name; empty once it has ended. */
    public Map<String, Object> dataOf(Journey journey) {
        return journey.open() && journey.processInstanceId() != null
                ? data.visibleFrom(journey.processInstanceId())
                : Map.of();
    }

    /** Where the journey's tokens stand: elements by process, root first. */
    public List<Position> positions(Journey journey) {
        if (journey.processInstanceId() == null) {
            return List.of();
        }
        return jdbc.sql("""
                        select distinct e.proc_inst_id_, e.proc_def_id_, e.act_id_
                        from act_ru_execution e join act_ru_execution i on i.id_ = e.proc_inst_id_
                        where i.root_proc_inst_id_ = ? and e.is_active_ and e.act_id_ is not null
                        """)
                .param(journey.processInstanceId())
                .query((row, n) -> new Position(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    /** A token: the process instance, its definition and the element it stands at. */
    public record Position(String processInstance, String definition, String element) {}

    /** The root process of the journey's version. */
    public ProcessModel rootOf(Journey journey) {
        return lifeEventOf(journey).root();
    }
}
