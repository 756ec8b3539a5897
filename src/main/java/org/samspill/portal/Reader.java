package org.samspill.portal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Actor;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.ParticipantRole;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.Participant;
import org.samspill.work.WorkItem;
import org.springframework.stereotype.Component;

/** What a citizen may see of journeys: only those she takes part in, and the names that she knows already. */
@Component
class Reader {

    private final Journeys journeys;
    private final People people;
    private final Organisations organisations;

    Reader(Journeys journeys, People people, Organisations organisations) {
        this.journeys = journeys;
        this.people = people;
        this.organisations = organisations;
    }

    /** The journey, when she takes part in it. */
    Optional<Journey> journey(String id, CurrentUser user) {
        return JourneyId.parse(id)
                .flatMap(journeys::find)
                .filter(journey -> journeys.takesPart(journey.id(), user.person()));
    }

    /** The roles that she has in a journey. */
    Set<String> roles(JourneyId journey, CurrentUser user) {
        Set<String> roles = new HashSet<>();
        for (Participant participant : journeys.participants(journey)) {
            if (participant.person().equals(user.person())) {
                roles.add(participant.role());
            }
        }
        return roles;
    }

    static boolean mine(WorkItem item, Set<String> roles, CurrentUser user) {
        if (item.role() == null) {
            return false;
        }
        return item.person() == null
                ? roles.contains(item.role())
                : item.person().equals(user.person());
    }

    /** Whom each journey is about. A person's name is told to herself and to her guardians; an organisation's to all who take part. */
    Map<JourneyId, String> about(List<Journey> list, CurrentUser user) {
        Map<JourneyId, String> about = new HashMap<>();
        Set<PersonId> near = new HashSet<>(Set.of(user.person()));
        people.childrenOf(user.person()).forEach(child -> near.add(child.id()));
        Map<PersonId, String> names = people.names(near);
        Map<JourneyId, String> called = journeys.subjectNames(
                list.stream().filter(journey -> journey.subjectPerson() == null).toList());
        for (Journey journey : list) {
            String name =
                    journey.subjectPerson() == null ? called.get(journey.id()) : names.get(journey.subjectPerson());
            if (name != null && !name.isBlank()) {
                about.put(journey.id(), name);
            }
        }
        return about;
    }

    /** The organisation's name; its number when we do not know it. */
    String organisation(OrganisationNumber number) {
        return organisations.find(number).map(Organisation::name).orElse(number.value());
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
