package org.samspill.work;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.People;
import org.samspill.actors.Person;
import org.samspill.actors.PersonId;
import org.samspill.actors.Text;
import org.samspill.catalogue.Datum;
import org.samspill.catalogue.Form;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.ParticipantRole;
import org.samspill.journeys.ConsentEnd;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyEvent.Channel;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.Participant;
import org.samspill.journeys.Representation;
import org.samspill.privacy.Consents;
import org.samspill.privacy.Disclosures;
import org.samspill.privacy.Exemption.Reason;
import org.samspill.privacy.Exemptions;
import org.samspill.privacy.Ground;
import org.samspill.privacy.Recipient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Joint custody: all who have parental responsibility agree, save those who need not be asked. Deciding that somebody need not lets her open questions go, so
 * that nothing waits for an answer that shall not be asked for. Nothing of it is logged where she, or anybody without the right, could read it.
 */
@Component
public class JointConsent {

    /** The function of those who decide that somebody need not be asked, given for one organisation at a time. */
    public static final String RIGHT = "consent-exemptions";

    /** What a row says in place of a piece of work, when somebody reads who has to be asked. */
    private static final String ASKING = "consent";

    private final Exemptions exemptions;
    private final Consents consents;
    private final Journeys journeys;
    private final Representation representation;
    private final Disclosures disclosures;
    private final People people;
    private final WorkStore store;
    private final WorkSignals signals;
    private final JourneyLog log;
    private final EngineTasks engine;

    JointConsent(
            Exemptions exemptions,
            Consents consents,
            Journeys journeys,
            Representation representation,
            Disclosures disclosures,
            People people,
            WorkStore store,
            WorkSignals signals,
            JourneyLog log,
            EngineTasks engine) {
        this.exemptions = exemptions;
        this.consents = consents;
        this.journeys = journeys;
        this.representation = representation;
        this.disclosures = disclosures;
        this.people = people;
        this.store = store;
        this.signals = signals;
        this.log = log;
        this.engine = engine;
    }

    /**
     * Those with parental responsibility by name, for somebody who has the right to exempt one of them; that she was told is written down like every other look.
     *
     * @param purpose why she is told, in words that give nothing away to those who read who has seen what
     */
    @Transactional
    public Map<PersonId, String> parents(Journey journey, CurrentUser reader, Text purpose) {
        LifeEvent lifeEvent = journeys.lifeEventOf(journey);
        Map<PersonId, String> parents = new LinkedHashMap<>();
        List<Disclosures.Named> told = new ArrayList<>();
        responsible(journey, lifeEvent).forEach(participant -> {
            String name = people.find(participant.person()).map(Person::name).orElse("");
            parents.put(participant.person(), name);
            told.add(new Disclosures.Named(
                    ground(journey, lifeEvent, reader, purpose), participant.role() + ".name", name));
        });
        disclosures.list(Recipient.employee(reader), told);
        return parents;
    }

    /** Those with parental responsibility, for the program itself. */
    Set<PersonId> parents(Journey journey) {
        return responsible(journey, journeys.lifeEventOf(journey))
                .map(Participant::person)
                .collect(Collectors.toSet());
    }

    private Stream<Participant> responsible(Journey journey, LifeEvent lifeEvent) {
        return journeys.participants(journey.id()).stream().filter(participant -> {
            ParticipantRole role = lifeEvent.roles().get(participant.role());
            return role != null
                    && ParticipantRole.PARENTAL_RESPONSIBILITY.equals(role.mandate())
                    && representation.counts(journey, participant);
        });
    }

    private static Ground ground(Journey journey, LifeEvent lifeEvent, CurrentUser reader, Text purpose) {
        return new Ground(
                journey.id().value(),
                lifeEvent,
                ASKING,
                ASKING,
                purpose,
                Objects.requireNonNull(reader.organisation()).number(),
                null,
                null,
                null,
                Set.of(),
                Set.of(),
                journey.guarded());
    }

