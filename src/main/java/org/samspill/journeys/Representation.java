package org.samspill.journeys;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.samspill.actors.Capacity;
import org.samspill.actors.Mandates;
import org.samspill.actors.Matter;
import org.samspill.actors.PersonId;
import org.samspill.actors.Standing;
import org.samspill.actors.Standing.Why;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.ParticipantRole;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Who acts for the subject of a journey: puts {@link Mandates}, which knows people and days, beside the roles of the life event. A role that stands for the
 * subject (a guardian) is worth what its holder's mandate is worth now; other roles are people's own. Every act and every look is asked of here.
 */
@Component
public class Representation {

    private final JourneyStore store;
    private final ObjectProvider<LifeEvents> lifeEvents;
    private final Mandates mandates;

    Representation(JourneyStore store, ObjectProvider<LifeEvents> lifeEvents, Mandates mandates) {
        this.store = store;
        this.lifeEvents = lifeEvents;
        this.mandates = mandates;
    }

    /**
     * How the person stands in the journey now.
     *
     * @return empty when she has nothing to do with it, so that it does not exist for her
     */
    public Optional<Standing> standing(Journey journey, PersonId person) {
        boolean there = false;
        boolean own = false;
        LifeEvent lifeEvent = lifeEvent(journey);
        for (Participant participant : store.participants(journey.id())) {
            if (participant.person().equals(person)) {
                there = true;
                own |= !stands(lifeEvent, journey, participant.role());
            }
        }
        PersonId subject = journey.subjectPerson();
        if (own || subject == null) {
            return there ? Optional.of(Standing.OWN) : Optional.empty();
        }
        Standing standing = mandates.of(person, subject);
        return there || comesByHerself(standing) ? Optional.of(standing) : Optional.empty();
    }

    /** True when she may read the journey now. */
    public boolean sees(Journey journey, PersonId person) {
        return standing(journey, person).filter(Standing::sees).isPresent();
    }

    /** True when she may do now what is for the role in this matter. */
    public boolean may(JourneyId id, PersonId person, String role, Matter matter) {
        return store.find(id)
                .filter(journey -> may(journey, person, role, matter))
                .isPresent();
    }

    private boolean may(Journey journey, PersonId person, String role, Matter matter) {
        boolean has = store.participants(journey.id()).contains(new Participant(person, role));
        PersonId subject = journey.subjectPerson();
        if (subject == null || !stands(lifeEvent(journey), journey, role)) {
            return has;
        }
        Standing standing = mandates.of(person, subject);
        if (matter == Matter.OWN) {
            // Her own is what she does as the parent she is or has been; who is no parent any more leaves it to the
            // other.
            return has && standing.why() != Why.ENDED && standing.why() != Why.NO_RELATION;
        }
        return (has || comesByHerself(standing)) && standing.capacity() != null && standing.may(matter);
    }

    /** The roles in which she may do something now in this matter. */
    public Set<String> roles(Journey journey, PersonId person, Matter matter) {
        Set<String> roles = new HashSet<>();
        Set<String> all = new LinkedHashSet<>(lifeEvent(journey).roles().keySet());
        store.participants(journey.id()).forEach(participant -> all.add(participant.role()));
        all.stream().filter(role -> may(journey, person, role, matter)).forEach(roles::add);
        return roles;
    }

    /** Who may do now what is for the role in this matter: participants first, then the subject and those she has asked. */
    public List<PersonId> acting(JourneyId id, String role, Matter matter) {
        Journey journey = store.find(id).orElse(null);
        if (journey == null) {
            return List.of();
        }
        Set<PersonId> candidates = new LinkedHashSet<>();
        store.participants(id).stream()
                .filter(participant -> participant.role().equals(role))
                .forEach(participant -> candidates.add(participant.person()));
        PersonId subject = journey.subjectPerson();
        if (subject != null) {
            candidates.add(subject);
            mandates.over(subject).forEach(each -> candidates.add(each.holder()));
        }
        List<PersonId> acting = new ArrayList<>();
        candidates.stream().filter(person -> may(journey, person, role, matter)).forEach(acting::add);
        return acting;
    }

    /** Whose journeys she may have to do with though she is nowhere among the participants: her own, those of whoever has asked her, and of whom she is the heir. */
    public List<PersonId> subjectsOf(PersonId person) {
        List<PersonId> subjects = new ArrayList<>(List.of(person));
        mandates.heldBy(person).stream()
                .filter(each -> each.kind() != Mandates.Kind.PARENTAL_RESPONSIBILITY)
                .forEach(each -> subjects.add(each.subject()));
        return subjects;
    }

    /** The journeys that she has anything to do with, the newest first. */
    public List<Journey> journeysOf(PersonId person) {
        return store.ofOrAbout(person, subjectsOf(person)).stream()
                .filter(journey -> standing(journey, person).isPresent())
                .toList();
    }

    /** True for a participant whose role is still worth something: her own, or one that a mandate carries. */
    public boolean counts(Journey journey, Participant participant) {
        PersonId subject = journey.subjectPerson();
        return subject == null
                || !stands(lifeEvent(journey), journey, participant.role())
                || mandates.of(participant.person(), subject).capacity() != null;
    }

    /** Who needs no place among the participants: the subject herself, when she is old enough, whom she has asked, and her heirs. */
    private static boolean comesByHerself(Standing standing) {
        return standing.capacity() == Capacity.SELF
                || standing.capacity() == Capacity.PROXY
                || standing.capacity() == Capacity.HEIR;
    }

    private static boolean stands(LifeEvent lifeEvent, Journey journey, String role) {
        ParticipantRole known = lifeEvent.roles().get(role);
        return journey.subjectPerson() != null && known != null && known.represents();
    }

    private LifeEvent lifeEvent(Journey journey) {
        return lifeEvents.getObject().ofDefinition(journey.definitionId());
    }
}
