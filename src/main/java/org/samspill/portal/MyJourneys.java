package org.samspill.portal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.OrganisationNumber;
import org.samspill.catalogue.ConsentScope;
import org.samspill.catalogue.EventType;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.ProcessModel;
import org.samspill.catalogue.Step;
import org.samspill.journeys.Involvement;
import org.samspill.journeys.Journey;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.Passages;
import org.samspill.journeys.Whereabouts;
import org.samspill.privacy.Consent;
import org.samspill.privacy.Oversight;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.stereotype.Component;

/** Puts the page of one journey together for someone who takes part in it. */
@Component
class MyJourneys {

    static final int REFERENCE = 8;

    private final Journeys journeys;
    private final WorkItems items;
    private final Passages passages;
    private final Oversight oversight;
    private final Reader reader;
    private final Waits waits;
    private final PlainWords words;

    MyJourneys(
            Journeys journeys,
            WorkItems items,
            Passages passages,
            Oversight oversight,
            Reader reader,
            Waits waits,
            PlainWords words) {
        this.journeys = journeys;
        this.items = items;
        this.passages = passages;
        this.oversight = oversight;
        this.reader = reader;
        this.waits = waits;
        this.words = words;
    }

    JourneyPage page(Involvement involvement, CurrentUser user, Locale locale) {
        Journey journey = involvement.journey();
        LifeEvent lifeEvent = journeys.lifeEventOf(journey);
        Oversight.Overview overview = oversight.of(journey.id().value(), user.person());
        List<Consent> answers = answers(overview, lifeEvent);
        List<WorkItem> work = items.openOrOf(journey.id(), recipients(answers, lifeEvent));
        Whereabouts.Names organisations = reader.organisations(journey, work, user);
        Optional<Step> end = journey.open()
                ? Optional.empty()
                : lifeEvent.root().step(Objects.requireNonNullElse(journey.endElement(), ""));
        List<StepList.Line> steps = steps(journey, lifeEvent.root(), locale);
        return new JourneyPage(
                journey.id().value(),
                journey.id().value().substring(0, REFERENCE),
                lifeEvent.title().in(locale),
                reader.about(involvement, user),
                words.date(journey.startedAt(), locale),
                journey.open(),
                end.map(step -> words.text(
                                locale,
                                "portal.ended",
                                step.title().in(locale),
                                words.date(Objects.requireNonNullElse(journey.endedAt(), journey.startedAt()), locale)))
                        .orElse(null),
                end.map(step -> step.explanation().in(locale)).orElse(null),
                waits.of(involvement, work, organisations, locale),
                steps.stream().filter(step -> !step.may()).toList(),
                steps.stream().filter(StepList.Line::may).toList(),
                messages(involvement).stream()
                        .map(event -> new JourneyPage.Message(
                                event.name(), event.title().in(locale)))
                        .toList(),
                consents(answers, work, lifeEvent, organisations, locale),
                overview.toOrganisations());
    }

    private List<StepList.Line> steps(Journey journey, ProcessModel root, Locale locale) {
        return new StepList(root, passages.of(journey.id(), root.key(), StepList.told(root)), words, locale)
                .lines(journey.open());
    }

    /** The messages that the reader's role may send and that somewhere in the journey are waited for. Withdrawing a consent has its own page. */
    List<EventType> messages(Involvement involvement) {
        if (!involvement.journey().open()) {
            return List.of();
        }
        return journeys.lifeEventOf(involvement.journey()).events().values().stream()
                .filter(event -> involvement.awaited().contains(event.name()) && mayTell(involvement, event))
                .toList();
    }

    /** Whether a message is the reader's to send. */
    boolean mayTell(Involvement involvement, EventType event) {
        Set<String> roles = reader.roles(involvement, event.matter());
        return !event.starts()
                && !event.name().equals(Journeys.CONSENT_WITHDRAWN)
                && event.from().stream().anyMatch(roles::contains);
    }

    List<JourneyPage.Consent> consents(Journey journey, CurrentUser user, Locale locale) {
        LifeEvent lifeEvent = journeys.lifeEventOf(journey);
        List<Consent> answers = answers(oversight.of(journey.id().value(), user.person()), lifeEvent);
        List<WorkItem> work = items.openOrOf(journey.id(), recipients(answers, lifeEvent));
        return consents(answers, work, lifeEvent, reader.organisations(journey, work, user), locale);
    }

