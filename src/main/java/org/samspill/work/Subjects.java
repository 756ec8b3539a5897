package org.samspill.work;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Circle;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.DataType;
import org.samspill.catalogue.LifeEvent;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.Participant;
import org.samspill.journeys.Processes;
import org.samspill.journeys.Representation;
import org.samspill.privacy.DisclosureRule;
import org.samspill.privacy.Disclosures;
import org.samspill.privacy.Ground;
import org.samspill.privacy.Recipient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whom work and journeys are about, as far as the reader may know: a name is told only where the contract or the form of work that is the reader's
 * names it, and the first time she is told it is written down.
 */
@Component
public class Subjects {

    /**
     * The people of a journey that the reader may know.
     *
     * @param subject null when she may not know, or nobody knows yet
     * @param acting who takes part and counts, in the order in which they came
     * @param participants the names of those of them whom she may know by name
     */
    public record Known(@Nullable String subject, List<Participant> acting, Map<PersonId, String> participants) {}

    private final Needs needs;
    private final Journeys journeys;
    private final Representation representation;
    private final People people;
    private final DisclosureRule rule;
    private final Disclosures disclosures;

    Subjects(
            Needs needs,
            Journeys journeys,
            Representation representation,
            People people,
            DisclosureRule rule,
            Disclosures disclosures) {
        this.needs = needs;
        this.journeys = journeys;
        this.representation = representation;
        this.people = people;
        this.rule = rule;
        this.disclosures = disclosures;
    }

    /** The subjects' names by work item id; only for open items of the reader's organisation that she may do and whose contract or form names it. */
    @Transactional
    public Map<String, String> of(List<WorkItem> list, CurrentUser user) {
        Recipient reader = Recipient.employee(user);
        DisclosureRule.Now now =
                rule.now(list.stream().map(item -> item.journey().value()).toList());
        Map<WorkItem, Ground> naming = new LinkedHashMap<>();
        list.stream().filter(WorkItem::open).forEach(item -> {
            Ground ground = needs.ground(item, needs.of(item));
            if (now.mayName(ground, reader, ground.lifeEvent().subject())) {
                naming.put(item, ground);
            }
        });
        Map<JourneyId, String> found = subjects(
                naming.keySet().stream().map(WorkItem::journey).distinct().toList());
        Map<String, String> told = new HashMap<>();
        List<Disclosures.Named> names = new ArrayList<>();
        naming.forEach((item, ground) -> {
            String name = found.get(item.journey());
            if (name != null) {
                told.put(item.id(), name);
                names.add(new Disclosures.Named(ground, ground.lifeEvent().subject() + ".name", name));
            }
        });
        disclosures.list(reader, names);
        return told;
    }

    /** The people of a journey whose work, data and circle have been read already, known through the organisation's own work in it. */
    @Transactional
    public Known of(Journey journey, List<WorkItem> ofJourney, Processes.Now stand, Circle circle, CurrentUser user) {
        LifeEvent lifeEvent = journeys.lifeEventOf(journey);
        Recipient reader = Recipient.employee(user);
        DisclosureRule.Now now = rule.now(List.of(journey.id().value()));
        List<Ground> grounds = ofJourney.stream()
                .filter(item -> item.state() != WorkItem.State.CANCELLED)
                .map(item -> needs.ground(item, needs.of(item)))
                .filter(ground -> now.mayTell(ground, reader))
                .toList();
        // Who may no longer act for the subject is nobody to the case any more.
        List<Participant> acting = representation.counting(journey, circle);
        List<Disclosures.Named> names = new ArrayList<>();
        String subject = subject(journey, lifeEvent, stand, circle);
        Ground naming = grounds.stream()
                .filter(ground -> now.mayName(ground, reader, lifeEvent.subject()))
                .findFirst()
                .orElse(null);
        if (subject != null && naming != null) {
            names.add(new Disclosures.Named(naming, lifeEvent.subject() + ".name", subject));
        }
        Map<PersonId, String> participants = new HashMap<>();
        for (Participant participant : acting) {
            String name = circle.name(participant.person());
            Through through = name == null ? null : through(grounds, now, reader, lifeEvent, participant.role());
            if (name != null && through != null) {
                participants.put(participant.person(), name);
                names.add(new Disclosures.Named(through.ground(), through.datum(), name));
            }
        }
        disclosures.list(reader, names);
        return new Known(naming == null ? null : subject, acting, participants);
    }

    /** What the one it is about is called; by the journey's own data while it knows no person, or one without a name. */
    private static @Nullable String subject(Journey journey, LifeEvent lifeEvent, Processes.Now now, Circle circle) {
        String name = circle.name(journey.subjectPerson());
        return name != null && !name.isBlank()
                ? name
                : now.data().get(lifeEvent.subject() + ".name") instanceof String told ? told : null;
    }

    /** The work and the datum by which someone is known. */
    private record Through(Ground ground, String datum) {}

    /** A participant is known by a name or number of her role, or by a list of people who get that role. */
    private static @Nullable Through through(
            List<Ground> grounds, DisclosureRule.Now now, Recipient reader, LifeEvent lifeEvent, String role) {
        for (Ground ground : grounds) {
            if (now.mayName(ground, reader, role)) {
                return new Through(ground, role + ".name");
            }
            for (String name : now.allowed(ground, reader)) {
                boolean people = lifeEvent
                        .data()
                        .find(name)
                        .filter(datum -> datum.type() == DataType.PEOPLE && role.equals(datum.role()))
                        .isPresent();
                if (people) {
                    return new Through(ground, name);
                }
            }
        }
        return null;
    }

    private Map<JourneyId, String> subjects(List<JourneyId> ids) {
        Map<JourneyId, Journey> found = journeys.all(ids);
        Map<PersonId, String> names = people.names(found.values().stream()
                .map(Journey::subjectPerson)
                .filter(java.util.Objects::nonNull)
                .toList());
        Map<JourneyId, String> subjects = new HashMap<>(journeys.subjectNames(found.values()));
        found.forEach((id, journey) -> {
            String name = journey.subjectPerson() == null ? null : names.get(journey.subjectPerson());
            if (name != null && !name.isBlank()) {
                subjects.put(id, name);
            }
        });
        return subjects;
    }
}
