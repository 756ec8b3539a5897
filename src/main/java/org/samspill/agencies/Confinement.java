package org.samspill.agencies;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentMachine;
import org.samspill.actors.NationalId;
import org.samspill.actors.People;
import org.samspill.actors.Person;
import org.samspill.catalogue.LifeEvents;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/**
 * Keeps a token that an issuer has confined to one person to that person's journeys. The person has not signed in anywhere: such a token still
 * speaks for the organisation, only about her alone. The whole of an organisation's work is closed to it at the door.
 */
@Component
class Confinement {

    private static final String NUMBER = ".nationalId";

    private final LifeEvents lifeEvents;
    private final Journeys journeys;
    private final People people;

    Confinement(LifeEvents lifeEvents, Journeys journeys, People people) {
        this.lifeEvents = lifeEvents;
        this.journeys = journeys;
        this.people = people;
    }

    /** Refuses what concerns someone else: a journey by its id, or data that name another subject or none. */
    void check(CurrentMachine machine, @Nullable String journey, Map<String, ? extends @Nullable Object> data) {
        NationalId only = machine.confinedTo();
        if (only == null) {
            return;
        }
        boolean hers = journey == null
                ? !subjects(data).isEmpty()
                : JourneyId.parse(journey)
                        .flatMap(journeys::find)
                        .map(Journey::subjectPerson)
                        .flatMap(people::find)
                        .map(Person::nationalId)
                        .filter(only::equals)
                        .isPresent();
        if (!hers || !subjects(data).stream().allMatch(only.value()::equals)) {
            throw new AccessDeniedException("The token is confined to another person");
        }
    }

    private List<String> subjects(Map<String, ? extends @Nullable Object> data) {
        return data.entrySet().stream()
                .filter(sent -> namesSubject(sent.getKey()))
                .map(sent -> String.valueOf(sent.getValue()))
                .toList();
    }

    private boolean namesSubject(String name) {
        return name.equals("subject" + NUMBER)
                || lifeEvents.current().stream().anyMatch(each -> name.equals(each.subject() + NUMBER));
    }
}
