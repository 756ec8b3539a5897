package org.samspill.portal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.ConsentScope;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.Service;
import org.samspill.journeys.Journey;
import org.samspill.journeys.Journeys;
import org.samspill.privacy.Disclosure;
import org.samspill.privacy.Disclosures;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.stereotype.Component;

/** Who has seen what of a journey: whom, when, which data, for what and by what right. */
@Component
class Seen {

    private final Disclosures disclosures;
    private final Journeys journeys;
    private final People people;
    private final WorkItems items;
    private final Reader reader;
    private final Waits waits;
    private final PlainWords words;

    Seen(
            Disclosures disclosures,
            Journeys journeys,
            People people,
            WorkItems items,
            Reader reader,
            Waits waits,
            PlainWords words) {
        this.disclosures = disclosures;
        this.journeys = journeys;
        this.people = people;
        this.items = items;
        this.reader = reader;
        this.waits = waits;
        this.words = words;
    }

    int count(Journey journey) {
        return disclosures.of(journey.id().value()).size();
    }

    List<JourneyPage.Seen> of(Journey journey, CurrentUser user, Locale locale) {
        LifeEvent lifeEvent = journeys.lifeEventOf(journey);
        List<Disclosure> rows = disclosures.of(journey.id().value());
        Map<PersonId, String> names = people.names(
                rows.stream().map(Disclosure::person).filter(Objects::nonNull).toList());
        Map<String, WorkItem> work =
                items.ofJourney(journey.id()).stream().collect(Collectors.toMap(WorkItem::id, Function.identity()));
        return rows.stream()
                .map(row -> new JourneyPage.Seen(
                        words.dateTime(row.at(), locale),
                        who(row, user, locale),
                        row.organisation() == null ? null : name(row.person(), names),
                        data(row, lifeEvent, locale),
                        why(row, lifeEvent, work, locale),
                        right(row, lifeEvent, locale)))
                .toList();
    }

    private static @Nullable String name(@Nullable PersonId person, Map<PersonId, String> names) {
        return person == null ? null : names.get(person);
    }

    private String who(Disclosure row, CurrentUser user, Locale locale) {
        OrganisationNumber organisation = row.organisation();
        if (organisation != null) {
            return reader.organisation(organisation);
        }
        return words.text(locale, user.person().equals(row.person()) ? "portal.seen.you" : "portal.seen.participant");
    }

    private static String data(Disclosure row, LifeEvent lifeEvent, Locale locale) {
        return row.data().stream()
                .map(name -> lifeEvent
                        .data()
                        .find(name)
                        .map(datum -> datum.title().in(locale))
                        .orElse(name))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** The purpose of the service's contract; of work without one what the work is, of a look at the whole journey what the journey is. */
    private String why(Disclosure row, LifeEvent lifeEvent, Map<String, WorkItem> work, Locale locale) {
        Service service = service(row, lifeEvent);
        if (service != null) {
            return service.contract().purpose().in(locale);
        }
        WorkItem item = row.workItem() == null ? null : work.get(row.workItem());
        return item == null ? lifeEvent.title().in(locale) : waits.title(item, locale);
    }

    private static @Nullable Service service(Disclosure row, LifeEvent lifeEvent) {
        return row.service() == null ? null : lifeEvent.service(row.service()).orElse(null);
    }

    private @Nullable String right(Disclosure row, LifeEvent lifeEvent, Locale locale) {
        ConsentScope scope = lifeEvent.consents().get(Objects.requireNonNullElse(row.consent(), ""));
        if (scope != null) {
            return words.text(locale, "portal.seen.consent", scope.title().in(locale));
        }
        String law = row.legalBasis();
        return law == null ? null : words.text(locale, "portal.seen.law", law);
    }
}
