package org.samspill.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Employee;
import org.samspill.actors.Organisation;
import org.samspill.actors.Organisations;
import org.samspill.actors.People;
import org.samspill.actors.Person;
import org.samspill.actors.PersonId;
import org.samspill.actors.Role;
import org.samspill.catalogue.Field;
import org.samspill.catalogue.FieldWidget;
import org.samspill.catalogue.Form;
import org.samspill.journeys.JourneyData;
import org.samspill.journeys.Representation;
import org.samspill.work.Answering;
import org.samspill.work.MachineWork;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.stereotype.Component;

/** Answers work items as the organisation or participant who has them would: through the same doors as machines and people, with the same checks. */
@Component
public class Player {

    private static final String WORKER = "player";

    private final WorkItems work;
    private final Answering answering;
    private final MachineWork machines;
    private final Representation representation;
    private final JourneyData data;
    private final People people;
    private final Organisations organisations;
    private final UsualAnswers answers;
    private final RegisterAnswers registers;

    Player(
            WorkItems work,
            Answering answering,
            MachineWork machines,
            Representation representation,
            JourneyData data,
            People people,
            Organisations organisations,
            UsualAnswers answers,
            RegisterAnswers registers) {
        this.work = work;
        this.answering = answering;
        this.machines = machines;
        this.representation = representation;
        this.data = data;
        this.people = people;
        this.organisations = organisations;
        this.answers = answers;
        this.registers = registers;
    }

    /**
     * Does what the answer says with a work item that is open.
     *
     * @param byMachine whether a service task is answered by the organisation's machine or by one of its people
     */
    public Outcome act(WorkItem item, Answer answer, boolean byMachine) {
        return act(item, answer, byMachine, values -> values);
    }

    /** The same, with the answer's values changed before they are given. */
    Outcome act(WorkItem item, Answer answer, boolean byMachine, UnaryOperator<Map<String, Object>> change) {
        Map<String, Object> values = change.apply(answers.resolved(answer.values()));
        if (item.service() != null && registers.knows(item.service(), values)) {
            values = registers.fill(item.service(), values, data.visibleFrom(item.executionId()));
        }
        if (item.kind() == WorkItem.Kind.SERVICE && (byMachine || answer.verb() == Answer.Verb.FAIL)) {
            MachineWork.Worker worker = new MachineWork.Worker(Objects.requireNonNull(item.organisation()), WORKER);
            machines.lock(worker, item.id(), Duration.ofHours(1));
            return switch (answer.verb()) {
                case REFUSE -> machines.refuse(worker, item.id(), Objects.requireNonNull(answer.text()), null);
                case FAIL -> machines.fail(worker, item.id(), answer.text(), 0, Duration.ZERO);
                default -> machines.complete(worker, item.id(), values);
            };
        }
        CurrentUser user = userFor(item);
        return answer.verb() == Answer.Verb.REFUSE
                ? answering.refuse(item.id(), user, Objects.requireNonNull(answer.text()), null)
                : answering.answer(
                        item.id(), user, posted(work.open(item.id(), user).orElseThrow(), values));
    }

    /** Someone who may do the item: the participant it is for, or an employee with the function it asks for. */
    public CurrentUser userFor(WorkItem item) {
        String role = item.role();
        if (role != null) {
            PersonId person = Optional.ofNullable(item.person())
                    .filter(one -> work.isFor(item, one))
                    .or(() -> representation.acting(item.journey(), role, item.matter()).stream()
                            .findFirst())
                    .orElseThrow(() -> new IllegalStateException(
                            "Nobody may act as " + role + " in the journey, so nobody can do " + item.element()));
            String name = people.find(person).map(Person::name).orElse("");
            return new CurrentUser(person, name, null, Set.of(), false, Set.of(Role.CITIZEN));
        }
        if (item.organisation() == null) {
            throw new IllegalStateException(
                    "No organisation plays " + item.actor() + ", so nobody can do " + item.element());
        }
        Organisation organisation = organisations.find(item.organisation()).orElseThrow();
        Employee employee = work.candidates(item).stream()
                .filter(candidate ->
                        item.function() == null || candidate.functions().contains(item.function()))
                .findFirst()
                .or(() -> work.candidates(item).stream().findFirst())
                .orElseThrow(() -> new IllegalStateException(
                        organisation.name() + " has nobody who can do " + item.element() + " as " + item.function()));
        return new CurrentUser(
                employee.person().id(),
                employee.person().name(),
                organisation,
                employee.functions(),
                employee.leader(),
                Set.of(Role.CASEWORKER));
    }

    /** The form as it would be sent: what was already filled in, and the answer's values over it. */
    private Map<String, String[]> posted(WorkItems.Opened opened, Map<String, Object> values) {
        Form form = opened.form();
        Map<String, String[]> posted = new HashMap<>();
        for (Field field : form.fields()) {
            Object value = values.containsKey(field.name())
                    ? values.get(field.name())
                    : opened.data().get(field.name());
            if (value != null && !field.readonly()) {
                posted.put(field.name(), typed(field, value));
            }
        }
        for (String name : values.keySet()) {
            if (!form.asked().contains(name)) {
                throw new IllegalStateException("The form of " + opened.item().element() + " does not ask for " + name
                        + "; it asks for " + form.asked());
            }
        }
        return posted;
    }

    private String[] typed(Field field, Object value) {
        if (value instanceof List<?> list) {
            if (field.widget() == FieldWidget.TICKS) {
                return list.stream().map(String::valueOf).toArray(String[]::new);
            }
            List<String> lines = new ArrayList<>();
            list.forEach(entry -> lines.add(line(entry)));
            return new String[] {String.join("\n", lines)};
        }
        if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
            return new String[] {
                new BigDecimal(value.toString())
                        .stripTrailingZeros()
                        .toPlainString()
                        .replace('.', ',')
            };
        }
        return new String[] {String.valueOf(value)};
    }

    private String line(Object entry) {
        if (entry instanceof Map<?, ?> person) {
            return person.get("nationalId") + " " + person.get("name");
        }
        @Nullable
        Person known = data.people(List.of(entry)).stream().findFirst().orElse(null);
        return known == null || known.nationalId() == null
                ? String.valueOf(entry)
                : known.nationalId().value() + " " + known.name();
    }
}
