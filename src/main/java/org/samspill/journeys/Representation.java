package org.samspill.journeys;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Boards;
import org.samspill.actors.Capacity;
import org.samspill.actors.Circle;
import org.samspill.actors.Circles;
import org.samspill.actors.Mandates;
import org.samspill.actors.Matter;
import org.samspill.actors.PersonId;
import org.samspill.actors.Standing;
import org.samspill.actors.Standing.Why;
import org.samspill.actors.Ties;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.ParticipantRole;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Who acts for the subject of a journey: puts {@link Mandates}, which knows people and days, and {@link Boards}, which knows organisations, beside the roles
 * of the life event. A role that stands for the subject (a guardian, a board member) is worth what its holder's mandate is worth now; other roles are people's
 * own, and their heirs' when they are dead. Every act and every look is asked of here.
 */
@Component
public class Representation {

    private static final Standing HEIR = new Standing(
            Capacity.HEIR, Set.of(Matter.values()), Standing.Insight.FULL, Why.HEIR_OF_PARTICIPANT, null, null);

    private final JourneyStore store;
    private final SingletonSupplier<LifeEvents> lifeEvents;
    private final Involvements involvements;
    private final Circles circles;
    private final Mandates mandates;
    private final Boards boards;

    Representation(
            JourneyStore store,
            ObjectProvider<LifeEvents> lifeEvents,
            Involvements involvements,
            Circles circles,
            Mandates mandates,
            Boards boards) {
        this.store = store;
        this.lifeEvents = SingletonSupplier.of(lifeEvents::getObject);
        this.involvements = involvements;
        this.circles = circles;
        this.mandates = mandates;
        this.boards = boards;
    }

    /**
     * How the person stands in the journey now.
     *
     * @return empty when she has nothing to do with it, so that it does not exist for her
     */
    public Optional<Standing> standing(Journey journey, PersonId person) {
        return standing(journey, circles.of(person));
    }

    /** The same of a journey that was read beside her. */
    public Optional<Standing> standing(Involvement involvement) {
        return standing(involvement.journey(), involvement.ties());
    }

    private Optional<Standing> standing(Journey journey, Ties person) {
        boolean there = false;
        boolean own = false;
        LifeEvent lifeEvent = lifeEvent(journey);
        for (Participant participant : store.participants(journey.id())) {
            if (participant.person().equals(person.person())) {
                there = true;
                own |= !stands(lifeEvent, journey, participant.role());
            }
        }
        if (own) {
            return Optional.of(Standing.OWN);
        }
        boolean part = there;
        Optional<Standing> standing = mandate(journey, person).filter(each -> part || comesByHerself(each));
        return standing.filter(Standing::sees).isPresent()
                ? standing
                : heir(journey, person).or(() -> standing);
    }

    /** How she stands to whom the journey is about; empty while that is nobody known. */
    private Optional<Standing> mandate(Journey journey, Ties person) {
        if (journey.subjectPerson() != null) {
            return Optional.of(mandates.of(person, journey.subjectPerson()));
        }
        return Optional.ofNullable(journey.subjectNumber()).map(organisation -> boards.of(person, organisation));
    }

    /** Whoever is the heir of a participant has the place that the dead had, if it was one that can be inherited. */
    private Optional<Standing> heir(Journey journey, Ties person) {
        List<PersonId> estates = mandates.estates(person);
        return !estates.isEmpty()
                        && store.participants(journey.id()).stream()
                                .anyMatch(participant -> estates.contains(participant.person())
                                        && inheritable(journey, participant.role()))
                ? Optional.of(HEIR)
                : Optional.empty();
    }

    /** One's own place, and that of a founder as long as there is no board; nobody inherits being a parent or a member of a board. */
    private boolean inheritable(Journey journey, String role) {
        ParticipantRole known = lifeEvent(journey).roles().get(role);
        return known == null
                || !known.represents()
                || ParticipantRole.BOARD.equals(known.mandate())
                        && (journey.subjectNumber() == null || !boards.told(journey.subjectNumber()));
    }

    private boolean inherits(Journey journey, Ties person, String role) {
        return inheritable(journey, role)
                && mandates.estates(person).stream()
                        .anyMatch(dead -> store.participants(journey.id()).contains(new Participant(dead, role)));
    }

    /** True when she may read the journey now. */
    public boolean sees(Journey journey, PersonId person) {
        return standing(journey, person).filter(Standing::sees).isPresent();
    }

    /** The same of a journey that was read beside her. */
    public boolean sees(Involvement involvement) {
        return standing(involvement).filter(Standing::sees).isPresent();
    }

    /** True when she may do now what is for the role in this matter. */
    public boolean may(JourneyId id, PersonId person, String role, Matter matter) {
        return store.find(id)
                .filter(journey -> may(journey, circles.of(person), role, matter))
                .isPresent();
    }

    /** The same in a journey that was read beside her. */
    public boolean may(Involvement involvement, String role, Matter matter) {
        return may(involvement.journey(), involvement.ties(), role, matter);
    }

    private boolean may(Journey journey, Ties person, String role, Matter matter) {
        if (mandates.dead(person)) {
            return false;
        }
        boolean has = store.participants(journey.id()).contains(new Participant(person.person(), role));
        Standing standing = stands(lifeEvent(journey), journey, role)
                ? mandate(journey, person).orElseThrow()
                : null;
        boolean may;
        if (standing == null) {
            may = has;
        } else if (matter == Matter.OWN) {
            // Her own is what she does as the parent she is or has been, or as one elected whom the register does not
            // know yet; who is no parent any more leaves it to the other.
            may = (has || hasAlike(journey, person.person(), role))
                    && standing.why() != Why.ENDED
                    && standing.why() != Why.NO_RELATION;
        } else {
            may = (has || comesByHerself(standing)) && standing.capacity() != null && standing.may(matter);
        }
        return may || inherits(journey, person, role);
    }

