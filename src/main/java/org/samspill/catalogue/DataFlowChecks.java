package org.samspill.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows the data through a journey: what may be known at each step is what forms, services, decisions and events on some way there have given.
 * A service that reads what no way gives would always be sent nothing; a person asked for what a holder has tells twice.
 * Runs only when calls come to an end, so that all of them can be followed.
 */
final class DataFlowChecks {

    private final Reading reading;
    private final LifeEvent lifeEvent;
    private final Findings findings;
    private final KnownData knownData;
    private final Map<Read, List<Use>> uses = new LinkedHashMap<>();

    DataFlowChecks(Reading reading, LifeEvent lifeEvent) {
        this.reading = reading;
        this.lifeEvent = lifeEvent;
        this.findings = reading.findings();
        this.knownData = new KnownData(reading, lifeEvent);
    }

    /** A datum that a service's contract reads. */
    private record Read(String service, String input) {}

    /** A place that uses the service, and whether the datum may be known there. */
    private record Use(String file, String element, boolean known) {}

    /** A text given to a called process, and the call that gave it. */
    private record Given(String text, String file, String element) {}

    void check() {
        var known = new HashSet<String>();
        String startForm = lifeEvent.start().form();
        if (startForm != null) {
            lifeEvent.form(startForm).ifPresent(form -> known.addAll(form.asked()));
        }
        lifeEvent.startEvents().forEach(event -> known.addAll(event.data()));
        follow(lifeEvent.root(), null, known, Map.of());
        uses.forEach(this::report);
    }

    /** Follows one process or sub-process ({@code parent}) and everything it calls; gives back all that may be known in it at the end. */
    private Set<String> follow(
            ProcessModel process, @Nullable String parent, Set<String> entry, Map<String, Given> given) {
        Map<String, Set<String>> before = knownData.before(process, parent, entry);
        var all = new HashSet<>(entry);
        for (Step step : KnownData.scope(process, parent)) {
            Set<String> here = before.get(step.id());
            if (here != null) {
                all.addAll(here);
                all.addAll(knownData.made(process, step));
            }
        }
        for (Step step : KnownData.scope(process, parent)) {
            Set<String> here = before.getOrDefault(step.id(), all);
            inspect(process, step, here, given);
        }
        return all;
    }

    private void inspect(ProcessModel process, Step step, Set<String> before, Map<String, Given> given) {
        String file = reading.file(process.key());
        var known = new HashSet<>(before);
        if (step.elementVariable() != null) {
            known.add(step.elementVariable());
        }
        switch (step.kind()) {
            case SERVICE_TASK -> {
                for (Service service : services(step, given)) {
                    Given by = giver(step, given);
                    service(by == null ? file : by.file(), by == null ? step.id() : by.element(), service, known);
                }
            }
            case USER_TASK -> user(process, step, known, file);
            case DECISION -> {
                Decision decision = reading.decisions().get(String.valueOf(step.decision()));
                if (decision != null) {
                    missing(decision.inputs(), known)
                            .forEach(name ->
                                    findings.warning(file, step.id(), "decision-undelivered", decision.id(), name));
                }
            }
            case CALL -> call(process, step, known, file, given);
            case SUB_PROCESS -> follow(process, step.id(), known, iterated(step, given));
            default -> {}
        }
    }

    private void call(ProcessModel process, Step step, Set<String> known, String file, Map<String, Given> given) {
        ProcessModel called = lifeEvent.processes().get(String.valueOf(step.calledProcess()));
        if (called == null) {
            return;
        }
        var entry = new HashSet<>(known);
        var passed = new HashMap<String, Given>(iterated(step, given));
        for (Parameter parameter : step.passes()) {
            entry.add(parameter.target());
            if (parameter.literal() != null) {
                passed.put(parameter.target(), new Given(parameter.literal(), file, step.id()));
            }
        }
        Set<String> inside = follow(called, null, entry, passed);
        for (Parameter taken : step.takesBack()) {
            if (taken.source() != null && !inside.contains(taken.source())) {
                findings.error(file, step.id(), "taken-undelivered", called.key(), taken.source());
            }
        }
    }

