package org.samspill.portal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.ConsentScope;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.Service;
import org.samspill.catalogue.Step;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.Whereabouts;
import org.samspill.privacy.Consents;
import org.samspill.privacy.Disclosure;
import org.samspill.privacy.Disclosures;
import org.samspill.privacy.Questions;
import org.samspill.privacy.Retention;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gathers everything about a journey for someone who takes part in it. */
@Component
class EverythingBuilder {

    /** Stands where the number of an organisation would that would tell the reader where somebody is. */
    private static final String HIDDEN = "…";

    private final Journeys journeys;
    private final JourneyLog log;
    private final Known known;
    private final Consents consents;
    private final Disclosures disclosures;
    private final Questions questions;
    private final People people;
    private final Reader reader;
    private final Stays stays;
    private final PlainWords words;

    EverythingBuilder(
            Journeys journeys,
            JourneyLog log,
            Known known,
            Consents consents,
            Disclosures disclosures,
            Questions questions,
            People people,
            Reader reader,
            Stays stays,
            PlainWords words) {
        this.journeys = journeys;
        this.log = log;
        this.known = known;
        this.consents = consents;
        this.disclosures = disclosures;
        this.questions = questions;
        this.people = people;
        this.reader = reader;
        this.stays = stays;
        this.words = words;
    }