    /** A caseworker decides that somebody need not agree, because of violence; false when that was decided before. */
    public boolean exempt(JourneyId journey, PersonId whom, String legalBasis, String explanation, CurrentUser by) {
        return journeys.again(() -> change(
                journey,
                whom,
                () -> exemptions.grant(
                        journey.value(),
                        whom,
                        Reason.VIOLENCE,
                        legalBasis,
                        explanation,
                        by.person(),
                        Objects.requireNonNull(by.organisation()).number())));
    }

    /** She has to agree again like others; what rests on a consent that does not hold without her ends. False when there was nothing to end. */
    public boolean end(JourneyId journey, String exemption, PersonId whom, CurrentUser by) {
        return journeys.again(
                () -> change(journey, whom, () -> exemptions.end(journey.value(), exemption, by.person())));
    }

    /** The register hides the child's address from these parents and from no others: they need not agree, and are not asked. */
    public void hiddenFrom(JourneyId journey, Set<PersonId> whom) {
        journeys.again(() -> {
            exemptions.all(journey.value()).stream()
                    .filter(each -> each.endedAt() == null && each.reason() == Reason.SECRET_ADDRESS)
                    .filter(each -> !whom.contains(each.person()))
                    .forEach(each ->
                            change(journey, each.person(), () -> exemptions.end(journey.value(), each.id(), null)));
            whom.forEach(person -> change(
                    journey,
                    person,
                    () -> exemptions.grant(journey.value(), person, Reason.SECRET_ADDRESS, null, null, null, null)));
            return true;
        });
    }

    private boolean change(JourneyId id, PersonId whom, BooleanSupplier change) {
        Journey journey = journeys.find(id).orElseThrow();
        LifeEvent lifeEvent = journeys.lifeEventOf(journey);
        Set<String> held = holding(id, lifeEvent);
        if (!change.getAsBoolean()) {
            return false;
        }
        consents.lookAnew(id.value());
        held.removeAll(holding(id, lifeEvent));
        held.forEach(scope -> journeys.consentEnded(id, scope, ConsentEnd.NOT_ALL));
        if (exemptions.of(id.value()).contains(whom)) {
            letGo(journey, lifeEvent, whom);
        }
        return true;
    }

    private Set<String> holding(JourneyId id, LifeEvent lifeEvent) {
        Set<String> holding = new HashSet<>(lifeEvent.consents().keySet());
        holding.removeIf(scope -> !consents.holds(id.value(), scope));
        return holding;
    }

    /** Ends what she is asked, with what the others have said; in the log it is like a question that lapsed. */
    private void letGo(Journey journey, LifeEvent lifeEvent, PersonId whom) {
        for (WorkItem item : store.ofJourney(journey.id())) {
            if (item.open() && whom.equals(item.person())) {
                Map<String, @Nullable Object> said = said(journey, lifeEvent, item);
                if (!said.isEmpty() && store.close(item.id(), WorkItem.State.CANCELLED, null, null)) {
                    log.write(WorkLog.entry(item, Kind.CANCELLED, null, null, Channel.ENGINE, null));
                    engine.complete(item, said);
                    signals.ended(item);
                }
            }
        }
    }

    /** The consents that the item asks for, by datum, with whether they hold; empty when it asks for none. */
    private Map<String, @Nullable Object> said(Journey journey, LifeEvent lifeEvent, WorkItem item) {
        Map<String, @Nullable Object> said = new HashMap<>();
        lifeEvent.process(item.process()).map(process -> process.steps().get(item.element())).stream()
                .flatMap(step -> step.form() == null ? Stream.empty() : lifeEvent.form(step.form()).stream())
                .map(Form::asked)
                .flatMap(java.util.Collection::stream)
                .flatMap(name -> lifeEvent.data().find(name).stream())
                .filter(datum -> datum.scope() != null)
                .forEach((Datum datum) -> said.put(
                        datum.name(), consents.holds(journey.id().value(), Objects.requireNonNull(datum.scope()))));
        return said;
    }
}