    /** One for each scope, one that holds before one that does not. */
    private List<Consent> answers(Oversight.Overview overview, LifeEvent lifeEvent) {
        Map<String, Consent> answers = new LinkedHashMap<>();
        overview.answers().stream()
                .filter(answer -> lifeEvent.consents().containsKey(answer.scope()))
                .forEach(answer -> answers.merge(
                        answer.scope(), answer, (first, next) -> first.holds(words.now()) ? first : next));
        return List.copyOf(answers.values());
    }

    private static ConsentScope scope(Consent answer, LifeEvent lifeEvent) {
        return Objects.requireNonNull(lifeEvent.consents().get(answer.scope()));
    }

    private static Set<String> recipients(List<Consent> answers, LifeEvent lifeEvent) {
        return answers.stream()
                .map(answer -> scope(answer, lifeEvent).recipient())
                .collect(Collectors.toSet());
    }

    /** @param work what the recipients have had, among others' */
    private List<JourneyPage.Consent> consents(
            List<Consent> answers,
            List<WorkItem> work,
            LifeEvent lifeEvent,
            Whereabouts.Names organisations,
            Locale locale) {
        return answers.stream()
                .map(answer -> consent(answer, scope(answer, lifeEvent), lifeEvent, work, organisations, locale))
                .toList();
    }

    private JourneyPage.Consent consent(
            Consent answer,
            ConsentScope scope,
            LifeEvent lifeEvent,
            List<WorkItem> work,
            Whereabouts.Names organisations,
            Locale locale) {
        boolean holds = answer.holds(words.now());
        String state = !answer.given() ? "no" : answer.withdrawnAt() != null ? "withdrawn" : holds ? "yes" : "expired";
        return new JourneyPage.Consent(
                scope.key(),
                scope.title().in(locale),
                recipient(scope, lifeEvent, work, organisations, locale),
                scope.purpose().in(locale),
                scope.categories().stream()
                        .map(category -> words.text(
                                locale, "portal.category." + category.name().toLowerCase(Locale.ROOT)))
                        .collect(Collectors.joining(", ")),
                holds,
                words.text(
                        locale,
                        "portal.consent." + state,
                        words.date(Objects.requireNonNullElse(answer.withdrawnAt(), answer.decidedAt()), locale)),
                answer.expiresAt() == null
                        ? words.text(locale, "portal.consent.until-end")
                        : words.date(answer.expiresAt(), locale),
                scope.stops().in(locale));
    }

    /** What withdrawing a consent would do to what is under way now. */
    JourneyPage.Stopping stopping(Journey journey, String scope, CurrentUser user, Locale locale) {
        Whereabouts.Names organisations = reader.organisations(journey, user);
        LifeEvent lifeEvent = journeys.lifeEventOf(journey);
        Set<String> ending = journeys.endingWith(journey, scope);
        Map<Boolean, List<String>> sorted = items.ofJourney(journey.id()).stream()
                .filter(WorkItem::open)
                .collect(Collectors.partitioningBy(
                        item -> item.consents().contains(scope) || ending.contains(item.executionId()),
                        Collectors.mapping(item -> line(item, lifeEvent, organisations, locale), Collectors.toList())));
        return new JourneyPage.Stopping(
                Objects.requireNonNull(sorted.get(true)), Objects.requireNonNull(sorted.get(false)));
    }

    private String line(WorkItem item, LifeEvent lifeEvent, Whereabouts.Names organisations, Locale locale) {
        OrganisationNumber organisation = item.organisation();
        String who = organisation == null
                ? Reader.title(item.role() == null ? item.actor() : item.role(), lifeEvent, locale)
                : organisations.of(organisation, locale);
        return words.text(locale, "portal.withdraw.line", waits.title(item, locale), who);
    }

    /** The organisation that has worked on the journey as the recipient, else the recipient's title. */
    private static String recipient(
            ConsentScope scope,
            LifeEvent lifeEvent,
            List<WorkItem> work,
            Whereabouts.Names organisations,
            Locale locale) {
        return work.stream()
                .filter(item -> scope.recipient().equals(item.actor()))
                .map(WorkItem::organisation)
                .filter(Objects::nonNull)
                .findFirst()
                .map(organisation -> organisations.of(organisation, locale))
                .orElse(Reader.title(scope.recipient(), lifeEvent, locale));
    }
}
