package org.samspill.catalogue;

import java.time.Period;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Actor;
import org.samspill.actors.Sector;
import org.samspill.actors.Text;

/**
 * One version of a life event with everything it needs: contracts, dictionary, forms, rates and processes, its blocks' included.
 * A version is an engine deployment; {@code version} counts from 1 (0 while it is not deployed, with an empty deployment id).
 *
 * @param decided the data that each decision table gives, by the table's key
 */
public record LifeEvent(
        String key,
        int version,
        String deploymentId,
        Text title,
        Text summary,
        String owner,
        List<String> missions,
        String subject,
        @Nullable String applicant,
        Start start,
        Map<String, ParticipantRole> roles,
        Map<String, ConsentScope> consents,
        Map<String, EventType> events,
        DataDictionary data,
        Period retention,
        Map<String, Actor> actors,
        Map<String, Service> services,
        Map<String, Form> forms,
        Map<String, Rate> rates,
        Map<String, ProcessModel> processes,
        Map<String, List<String>> decided) {

    public LifeEvent {
        missions = List.copyOf(missions);
        roles = Ordered.map(roles);
        consents = Ordered.map(consents);
        events = Ordered.map(events);
        actors = Ordered.map(actors);
        services = Ordered.map(services);
        forms = Ordered.map(forms);
        rates = Ordered.map(rates);
        processes = Ordered.map(processes);
        decided = Ordered.map(decided);
    }

    public Optional<Service> service(String serviceKey) {
        return Optional.ofNullable(services.get(serviceKey));
    }

    public Optional<Form> form(String formId) {
        return Optional.ofNullable(forms.get(formId));
    }

    public Optional<ProcessModel> process(String processKey) {
        return Optional.ofNullable(processes.get(processKey));
    }

    /** The process whose id is the life event's key: where every journey begins. */
    public ProcessModel root() {
        ProcessModel root = processes.get(key);
        if (root == null) {
            throw new IllegalStateException("The life event " + key + " has no process of its own name");
        }
        return root;
    }

    /** The processes that a journey can come through: the root, and what it calls, and so on. */
    public Collection<ProcessModel> reachable() {
        var reached = new LinkedHashMap<String, ProcessModel>();
        var waiting = new ArrayDeque<String>(List.of(key));
        while (!waiting.isEmpty()) {
            ProcessModel process = processes.get(waiting.poll());
            if (process != null && reached.putIfAbsent(process.key(), process) == null) {
                process.steps().values().stream()
                        .map(Step::calledProcess)
                        .filter(Objects::nonNull)
                        .forEach(waiting::add);
            }
        }
        return reached.values();
    }

    /** The services that a journey can use: named by a task, or given to a block by name. */
    public List<Service> servicesInUse() {
        return reachable().stream()
                .flatMap(process -> process.steps().values().stream())
                .flatMap(step -> Stream.concat(
                        Stream.ofNullable(step.topic()),
                        step.passes().stream()
                                .map(Parameter::literal)
                                .filter(Objects::nonNull)
                                .flatMap(literal -> Stream.of(literal.split("\\s*,\\s*")))))
                .map(services::get)
                .filter(Objects::nonNull)
                .distinct()
                .sorted(Comparator.comparing(Service::key))
                .toList();
    }

    /** The sensitive data that a service of somebody outside the public sector reads; only a consent gives it a right to them. */
    public List<String> needConsent(Service service) {
        Actor actor = actors.get(service.actor());
        return actor == null || actor.sector() == Sector.PUBLIC
                ? List.of()
                : service.contract().inputs().stream()
                        .filter(name -> data.find(name).map(Datum::special).orElse(false))
                        .toList();
    }

    /** The events that start this life event. */
    public Collection<EventType> startEvents() {
        return events.values().stream().filter(EventType::starts).toList();
    }

    LifeEvent deployedAs(String deployment, int number) {
        return new LifeEvent(
                key,
                number,
                deployment,
                title,
                summary,
                owner,
                missions,
                subject,
                applicant,
                start,
                roles,
                consents,
                events,
                data,
                retention,
                actors,
                services,
                forms,
                rates,
                processes,
                decided);
    }
}
