package org.samspill.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether the life event's own file hangs together: every actor, role, form, consent and datum that it names exists. */
final class LifeEventChecks {

    private static final Pattern DATUM = Pattern.compile("[a-z][A-Za-z0-9-]*(\\.[a-z][A-Za-z0-9-]*)*");
    private static final Set<String> TAKEN = Set.of("today", "rates", "execution", "task", "externalTask");

    private final Reading reading;
    private final LifeEvent lifeEvent;
    private final Findings findings;
    private final String file;

    LifeEventChecks(Reading reading, LifeEvent lifeEvent) {
        this.reading = reading;
        this.lifeEvent = lifeEvent;
        this.findings = reading.findings();
        this.file = reading.folder().own("life-event.yaml");
    }

    void check() {
        if (!lifeEvent.key().equals(reading.folder().key())) {
            findings.error(
                    file,
                    "key",
                    "folder-name",
                    lifeEvent.key(),
                    reading.folder().key());
        }
        if (!lifeEvent.processes().containsKey(reading.folder().key())) {
            findings.error(
                    reading.folder().own(reading.folder().key() + ".bpmn"),
                    null,
                    "root-missing",
                    reading.folder().key());
        }
        actor("owner", lifeEvent.owner());
        role("applicant", lifeEvent.applicant());
        lifeEvent.start().by().forEach(role -> role("start.by", role));
        String form = lifeEvent.start().form();
        if (form != null && lifeEvent.form(form).isEmpty()) {
            findings.error(file, "start.form", "form-unknown", form);
        }
        if (form == null && lifeEvent.startEvents().isEmpty()) {
            findings.error(file, "start", "cannot-start");
        }
        lifeEvent.roles().keySet().stream()
                .filter(lifeEvent.actors()::containsKey)
                .forEach(role -> findings.error(file, "roles." + role, "role-is-actor", role));
        lifeEvent.consents().values().forEach(this::consent);
        lifeEvent.events().values().forEach(this::event);
        lifeEvent.services().values().forEach(this::service);
        lifeEvent.data().all().forEach(this::datum);
        reading.twice().forEach(name -> findings.error(file, "data." + name, "datum-twice", name));
    }

    private void consent(ConsentScope scope) {
        actor("consents." + scope.key(), scope.recipient());
        if (scope.categories().isEmpty()) {
            findings.error(file, "consents." + scope.key(), "consent-categories", scope.key());
        }
    }

    private void event(EventType event) {
        String place = "events." + event.name();
        if (event.from().isEmpty()) {
            findings.error(file, place, "event-from-nobody", event.name());
        }
        event.data().stream()
                .flatMap(name -> lifeEvent.data().find(name).stream())
                .filter(this::saysWhoMayAct)
                .filter(datum -> !event.from().equals(List.of(String.valueOf(datum.holder()))))
                .forEach(datum ->
                        findings.error(file, place, "mandate-by-others", datum.name(), String.valueOf(datum.holder())));
        for (String sender : event.from()) {
            if (!lifeEvent.actors().containsKey(sender) && !lifeEvent.roles().containsKey(sender)) {
                findings.error(file, place, "actor-or-role-unknown", sender);
            }
        }
        known(place, event.data());
    }

    /** A contract brings such data only from the register that holds them. */
    private void service(Service service) {
        service.contract().outputs().keySet().stream()
                .flatMap(name -> lifeEvent.data().find(name).stream())
                .filter(datum -> datum.holder() != null && saysWhoMayAct(datum))
                .filter(datum -> !service.actor().equals(datum.holder()))
                .forEach(datum -> findings.error(
                        file,
                        "services." + service.key(),
                        "mandate-by-others",
                        datum.name(),
                        String.valueOf(datum.holder())));
    }

    /**
     * True for a datum by which people may or may not act for others. Who founds an organisation says so herself, until the register knows the board; such a
     * list has no holder, and counts for no more.
     */
    private boolean saysWhoMayAct(Datum datum) {
        ParticipantRole role = datum.role() == null ? null : lifeEvent.roles().get(datum.role());
        boolean own = role != null && ParticipantRole.BOARD.equals(role.mandate()) && datum.holder() == null;
        return role != null && role.represents() && !own || datum.name().equals("deceased.deathDate");
    }

    private void known(String place, Collection<String> names) {
        names.stream()
                .filter(name -> !lifeEvent.data().knows(name))
                .forEach(name -> findings.error(file, place, "datum-unknown", name));
    }

    private void datum(Datum datum) {
        String place = "data." + datum.name();
        if (!DATUM.matcher(datum.name()).matches() || TAKEN.contains(first(datum.name()))) {
            findings.error(file, place, "datum-name", datum.name());
        }
        actor(place, datum.holder());
        actor(place, datum.actor());
        if (reading.declaresItself(datum.name())) {
            role(place, datum.role());
        }
        String scope = datum.scope();
        if (scope != null && !lifeEvent.consents().containsKey(scope)) {
            findings.error(file, place, "consent-unknown", scope);
        }
        if (datum.retention() == null) {
            findings.error(file, place, "datum-without-retention", datum.name());
        }
        String from = datum.keptFrom();
        if (from != null
                && lifeEvent
                        .data()
                        .find(from)
                        .map(Datum::type)
                        .filter(DataType.DATE::equals)
                        .isEmpty()) {
            findings.error(file, place, "kept-from", datum.name(), from);
        }
        if (datum.type() == DataType.LIST
                && datum.of() != null
                && !List.of("text", "service").contains(datum.of())) {
            findings.error(file, place, "list-of", datum.of());
        }
    }

    private void actor(String place, @Nullable String key) {
        if (key != null && !key.isEmpty() && !lifeEvent.actors().containsKey(key)) {
            findings.error(file, place, "actor-unknown", key);
        }
    }

    private void role(String place, @Nullable String key) {
        if (key != null && !lifeEvent.roles().containsKey(key)) {
            findings.error(file, place, "role-unknown", key);
        }
    }

    private static String first(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
