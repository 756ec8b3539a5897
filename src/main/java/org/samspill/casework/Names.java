package org.samspill.casework;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Circle;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.Whereabouts;
import org.samspill.work.WorkItem;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** The names of colleagues and organisations for one page, each looked up once. */
final class Names {

    private final Whereabouts.Names organisations;
    private final Organisations places;
    private final Locale locale;
    private final Function<PersonId, @Nullable String> colleagues;

    private Names(
            Whereabouts.Names organisations,
            Organisations places,
            Locale locale,
            Function<PersonId, @Nullable String> colleagues) {
        this.organisations = organisations;
        this.places = places;
        this.locale = locale;
        this.colleagues = colleagues;
    }

    /** The name of a colleague of the reader; null for anyone else. */
    @Nullable
    String colleague(@Nullable PersonId person) {
        return person == null ? null : colleagues.apply(person);
    }

    /** What the organisation is called to this reader; null for none. */
    @Nullable
    String organisation(@Nullable OrganisationNumber number) {
        return number == null ? null : organisations.of(number, locale);
    }

    /** Looks the organisations of this work and of these rows up in one go. */
    Names expecting(List<WorkItem> items, List<JourneyEvent> events) {
        Set<OrganisationNumber> numbers = new HashSet<>();
        items.stream().map(WorkItem::organisation).filter(Objects::nonNull).forEach(numbers::add);
        events.stream()
                .map(JourneyEvent::organisation)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(number -> numbers.add(OrganisationNumber.of(number)));
        organisations.expecting(numbers);
        return this;
    }

    String organisation(String number) {
        return organisations.of(OrganisationNumber.of(number), locale);
    }

    /** The name of the municipality with that number, as the organisation that is one calls itself; the number when none here is. */
    String municipality(String number) {
        return places.playing("municipality", number).map(Organisation::name).orElse(number);
    }

    /** Makes the names for a page. */
    @Component
    static class Book {

        private final Whereabouts whereabouts;
        private final Organisations organisations;
        private final People people;

        Book(Whereabouts whereabouts, Organisations organisations, People people) {
            this.whereabouts = whereabouts;
            this.organisations = organisations;
            this.people = people;
        }

        /** For a page about one journey. */
        Names open(Journey journey, CurrentUser user, Locale locale) {
            Supplier<Map<String, String>> known = SingletonSupplier.of(() -> colleagues(user));
            return open(journey, person -> known.get().get(person.value()), user, locale);
        }

        /** The same, of colleagues who are in a circle that has been read. */
        Names open(Journey journey, Circle circle, CurrentUser user, Locale locale) {
            return open(
                    journey,
                    person -> user.person().equals(person) ? user.name() : circle.colleague(person),
                    user,
                    locale);
        }

        private Names open(
                Journey journey, Function<PersonId, @Nullable String> known, CurrentUser user, Locale locale) {
            return new Names(
                    whereabouts.namesAt(journey, Reader.organisation(user).number()), organisations, locale, known);
        }

        /** The reader's colleagues and herself, by id. */
        Map<String, String> colleagues(CurrentUser user) {
            Map<String, String> colleagues = new HashMap<>();
            if (user.organisation() != null) {
                people.employeesOf(user.organisation().number())
                        .forEach(colleague -> colleagues.put(
                                colleague.person().id().value(),
                                colleague.person().name()));
            }
            colleagues.put(user.person().value(), user.name());
            return colleagues;
        }
    }
}
