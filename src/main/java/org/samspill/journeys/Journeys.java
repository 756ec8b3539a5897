package org.samspill.journeys;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.Datum;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.ProcessModel;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.privacy.Consent;
import org.samspill.privacy.Consents;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Starting, following and continuing journeys: the door of this room. How they begin stands in {@link Starts}, how they are told something in {@link Messages}. */
@Component
public class Journeys {

    /** How often a step is tried that others of the same journey are faster than. */
    static final int TRIES = 5;

    /** The message that tells a journey that a person has taken a consent back. */
    public static final String CONSENT_WITHDRAWN = "ConsentWithdrawn";

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
    private final Starts starts;
    private final Messages messages;
    private final Consents consents;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Journeys(
            LifeEvents lifeEvents,
            JourneyStore store,
            JourneyData data,
            JourneyLog log,
            Starts starts,
            Messages messages,
            Consents consents,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.lifeEvents = lifeEvents;
        this.store = store;
        this.data = data;
        this.log = log;
        this.starts = starts;
        this.messages = messages;
        this.consents = consents;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * Starts a journey in the version in force. The same caller with the same key gets the journey of the first time.
     *
     * @return empty when the life event is unknown or does not start this way
     */
    public Optional<Started> start(StartCommand command) {
        return starts.start(command);
    }

    /** Gives a register's or an actor's message to a journey; what it tells is a fact. */
    @Transactional
    public int deliver(
            JourneyId id, String message, Map<String, ? extends @Nullable Object> values, @Nullable String consent) {
        return messages.deliver(id, message, values, consent, null);
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
        return messages.deliver(id, message, values, consent, by);
    }

    /** The executions that end when a consent does: all within an activity with a boundary event for it. */
    public Set<String> endingWith(Journey journey, String scope) {
        return messages.endingWith(journey, scope);
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