    /** All of it, in one look at the database; that the data were read is written down with them. */
    @Transactional
    public Everything of(Journey journey, CurrentUser user, Locale locale) {
        LifeEvent lifeEvent = journeys.lifeEventOf(journey);
        String id = journey.id().value();
        Whereabouts.Names organisations = reader.organisations(journey, user);
        Map<String, Retention.Kept> kept = stays.keptOf(journey);
        List<Everything.Datum> data = known.shown(journey, user).stream()
                .map(each -> datum(each, kept.get(each.held().name()), lifeEvent, organisations, locale))
                .toList();
        List<Disclosure> given = disclosures.of(id);
        Map<PersonId, String> names = people.names(given.stream()
                .filter(row -> row.organisation() != null)
                .map(Disclosure::person)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        return new Everything(
                Everything.FORMAT,
                words.now(),
                about(journey, lifeEvent, user, locale),
                data,
                log.of(journey.id()).stream()
                        .map(event -> event(event, lifeEvent, organisations, locale))
                        .toList(),
                consents(id, lifeEvent, user, locale),
                given.stream()
                        .map(row -> release(row, lifeEvent, names, organisations, user, locale))
                        .toList(),
                questions.of(id, user.person()).stream()
                        .map(question -> new Everything.Asked(
                                question.id(),
                                question.kind().name().toLowerCase(Locale.ROOT),
                                question.disclosure(),
                                question.datum(),
                                organisations.of(question.organisation(), locale),
                                question.text(),
                                question.askedAt(),
                                question.dueAt(),
                                question.outcome(),
                                question.answer(),
                                question.answeredAt()))
                        .toList());
    }

    private Everything.Datum datum(
            Known.Found each,
            Retention.@Nullable Kept kept,
            LifeEvent lifeEvent,
            Whereabouts.Names organisations,
            Locale locale) {
        return new Everything.Datum(
                each.held().name(),
                each.datum().title().in(locale),
                each.held().value(),
                known.read(each, lifeEvent, locale),
                known.from(each.brought(), lifeEvent, organisations, locale),
                each.brought().at(),
                each.datum().retention(),
                kept == null ? null : kept.goesOn(),
                each.datum().archive(),
                stays.words(each.datum(), kept, locale));
    }

    private Everything.About about(Journey journey, LifeEvent lifeEvent, CurrentUser user, Locale locale) {
        return new Everything.About(
                journey.id().value(),
                journey.lifeEvent(),
                journey.version(),
                lifeEvent.title().in(locale),
                reader.about(journey, user),
                reader.capacities(journey, user),
                journey.startedAt(),
                journey.endedAt(),
                journey.endElement() == null
                        ? null
                        : lifeEvent
                                .root()
                                .step(journey.endElement())
                                .map(step -> step.title().in(locale))
                                .orElse(journey.endElement()),
                stays.goesOn(journey));
    }

    private Everything.Event event(
            JourneyEvent event, LifeEvent lifeEvent, Whereabouts.Names organisations, Locale locale) {
        OrganisationNumber organisation =
                event.organisation() == null ? null : OrganisationNumber.of(event.organisation());
        return new Everything.Event(
                event.seq(),
                event.at(),
                event.kind().name().toLowerCase(Locale.ROOT),
                event.element(),
                title(event, lifeEvent, locale),
                organisation == null || !organisations.mayKnow(organisation) ? null : organisation.value(),
                organisation == null ? null : organisations.of(organisation, locale),
                event.outcome(),
                event.reason(),
                event.channel() == null ? null : event.channel().name().toLowerCase(Locale.ROOT));
    }

    private static @Nullable String title(JourneyEvent event, LifeEvent lifeEvent, Locale locale) {
        String element = event.element();
        if (event.kind() == JourneyEvent.Kind.MESSAGE && event.outcome() != null) {
            return Optional.ofNullable(lifeEvent.events().get(event.outcome()))
                    .map(message -> message.title().in(locale))
                    .orElse(null);
        }
        return event.process() == null || element == null
                ? null
                : lifeEvent
                        .process(event.process())
                        .flatMap(process -> process.step(element))
                        .map(Step::title)
                        .map(title -> title.in(locale))
                        .orElse(null);
    }

    private List<Everything.Consent> consents(String id, LifeEvent lifeEvent, CurrentUser user, Locale locale) {
        return consents.of(id).stream()
                .filter(answer -> answer.grantor().equals(user.person()))
                .map(answer -> {
                    ConsentScope scope = lifeEvent.consents().get(answer.scope());
                    return new Everything.Consent(
                            answer.id(),
                            answer.scope(),
                            scope == null ? answer.scope() : scope.title().in(locale),
                            scope == null
                                    ? Objects.requireNonNullElse(answer.purpose(), "")
                                    : scope.purpose().in(locale),
                            answer.recipient() == null ? null : Reader.title(answer.recipient(), lifeEvent, locale),
                            answer.categories().stream()
                                    .map(category -> category.name().toLowerCase(Locale.ROOT))
                                    .sorted()
                                    .toList(),
                            answer.given(),
                            answer.decidedAt(),
                            answer.expiresAt(),
                            answer.withdrawnAt());
                })
                .toList();
    }

    private Everything.Release release(
            Disclosure row,
            LifeEvent lifeEvent,
            Map<PersonId, String> names,
            Whereabouts.Names organisations,
            CurrentUser user,
            Locale locale) {
        OrganisationNumber organisation = row.organisation();
        boolean named = organisation != null && organisations.mayKnow(organisation);
        return new Everything.Release(
                row.seq(),
                row.at(),
                row.how().name().toLowerCase(Locale.ROOT),
                organisation == null ? null : named ? organisation.value() : HIDDEN,
                organisation != null
                        ? organisations.of(organisation, locale)
                        : words.text(
                                locale,
                                user.person().equals(row.person()) ? "portal.seen.you" : "portal.seen.participant"),
                row.person() == null || !named ? null : names.get(row.person()),
                row.data(),
                row.data().stream()
                        .map(name -> lifeEvent
                                .data()
                                .find(name)
                                .map(datum -> datum.title().in(locale))
                                .orElse(name))
                        .toList(),
                purpose(row, lifeEvent, locale),
                row.legalBasis(),
                row.consentIds());
    }

    private String purpose(Disclosure row, LifeEvent lifeEvent, Locale locale) {
        if (Known.ACCESS.equals(row.workItem())) {
            return words.text(locale, "portal.access");
        }
        return Optional.ofNullable(row.service())
                .flatMap(lifeEvent::service)
                .map(Service::contract)
                .map(contract -> contract.purpose().in(locale))
                .orElse(Objects.requireNonNullElse(row.purpose(), ""));
    }
}
