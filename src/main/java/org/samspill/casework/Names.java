package org.samspill.casework;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.springframework.stereotype.Component;

/** The names of colleagues and organisations for one page, each looked up once. */
final class Names {

    private final Organisations organisations;
    private final Map<String, String> colleagues = new HashMap<>();
    private @Nullable Map<String, String> byNumber;

    private Names(Organisations organisations) {
        this.organisations = organisations;
    }

    /** The name of a colleague of the reader; null for anyone else. */
    @Nullable
    String colleague(@Nullable PersonId person) {
        return person == null ? null : colleagues.get(person.value());
    }

    /** The organisation's name; its number when we do not know it, null for none. */
    @Nullable
    String organisation(@Nullable OrganisationNumber number) {
        return number == null ? null : organisation(number.value());
    }

    String organisation(String number) {
        Map<String, String> known = byNumber;
        if (known == null) {
            known = new HashMap<>();
            for (Organisation organisation : organisations.all()) {
                known.put(organisation.number().value(), organisation.name());
            }
            byNumber = known;
        }
        return known.getOrDefault(number, number);
    }

    /** The name of the municipality with that number, as the organisation that is one calls itself; the number when none here is. */
    String municipality(String number) {
        return organisations
                .playing("municipality", number)
                .map(Organisation::name)
                .orElse(number);
    }

    /** Makes the names for a page. */
    @Component
    static class Book {

        private final Organisations organisations;
        private final People people;

        Book(Organisations organisations, People people) {
            this.organisations = organisations;
            this.people = people;
        }

        Names open(CurrentUser user) {
            Names names = new Names(organisations);
            if (user.organisation() != null) {
                people.employeesOf(user.organisation().number())
                        .forEach(colleague -> names.colleagues.put(
                                colleague.person().id().value(),
                                colleague.person().name()));
            }
            names.colleagues.put(user.person().value(), user.name());
            return names;
        }
    }
}
