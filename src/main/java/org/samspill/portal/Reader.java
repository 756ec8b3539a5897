package org.samspill.portal;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Actor;
import org.samspill.actors.AssuranceLevel;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Matter;
import org.samspill.actors.Organisation;
import org.samspill.actors.Organisations;
import org.samspill.actors.Standing;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.ParticipantRole;
import org.samspill.identity.StepUp;
import org.samspill.journeys.Involvement;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.Participant;
import org.samspill.journeys.Representation;
import org.samspill.journeys.Whereabouts;
import org.samspill.work.WorkItem;
import org.springframework.stereotype.Component;

/** What a citizen may see of journeys: only those she takes part in, and the names that she knows already. */
@Component
class Reader {

    private final Journeys journeys;
    private final Representation representation;
    private final Organisations organisations;
    private final Whereabouts whereabouts;

    Reader(Journeys journeys, Representation representation, Organisations organisations, Whereabouts whereabouts) {
        this.journeys = journeys;
        this.representation = representation;
        this.organisations = organisations;
        this.whereabouts = whereabouts;
    }

    /** The journey, when she has to do with it; whether she may read it now, her standing says. */
    Optional<Involvement> journey(String id, CurrentUser user) {
        Optional<Involvement> journey =
                JourneyId.parse(id).flatMap(known -> representation.journeyOf(known, user.person()));
        journey.ifPresent(found -> beSureOfHer(found.journey(), user));
        return journey;
    }

    /** The journey beside her as it is at this moment; that it is hers was asked before. */
    Involvement now(Journey journey, CurrentUser user) {
        return representation.beside(journey.id(), user.person());
    }

    /** How she stands in a journey that was read beside her; empty when she has nothing to do with it. */
    Optional<Standing> standing(Involvement involvement) {
        return representation.standing(involvement);
    }

    /** How she stands in the journey today; empty when she has nothing to do with it. */
    Optional<Standing> standing(Journey journey, CurrentUser user) {
        return representation.standing(journey, user.person());
    }

    /** What is about a person is shown only to someone whom her issuer knows to the highest level (ID-porten: `idporten-loa-high`). */
    static void beSureOfHer(Journey journey, CurrentUser user) {
        if (!sure(journey, user)) {
            throw new StepUp();
        }
    }

    static boolean sure(Journey journey, CurrentUser user) {
        return journey.subjectPerson() == null || user.level().reaches(AssuranceLevel.HIGH);
    }

    /** All that she has to do with, the newest first. */
    List<Involvement> journeys(CurrentUser user) {
        return representation.journeysOf(user.person());
    }

    /** As what she reads the journey: her roles in it, or else that she is the one it is about, a proxy or an heir. */
    List<String> capacities(Journey journey, CurrentUser user) {
        List<String> roles = journeys.participants(journey.id()).stream()
                .filter(participant -> participant.person().equals(user.person()))
                .map(Participant::role)
                .sorted()
                .toList();
        return !roles.isEmpty()
                ? roles
                : standing(journey, user)
                        .map(Standing::capacity)
                        .map(capacity -> List.of(capacity.name().toLowerCase(Locale.ROOT)))
                        .orElse(List.of());
    }

    /** True when she is told all that is known; a parent whose child has turned 12 is not told what health services have written down. */
    boolean toldAll(Journey journey, CurrentUser user) {
        return standing(journey, user)
                .filter(standing -> standing.insight() == Standing.Insight.FULL)
                .isPresent();
    }

    /** The roles in which she may do something today that is about this. */
    Set<String> roles(Involvement involvement, Matter matter) {
        return representation.roles(involvement, matter);
    }

    /** Whom or what the journey is about, see {@link #about(Involvement, CurrentUser)}. */
    @Nullable
    String about(Journey journey, CurrentUser user) {
        return about(now(journey, user), user);
    }

    /** Whom or what the journey is about. A person's name is told to herself and to her guardians; an organisation's to all who take part. */
    @Nullable
    String about(Involvement involvement, CurrentUser user) {
        Journey journey = involvement.journey();
        if (!sure(journey, user)) {
            return null;
        }
        String name = journey.subjectPerson() == null
                ? involvement.subject()
                : involvement.ties().name(journey.subjectPerson());
        return name == null || name.isBlank() ? null : name;
    }

    /** True when she may be told where the people of the journey are; the other parent of a protected child may not. */
    boolean whereabouts(Journey journey, CurrentUser user) {
        return whereabouts.told(journey, user.person());
    }

    /** The journey's organisations, as far as she may know them. */
    Whereabouts.Names organisations(Journey journey, CurrentUser user) {
        return whereabouts.namesFor(journey, user.person());
    }

    /** The same, with those that have this work looked up in one go. */
    Whereabouts.Names organisations(Journey journey, List<WorkItem> work, CurrentUser user) {
        return organisations(journey, user)
                .expecting(work.stream()
                        .map(WorkItem::organisation)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
    }

    /** The same for the journey of this id. */
    Whereabouts.Names organisations(String journey, CurrentUser user) {
        return organisations(JourneyId.parse(journey).flatMap(journeys::find).orElseThrow(), user);
    }

    /** The municipality's name; its number when nobody plays it. */
    String municipality(String number) {
        return organisations
                .playing("municipality", number)
                .map(Organisation::name)
                .orElse(number);
    }

    /** What a journey is called: its life event's title. */
    String title(Journey journey, Locale locale) {
        return journeys.lifeEventOf(journey).title().in(locale);
    }

    /** The title of an actor or a participant's role. */
    static String title(@Nullable String key, LifeEvent lifeEvent, Locale locale) {
        if (key == null) {
            return "";
        }
        ParticipantRole role = lifeEvent.roles().get(key);
        Actor actor = lifeEvent.actors().get(key);
        return role != null
                ? role.title().in(locale)
                : actor != null ? actor.title().in(locale) : key;
    }
}