    /** True for another role that stands for the same: whoever is asked for herself on a founder's behalf may be of the board. */
    private boolean hasAlike(Journey journey, PersonId person, String role) {
        LifeEvent lifeEvent = lifeEvent(journey);
        String mandate = mandate(lifeEvent, role);
        return store.participants(journey.id()).stream()
                .anyMatch(participant -> participant.person().equals(person)
                        && mandate != null
                        && mandate.equals(mandate(lifeEvent, participant.role())));
    }

    private static @Nullable String mandate(LifeEvent lifeEvent, String role) {
        ParticipantRole known = lifeEvent.roles().get(role);
        return known == null ? null : known.mandate();
    }

    /** The roles in which she may do something now in this matter. */
    public Set<String> roles(Involvement involvement, Matter matter) {
        Journey journey = involvement.journey();
        Set<String> roles = new HashSet<>();
        Set<String> all = new LinkedHashSet<>(lifeEvent(journey).roles().keySet());
        store.participants(journey.id()).forEach(participant -> all.add(participant.role()));
        all.stream().filter(role -> may(involvement, role, matter)).forEach(roles::add);
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
        if (journey.subjectNumber() != null) {
            candidates.addAll(boards.of(journey.subjectNumber()));
        }
        candidates.addAll(mandates.heirsOf(List.copyOf(candidates)));
        List<PersonId> acting = new ArrayList<>();
        candidates.stream()
                .filter(person -> may(journey, circles.of(person), role, matter))
                .forEach(acting::add);
        return acting;
    }

    /** Whose journeys she may have to do with; whether she has, {@link #standing} says of each. */
    private Involvements.Reach reach(Ties person) {
        List<PersonId> subjects = new ArrayList<>(List.of(person.person()));
        person.held().stream()
                .filter(each -> each.kind() != Mandates.Kind.PARENTAL_RESPONSIBILITY)
                .forEach(each -> subjects.add(each.subject()));
        List<PersonId> places = new ArrayList<>(List.of(person.person()));
        places.addAll(mandates.estates(person));
        return new Involvements.Reach(places, subjects, person.boards());
    }

    /** The journeys that she has anything to do with, the newest first. */
    public List<Involvement> journeysOf(PersonId person) {
        Ties ties = circles.of(person);
        return involvements.all(ties, reach(ties)).stream()
                .filter(each -> standing(each).isPresent())
                .toList();
    }

    /** The ids of the journeys that she may have to do with, whatever she may do there. */
    public Set<JourneyId> concerning(PersonId person) {
        return store.concerning(reach(circles.of(person)));
    }

    /** The journey, when she has anything to do with it. */
    public Optional<Involvement> journeyOf(JourneyId id, PersonId person) {
        Ties ties = circles.of(person);
        return involvements.find(id, ties, reach(ties)).filter(each -> standing(each)
                .isPresent());
    }

    /** The journey as it is now, beside somebody who may have nothing to do with it. */
    public Involvement beside(JourneyId id, PersonId person) {
        return involvements.find(id, circles.of(person)).orElseThrow();
    }

    /** True for a participant whose role is still worth something: her own, or one that a mandate carries. */
    public boolean counts(Journey journey, Participant participant) {
        Ties person = circles.of(participant.person());
        return !mandates.dead(person)
                && (!stands(lifeEvent(journey), journey, participant.role())
                        || mandate(journey, person).orElseThrow().capacity() != null);
    }

    /** Those of the participants who count, see {@link #counts}, within a circle that was read for whom the journey is about. */
    public List<Participant> counting(Journey journey, Circle circle) {
        LifeEvent lifeEvent = lifeEvent(journey);
        PersonId subject = journey.subjectPerson();
        Supplier<Function<PersonId, Standing>> board =
                SingletonSupplier.of(() -> boards.standings(Objects.requireNonNull(journey.subjectNumber())));
        return store.participants(journey.id()).stream()
                .filter(participant -> !mandates.dead(participant.person(), circle))
                .filter(participant -> {
                    if (!stands(lifeEvent, journey, participant.role())) {
                        return true;
                    }
                    PersonId person = participant.person();
                    Standing standing =
                            subject == null ? board.get().apply(person) : mandates.of(person, subject, circle);
                    return standing.capacity() != null;
                })
                .toList();
    }

    /** Who needs no place among the participants: the subject herself, when she is old enough, whom she has asked, her heirs, and a board. */
    private static boolean comesByHerself(Standing standing) {
        return standing.capacity() == Capacity.SELF
                || standing.capacity() == Capacity.PROXY
                || standing.capacity() == Capacity.HEIR
                || standing.why() == Why.BOARD;
    }

    private static boolean stands(LifeEvent lifeEvent, Journey journey, String role) {
        ParticipantRole known = lifeEvent.roles().get(role);
        if (known == null || !known.represents()) {
            return false;
        }
        return ParticipantRole.BOARD.equals(known.mandate())
                ? journey.subjectNumber() != null
                : journey.subjectPerson() != null;
    }

    private LifeEvent lifeEvent(Journey journey) {
        return lifeEvents.obtain().ofDefinition(journey.definitionId());
    }
}
