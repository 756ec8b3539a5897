package org.samspill.work;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.NationalId;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.DataType;
import org.samspill.catalogue.LifeEvents;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyData;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.springframework.stereotype.Component;

/**
 * Takes people out of what a machine writes about its own trouble, before anybody keeps it: operators read it, who are to know of no journey. Whatever looks
 * like an identity number goes, and every word of the journey's own: what its data say in words, and what its people are called.
 */
@Component
class Nameless {

    /** Keys of choices, yes and no, and short words say nothing of anybody and stand in every message. */
    private static final Set<DataType> TELLING = Set.of(
            DataType.TEXT,
            DataType.NATIONAL_ID,
            DataType.EMAIL,
            DataType.PHONE,
            DataType.ACCOUNT_NUMBER,
            DataType.ORGANISATION_NUMBER,
            DataType.PEOPLE);

    private static final int SHORTEST = 3;
    private static final String HIDDEN = "•••";

    private final LifeEvents lifeEvents;
    private final Journeys journeys;
    private final JourneyData data;
    private final People people;

    Nameless(LifeEvents lifeEvents, Journeys journeys, JourneyData data, People people) {
        this.lifeEvents = lifeEvents;
        this.journeys = journeys;
        this.data = data;
        this.people = people;
    }

    String of(WorkItem item, String message) {
        Set<String> words =
                new TreeSet<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        data.visibleFrom(item.executionId()).forEach((name, value) -> lifeEvents
                .ofDefinition(item.definitionId())
                .data()
                .find(name)
                .filter(datum -> TELLING.contains(datum.type()))
                .ifPresent(datum -> gather(value, words)));
        people.names(all(item.journey())).values().forEach(name -> gather(name, words));
        String nameless = NationalId.hiddenIn(message);
        for (String word : words) {
            nameless = Pattern.compile(
                            "(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])",
                            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    .matcher(nameless)
                    .replaceAll(HIDDEN);
        }
        return nameless;
    }

    private Set<PersonId> all(JourneyId journey) {
        Set<PersonId> all = new HashSet<>();
        journeys.participants(journey).forEach(participant -> all.add(participant.person()));
        journeys.find(journey).map(Journey::subjectPerson).ifPresent(all::add);
        return all;
    }

    /** The whole value, and the parts of a short one: a message may use a name's first half alone. */
    private static void gather(@Nullable Object value, Set<String> words) {
        if (value instanceof Collection<?> several) {
            several.forEach(one -> gather(one, words));
        } else if (value instanceof Map<?, ?> members) {
            members.values().forEach(one -> gather(one, words));
        } else if (value instanceof String text && text.strip().length() >= SHORTEST) {
            words.add(text.strip());
            String[] parts = text.strip().split("\\s+");
            if (parts.length <= 3) {
                for (String part : parts) {
                    if (part.length() >= SHORTEST) {
                        words.add(part);
                    }
                }
            }
        }
    }
}
