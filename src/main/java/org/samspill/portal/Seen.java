package org.samspill.portal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
import org.samspill.journeys.Whereabouts;
import org.samspill.privacy.Disclosure;
import org.samspill.privacy.Disclosures;
import org.samspill.privacy.Question;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.stereotype.Component;

/** Who has seen what of a journey: whom, when, which data, for what and by what right; people apart from systems, and what was asked about it. */
@Component
class Seen {

    private final Disclosures disclosures;
    private final Journeys journeys;
    private final People people;
    private final WorkItems items;
    private final Reader reader;
    private final Waits waits;
    private final MyQuestions questions;
    private final PlainWords words;

    Seen(
            Disclosures disclosures,
            Journeys journeys,
            People people,
            WorkItems items,
            Reader reader,
            Waits waits,
            MyQuestions questions,
            PlainWords words) {
        this.disclosures = disclosures;
        this.journeys = journeys;
        this.people = people;
        this.items = items;
        this.reader = reader;
        this.waits = waits;
        this.questions = questions;
        this.words = words;
    }

    SeenPage of(Journey journey, CurrentUser user, Locale locale) {
        List<Disclosure> all = disclosures.of(journey.id().value());
        Telling telling = new Telling(journey, all, user, locale);
        Map<List<@Nullable Object>, List<Disclosure>> together = new LinkedHashMap<>();
        all.forEach(row -> together.computeIfAbsent(same(row, locale), key -> new ArrayList<>())
                .add(row));
        List<SeenPage.Row> people = new ArrayList<>();
        List<SeenPage.Row> machines = new ArrayList<>();
        List<SeenPage.Row> participants = new ArrayList<>();
        together.values().forEach(rows -> {
            Disclosure latest = rows.get(0);
            List<SeenPage.Row> kind =
                    latest.organisation() == null ? participants : latest.person() == null ? machines : people;
            kind.add(telling.row(rows));
        });
        return new SeenPage(people, machines, participants);
    }

    /** Looks that a reader would take for one: the same person or system, the same work and data, on one day. */
    private List<@Nullable Object> same(Disclosure row, Locale locale) {
        return Arrays.asList(
                row.organisation(),
                row.person(),
                row.workItem(),
                row.service(),
                row.data(),
                words.date(row.at(), locale));
    }

    /** What a question about a look would be about; empty when nobody at an organisation looked. */
    Optional<MyQuestions.Subject> subject(Journey journey, long number, CurrentUser user, Locale locale) {
        return disclosures.of(journey.id().value()).stream()
                .filter(row -> row.seq() == number)
                .findFirst()
                .flatMap(row -> Optional.ofNullable(row.organisation())
                        .map(organisation ->
                                new Telling(journey, List.of(row), user, locale).subject(row, organisation)));
    }

    /** One journey told to one reader. */
    private final class Telling {

        private final CurrentUser user;
        private final Locale locale;
        private final Whereabouts.Names organisations;
        private final LifeEvent lifeEvent;
        private final Map<String, WorkItem> work;
        private final Map<PersonId, String> names;
        private final Map<Long, MyQuestions.Asked> asked;

        Telling(Journey journey, List<Disclosure> rows, CurrentUser user, Locale locale) {
            this.user = user;
            this.locale = locale;
            this.organisations = reader.organisations(journey, user);
            this.lifeEvent = journeys.lifeEventOf(journey);
            this.work =
                    items.ofJourney(journey.id()).stream().collect(Collectors.toMap(WorkItem::id, Function.identity()));
            this.names = people.names(rows.stream()
                    .map(Disclosure::person)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList());
            this.asked = new HashMap<>();
            questions.of(journey, user).forEach(question -> {
                if (question.disclosure() != null) {
                    asked.putIfAbsent(question.disclosure(), questions.told(question, organisations, locale));
                }
            });
        }

        private @Nullable String name(Disclosure row) {
            // Who works there would tell where it is.
            boolean known = row.organisation() != null && organisations.mayKnow(row.organisation());
            return !known || row.person() == null ? null : names.get(row.person());
        }

        SeenPage.Row row(List<Disclosure> rows) {
            Disclosure latest = rows.get(0);
            return new SeenPage.Row(
                    latest.seq(),
                    words.dateTime(latest.at(), locale),
                    rows.size() == 1 ? null : words.text(locale, "portal.seen.times", rows.size() - 1),
                    who(latest, user, organisations, locale),
                    name(latest),
                    data(latest, lifeEvent, locale),
                    why(latest, lifeEvent, work, locale),
                    right(latest, lifeEvent, locale),
                    rows.stream()
                            .map(row -> asked.get(row.seq()))
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElse(null),
                    latest.organisation() != null);
        }

        MyQuestions.Subject subject(Disclosure row, OrganisationNumber organisation) {
            String person = name(row);
            String at = words.dateTime(row.at(), locale);
            return new MyQuestions.Subject(
                    Question.Kind.EXPLANATION,
                    row.seq(),
                    null,
                    organisation,
                    data(row, lifeEvent, locale),
                    words.text(
                            locale,
                            "portal.question.occasion",
                            person == null ? words.text(locale, "portal.question.machine") : person,
                            at,
                            why(row, lifeEvent, work, locale)));
        }
    }

    private String who(Disclosure row, CurrentUser user, Whereabouts.Names organisations, Locale locale) {
        OrganisationNumber organisation = row.organisation();
        if (organisation != null) {
            return organisations.of(organisation, locale);
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
        if (Known.ACCESS.equals(row.workItem())) {
            return words.text(locale, "portal.access");
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
