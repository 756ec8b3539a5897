package org.samspill.journeys;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.Variables.SerializationDataFormats;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.NationalId;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.People;
import org.samspill.actors.Person;
import org.samspill.actors.PersonId;
import org.samspill.actors.Protection;
import org.samspill.catalogue.ConsentScope;
import org.samspill.catalogue.DataType;
import org.samspill.catalogue.Datum;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.ParticipantRole;
import org.samspill.catalogue.WorkingCalendar;
import org.samspill.engine.DataScope;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.privacy.Consents;
import org.samspill.privacy.Questions;
import org.samspill.privacy.Retention;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The data of a journey: what a step can see, and what new data does besides being kept. People become participants, an answered consent becomes a
 * consent, an answer to a question about data is kept with it, the subject's municipality moves the work, the subject's number says whom the journey is
 * about.
 */
@Component
public class JourneyData {

    private final ProcessEngine engine;
    private final JourneyStore store;
    private final JourneyLog log;
    private final People people;
    private final Consents consents;
    private final Questions questions;
    private final WorkingCalendar calendar;
    private final Facts facts;
    private final Retention retention;
    private final Guarding guarding;
    private final ObjectProvider<Relocation> relocations;

    JourneyData(
            ProcessEngine engine,
            JourneyStore store,
            JourneyLog log,
            People people,
            Consents consents,
            Questions questions,
            WorkingCalendar calendar,
            Facts facts,
            Retention retention,
            Guarding guarding,
            ObjectProvider<Relocation> relocations) {
        this.engine = engine;
        this.store = store;
        this.log = log;
        this.people = people;
        this.consents = consents;
        this.questions = questions;
        this.calendar = calendar;
        this.facts = facts;
        this.retention = retention;
        this.guarding = guarding;
        this.relocations = relocations;
    }

    /** Everything a step can see, by datum name, as a journey keeps it; empty when the step no longer exists. */
    public Map<String, Object> visibleFrom(String executionId) {
        try {
            return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                    .getCommandExecutorTxRequired()
                    .execute(command -> {
                        ExecutionEntity execution =
                                command.getExecutionManager().findExecutionById(executionId);
                        return execution == null ? Map.of() : DataScope.all(execution);
                    });
        } catch (OptimisticLockingException left) {
            // The engine keeps in the execution's row whether there are data, and writes it when they went while it
            // read.
            throw new OptimisticLockingFailureException("The step was left while its data were read", left);
        }
    }

    /** What a step sees already of these data, as far as {@link #absorb} asks for it: consents that others have answered. Other data are not read. */
    public Map<String, Object> decided(String executionId, LifeEvent lifeEvent, Set<String> names) {
        boolean any = names.stream()
                .flatMap(name -> lifeEvent.data().find(name).stream())
                .anyMatch(datum -> datum.type() == DataType.CONSENT);
        return any ? visibleFrom(executionId) : Map.of();
    }

    /** Everything that the processes of a journey hold now, each datum with its process; once it has ended, what is kept of it. */
    public List<Held> held(Journey journey) {
        String root = journey.processInstanceId();
        if (root == null) {
            return List.of();
        }
        if (!journey.open()) {
            List<Held> kept = new ArrayList<>();
            retention
                    .keptOf(journey.id().value())
                    .forEach((name, datum) ->
                            kept.add(new Held(name, datum.value(), root, root, process(journey.definitionId()), null)));
            retention
                    .calledOf(journey.id().value())
                    .keySet()
                    .forEach(called -> kept.add(new Held(
                            called.name(),
                            called.value(),
                            called.instance(),
                            called.instance(),
                            called.process(),
                            called.person().isEmpty() ? null : new PersonId(called.person()))));
            return kept;
        }
        Map<String, String> processes = new HashMap<>();
        engine.getRuntimeService()
                .createProcessInstanceQuery()
                .rootProcessInstanceId(root)
                .list()
                .forEach(instance -> processes.put(instance.getId(), process(instance.getProcessDefinitionId())));
        if (processes.isEmpty()) {
            // It ended while we looked.
            return List.of();
        }
        Map<String, Object> participants = new HashMap<>();
        processes.keySet().forEach(instance -> {
            Object person = visibleFrom(instance).get("participant");
            if (person != null) {
                participants.put(instance, person);
            }
        });
        List<Held> held = new ArrayList<>();
        engine.getRuntimeService()
                .createVariableInstanceQuery()
                .processInstanceIdIn(processes.keySet().toArray(String[]::new))
                .list()
                .forEach(variable -> {
                    String instance = variable.getProcessInstanceId();
                    Object person = participants.get(instance);
                    if (variable.getValue() != null) {
                        held.add(new Held(
                                variable.getName(),
                                variable.getValue(),
                                instance,
                                variable.getExecutionId(),
                                Objects.requireNonNull(processes.get(instance)),
                                person instanceof String id ? new PersonId(id) : null));
                    }
                });
        return held;
    }

