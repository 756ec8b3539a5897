package org.samspill.work;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.DataType;
import org.samspill.catalogue.LifeEvent;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.Participant;
import org.samspill.privacy.Disclosures;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whom work and journeys are about, as far as the reader may know: a name is told only where the contract or the form of work that is the reader's
 * names it, and the first time she is told it is written down.
 */
@Component
public class Subjects {

    private static final List<String> NAMING = List.of(".name", ".nationalId", ".number");

    /**
     * The people of a journey that the reader may know.
     *
     * @param subject null when she may not know, or nobody knows yet
     */
    public record Known(@Nullable String subject, Map<PersonId, String> participants) {}

    private final Needs needs;
    private final WorkItems items;
    private final Journeys journeys;
    private final People people;
    private final Disclosures disclosures;

    Subjects(Needs needs, WorkItems items, Journeys journeys, People people, Disclosures disclosures) {
        this.needs = needs;
        this.items = items;
        this.journeys = journeys;
        this.people = people;
        this.disclosures = disclosures;
    }

    /** The subjects' names by work item id; only for open items of the reader's organisation that she may do and whose contract or form names it. */
    @Transactional
    public Map<String, String> of(List<WorkItem> list, CurrentUser user) {
        List<WorkItem> naming = list.stream()
                .filter(item -> item.open() && reads(item, user))
                .filter(item -> {
                    Needs.Need need = needs.of(item);
                    return names(need.data(), need.lifeEvent().subject());
                })
                .toList();
        Map<JourneyId, String> found =
                subjects(naming.stream().map(WorkItem::journey).distinct().toList());
        Map<String, String> told = new HashMap<>();
        List<Disclosures.Disclosure> releases = new ArrayList<>();
        for (WorkItem item : naming) {
            String name = found.get(item.journey());
            if (name != null) {
                told.put(item.id(), name);
                releases.add(release(item, user));
            }
        }
        disclosures.writeFirst(user.person(), releases);
        return told;
    }

    /** The people of a journey, known through the organisation's own work in it. */
    @Transactional
    public Known of(Journey journey, List<WorkItem> ofJourney, CurrentUser user) {
        LifeEvent lifeEvent = journeys.lifeEventOf(journey);
        Set<String> data = new HashSet<>();
        ofJourney.stream()
                .filter(item -> item.state() != WorkItem.State.CANCELLED && reads(item, user))
                .forEach(item -> data.addAll(needs.of(item).data()));
        String subject = names(data, lifeEvent.subject())
                ? subjects(List.of(journey.id())).get(journey.id())
                : null;
        List<PersonId> known = journeys.participants(journey.id()).stream()
                .filter(participant -> names(lifeEvent, data, participant.role()))
                .map(Participant::person)
                .toList();
        Map<PersonId, String> participants = people.names(known);
        if (subject != null || !participants.isEmpty()) {
            disclosures.writeFirst(user.person(), List.of(release(journey, lifeEvent, user)));
        }
        return new Known(subject, participants);
    }

    private boolean reads(WorkItem item, CurrentUser user) {
        return item.organisation() != null && user.worksAt(item.organisation()) && items.mayDo(item, user);
    }

    private static boolean names(Set<String> data, String whom) {
        return NAMING.stream().anyMatch(end -> data.contains(whom + end));
    }

    private static boolean names(LifeEvent lifeEvent, Set<String> data, String role) {
        return names(data, role)
                || data.stream().anyMatch(name -> lifeEvent
                        .data()
                        .find(name)
                        .filter(datum -> datum.type() == DataType.PEOPLE && role.equals(datum.role()))
                        .isPresent());
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

    private Disclosures.Disclosure release(WorkItem item, CurrentUser user) {
        Needs.Need need = needs.of(item);
        return disclosures.of(
                item.journey().value(),
                item.id(),
                item.organisation(),
                user.person(),
                need.service(),
                need.step().title(),
                List.of(need.lifeEvent().subject() + ".name"));
    }

    private Disclosures.Disclosure release(Journey journey, LifeEvent lifeEvent, CurrentUser user) {
        return disclosures.of(
                journey.id().value(),
                null,
                user.organisation() == null ? null : user.organisation().number(),
                user.person(),
                null,
                lifeEvent.title(),
                List.of(lifeEvent.subject() + ".name"));
    }
}