    /** Inside a loop over a list that was given as text, the member stands for each entry of the list. */
    private static Map<String, Given> iterated(Step step, Map<String, Given> given) {
        Given list = step.collection() == null ? null : given.get(step.collection());
        if (list == null || step.elementVariable() == null) {
            return given;
        }
        var more = new HashMap<>(given);
        more.put(step.elementVariable(), list);
        return more;
    }

    private List<Service> services(Step step, Map<String, Given> given) {
        String topic = String.valueOf(step.topic());
        Service literal = lifeEvent.services().get(topic);
        if (literal != null) {
            return List.of(literal);
        }
        Given by = giver(step, given);
        var services = new ArrayList<Service>();
        if (by != null) {
            for (String key : by.text().split("\\s*,\\s*")) {
                lifeEvent.service(key).ifPresent(services::add);
            }
        }
        return services;
    }

    private static @Nullable Given giver(Step step, Map<String, Given> given) {
        return ModelExpression.plainName(String.valueOf(step.topic()))
                .map(name -> iterated(step, given).get(name))
                .orElse(null);
    }

    private void service(String file, String element, Service service, Set<String> known) {
        List<String> missing = missing(service.contract().inputs(), known);
        for (String input : service.contract().inputs()) {
            uses.computeIfAbsent(new Read(service.key(), input), read -> new ArrayList<>())
                    .add(new Use(file, element, !missing.contains(input)));
        }
    }

    /** A contract that serves several places may read what only some of them know; what none of them knows is an error. */
    private void report(Read read, List<Use> places) {
        boolean never = places.stream().noneMatch(Use::known);
        for (Use place : places) {
            if (never) {
                findings.error(place.file(), place.element(), "input-undelivered", read.service(), read.input());
            } else if (!place.known()) {
                findings.warning(place.file(), place.element(), "input-undelivered", read.service(), read.input());
            }
        }
    }

    private void user(ProcessModel process, Step step, Set<String> known, String file) {
        Form form = lifeEvent.form(String.valueOf(step.form())).orElse(null);
        if (form == null) {
            return;
        }
        List<String> shown =
                form.fields().stream().filter(Field::readonly).map(Field::name).toList();
        missing(shown, known).forEach(name -> findings.warning(file, step.id(), "shown-undelivered", form.id(), name));
        boolean person = step.lane() != null
                && (step.lane().kind() == LaneKind.ROLE || step.lane().kind() == LaneKind.APPLICANT);
        if (person && !afterRefusal(process, step)) {
            for (String name : form.asked()) {
                Datum datum = lifeEvent.data().find(name).orElse(null);
                if (datum != null && datum.holder() != null && !identifies(datum)) {
                    findings.warning(file, step.id(), "asks-what-is-held", name, datum.holder());
                }
            }
        }
    }

    /** A person who is asked because the holder refused tells what nobody else could. */
    private static boolean afterRefusal(ProcessModel process, Step step) {
        return process.flows().stream()
                .filter(flow -> flow.to().equals(step.id()))
                .map(flow -> process.steps().get(flow.from()))
                .anyMatch(from -> from != null && from.kind() == StepKind.BOUNDARY);
    }

    private static boolean identifies(Datum datum) {
        return datum.type() == DataType.NATIONAL_ID || datum.type() == DataType.ORGANISATION_NUMBER;
    }

    private List<String> missing(Iterable<String> names, Set<String> known) {
        var missing = new ArrayList<String>();
        for (String name : names) {
            if (lifeEvent.data().knows(name) && !known.contains(name) && !name.equals("participant")) {
                missing.add(name);
            }
        }
        return missing;
    }
}