    private String process(String definition) {
        return engine.getRepositoryService().getProcessDefinition(definition).getKey();
    }

    /** A process and those that called it, the nearest first: where a step in it reads data. */
    public List<String> callers(String instance) {
        List<String> chain = new ArrayList<>();
        for (String at = instance; at != null && !chain.contains(at); ) {
            chain.add(at);
            var caller = engine.getRuntimeService()
                    .createProcessInstanceQuery()
                    .subProcessInstanceId(at)
                    .singleResult();
            at = caller == null ? null : caller.getId();
        }
        return chain;
    }

    /** The people that a list of ids in a journey's data stands for, in its order. */
    public List<Person> people(@Nullable Object ids) {
        return ids instanceof List<?> list
                ? list.stream()
                        .map(id -> people.find(new PersonId(String.valueOf(id))))
                        .flatMap(java.util.Optional::stream)
                        .toList()
                : List.of();
    }

    /**
     * Takes checked values into a journey: does what they mean and gives the variables for the engine to keep.
     *
     * @param values as {@link org.samspill.catalogue.Checked.Value} describes them
     * @param by who answered; null for machines and messages
     * @param visible what the step sees already: an earlier "no" of another person keeps a shared consent at no
     */
    @Transactional
    public Map<String, @Nullable Object> absorb(
            JourneyId journey,
            LifeEvent lifeEvent,
            Map<String, ? extends @Nullable Object> values,
            @Nullable PersonId by,
            Map<String, Object> visible) {
        questions.delivered(journey.value(), values);
        Map<String, @Nullable Object> variables = new HashMap<>();
        // Whom it is about comes first: what is told of people stands to that.
        values.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getValue() instanceof List))
                .forEach(entry -> variables.put(
                        entry.getKey(),
                        entry.getValue() == null
                                ? null
                                : absorb(
                                        journey,
                                        lifeEvent,
                                        entry.getKey(),
                                        entry.getValue(),
                                        by,
                                        visible.get(entry.getKey()),
                                        values)));
        protection(journey, lifeEvent, values, visible, by);
        return variables;
    }

    private Object absorb(
            JourneyId journey,
            LifeEvent lifeEvent,
            String name,
            Object value,
            @Nullable PersonId by,
            @Nullable Object before,
            Map<String, ?> told) {
        Datum datum = lifeEvent.data().find(name).orElse(null);
        if (datum == null) {
            return variable(value);
        }
        switch (datum.type()) {
            case PEOPLE -> {
                return variable(join(journey, lifeEvent, datum, value, by, told));
            }
            case CONSENT -> {
                return consent(journey, lifeEvent, datum, Boolean.TRUE.equals(value), by, before);
            }
            case MUNICIPALITY -> {
                if (name.equals("subject.municipality")) {
                    settle(journey, (String) value);
                }
            }
            case NATIONAL_ID -> {
                if (name.equals(lifeEvent.subject() + ".nationalId")) {
                    store.subject(
                            journey,
                            people.register(NationalId.of((String) value), "", null, null)
                                    .id());
                }
            }
            case DATE -> {
                if (by == null || !name.startsWith("deceased.")) {
                    facts.day(journey, lifeEvent, name, LocalDate.parse(String.valueOf(value)), told);
                }
            }
            case ORGANISATION_NUMBER -> {
                if (name.equals(lifeEvent.subject() + ".number")) {
                    store.subject(journey, OrganisationNumber.of((String) value));
                }
            }
            default -> {}
        }
        return variable(value);
    }

    /** The register's word on how the address of the one it was asked about is protected, and whether that of anybody who has come into the journey is. */
    private void protection(
            JourneyId journey,
            LifeEvent lifeEvent,
            Map<String, ? extends @Nullable Object> values,
            Map<String, Object> visible,
            @Nullable PersonId by) {
        if (by == null
                && values.get(Protection.DATUM) instanceof String grade
                && visible.get("person.nationalId") instanceof String number) {
            NationalId.parse(number)
                    .flatMap(people::byNationalId)
                    .ifPresent(person -> guarding.told(person.id(), Protection.of(grade)));
        }
        if (bringsSomebody(lifeEvent, values)) {
            guarding.settle(journey);
        }
    }

    /** True when absorbing these data asks whether the journey is guarded, since they name people. */
    static boolean bringsSomebody(LifeEvent lifeEvent, Map<String, ? extends @Nullable Object> values) {
        return values.keySet().stream()
                .flatMap(name -> lifeEvent.data().find(name).stream())
                .anyMatch(datum -> datum.type() == DataType.PEOPLE || datum.type() == DataType.NATIONAL_ID);
    }

    private List<String> join(
            JourneyId journey,
            LifeEvent lifeEvent,
            Datum datum,
            Object value,
            @Nullable PersonId by,
            Map<String, ?> told) {
        ParticipantRole role = datum.role() == null ? null : lifeEvent.roles().get(datum.role());
        List<String> ids = join(journey, value, role == null || Facts.joins(role) ? datum.role() : null, by);
        // What a register or its people tell is a fact; what a participant types is not.
        if (by == null && role != null) {
            facts.named(journey, datum, role, ids.stream().map(PersonId::new).toList(), told);
        }
        return ids;
    }

    private List<String> join(JourneyId journey, Object value, @Nullable String role, @Nullable PersonId by) {
        List<String> ids = new ArrayList<>();
        for (Object entry : (List<?>) value) {
            PersonId person = entry instanceof Map<?, ?> described
                    ? register(described, by)
                    : new PersonId(String.valueOf(entry));
            if (role != null) {
                store.join(journey, person, role);
            }
            if (!ids.contains(person.value())) {
                ids.add(person.value());
            }
        }
        return ids;
    }

    private PersonId register(Map<?, ?> described, @Nullable PersonId by) {
        Object birthDate = described.get("birthDate");
        PersonId person = people.register(
                        NationalId.of(String.valueOf(described.get("nationalId"))),
                        Objects.toString(described.get("name"), ""),
                        birthDate == null ? null : LocalDate.parse(birthDate.toString()),
                        null)
                .id();
        // A register's word, not a participant's.
        if (by == null && described.get("addressProtection") instanceof String grade) {
            guarding.told(person, Protection.of(grade));
        }
        return person;
    }

    private boolean consent(
            JourneyId journey,
            LifeEvent lifeEvent,
            Datum datum,
            boolean given,
            @Nullable PersonId by,
            @Nullable Object before) {
        ConsentScope scope = lifeEvent.consents().get(Objects.requireNonNull(datum.scope()));
        if (by != null && scope != null) {
            var expires = scope.within() == null ? null : calendar.after(calendar.now(), scope.within());
            PersonId subject = store.find(journey).map(Journey::subjectPerson).orElse(null);
            consents.decide(journey.value(), scope, by, by.equals(subject) ? null : subject, given, expires);
            log.write(JourneyLog.Entry.journey(journey, Kind.CONSENTED, given ? "given" : "declined", scope.key()));
            // The journey goes by what all together have said: one yes of two is not yet a consent.
            return consents.holds(journey.value(), scope.key());
        }
        return given && !Boolean.FALSE.equals(before);
    }

    private void settle(JourneyId journey, String municipality) {
        String before = store.find(journey).map(Journey::municipality).orElse(null);
        if (!municipality.equals(before)) {
            store.municipality(journey, municipality);
            if (before != null) {
                relocations.forEach(relocation -> relocation.moved(journey, municipality));
            }
        }
    }

    /** What the engine keeps: lists of ids as JSON, days as ISO text, everything else as it is. */
    private static Object variable(Object value) {
        if (value instanceof LocalDate day) {
            return day.toString();
        }
        return value instanceof List<?> list ? list(list) : value;
    }

    /** A list as the engine keeps it: JSON, never a serialised object. */
    static Object list(List<?> values) {
        return Variables.objectValue(new ArrayList<>(values))
                .serializationDataFormat(SerializationDataFormats.JSON)
                .create();
    }
}
