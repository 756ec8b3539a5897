package org.samspill.portal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.Service;
import org.samspill.catalogue.Step;
import org.samspill.catalogue.StepKind;
import org.samspill.journeys.Involvement;
import org.samspill.journeys.Journey;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.Whereabouts;
import org.samspill.web.PromiseTag;
import org.samspill.work.Promise;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.stereotype.Component;

/** Tells what a journey waits for, in sentences: for what, for whom, since when, until when and why then, and what happens if nothing happens. */
@Component
class Waits {

    /**
     * One thing that is waited for.
     *
     * @param words who has the ball, and since when
     * @param explanation what it is about, from the model; empty when the model says nothing
     * @param promise how long it may take and who says so; null for what has no promise
     * @param canDo what the reader can do about it
     * @param otherwise what happens if nothing happens; null when there is nothing to tell
     * @param task the reader's own task; null when others have the ball
     */
    record Wait(
            String title,
            String words,
            String explanation,
            @Nullable PromiseTag tag,
            @Nullable String promise,
            String canDo,
            @Nullable String otherwise,
            @Nullable String task) {}

    private final Journeys journeys;
    private final LifeEvents lifeEvents;
    private final Reader reader;
    private final WorkItems work;
    private final PlainWords words;

    Waits(Journeys journeys, LifeEvents lifeEvents, Reader reader, WorkItems work, PlainWords words) {
        this.journeys = journeys;
        this.lifeEvents = lifeEvents;
        this.reader = reader;
        this.work = work;
        this.words = words;
    }

    /** What the journey waits for: the reader's own tasks first, then what others do by its promise, then what has to happen. */
    List<Wait> of(Involvement involvement, List<WorkItem> items, Whereabouts.Names organisations, Locale locale) {
        Journey journey = involvement.journey();
        LifeEvent lifeEvent = journeys.lifeEventOf(journey);
        Set<String> mine = items.stream()
                .filter(item -> item.open() && work.isFor(item, involvement))
                .map(WorkItem::id)
                .collect(Collectors.toSet());
        List<Wait> waits = new ArrayList<>();
        items.stream()
                .filter(WorkItem::open)
                .sorted(Comparator.comparing((WorkItem item) -> !mine.contains(item.id()))
                        .thenComparing(item -> item.promise().dueAt()))
                .forEach(item -> waits.add(
                        mine.contains(item.id()) ? own(item, locale) : others(item, lifeEvent, organisations, locale)));
        if (journey.open()) {
            waits.addAll(events(involvement, lifeEvent, locale));
        }
        return waits;
    }

    /** What a piece of work is called: by its service, else by its step. */
    String title(WorkItem item, Locale locale) {
        Optional<Service> service = item.service() == null
                ? Optional.empty()
                : lifeEvents.ofDefinition(item.definitionId()).service(item.service());
        return service.map(Service::title)
                .or(() -> step(item).map(Step::title))
                .map(title -> title.in(locale))
                .orElse(item.element());
    }

    String explanation(WorkItem item, Locale locale) {
        return step(item).map(step -> step.explanation().in(locale)).orElse("");
    }

    private Optional<Step> step(WorkItem item) {
        return lifeEvents.step(item.definitionId(), item.element());
    }

    private Wait own(WorkItem item, Locale locale) {
        return new Wait(
                title(item, locale),
                words.text(locale, "portal.wait.you", words.date(item.createdAt(), locale)),
                explanation(item, locale),
                words.tag(item.promise(), locale),
                words.ownPromise(item.promise(), locale),
                words.text(locale, "portal.wait.you.do"),
                otherwise(item, "you", "", locale),
                item.id());
    }

    private Wait others(WorkItem item, LifeEvent lifeEvent, Whereabouts.Names organisations, Locale locale) {
        String since = words.date(item.createdAt(), locale);
        if (item.organisation() == null && item.role() == null) {
            String actor = Reader.title(item.actor(), lifeEvent, locale);
            return new Wait(
                    title(item, locale),
                    words.text(locale, "portal.wait.nobody", actor, since),
                    explanation(item, locale),
                    words.tag(item.promise(), locale),
                    words.promise(item.promise(), locale),
                    words.text(locale, "portal.wait.nobody.do"),
                    null,
                    null);
        }
        OrganisationNumber organisation = item.organisation();
        boolean participant = organisation == null;
        String who = organisation == null
                ? Reader.title(item.role(), lifeEvent, locale)
                : organisations.of(organisation, locale);
        String key = participant ? "portal.wait.participant" : "portal.wait.organisation";
        return new Wait(
                title(item, locale),
                words.text(locale, key, who, since),
                explanation(item, locale),
                words.tag(item.promise(), locale),
                words.promise(item.promise(), locale),
                words.text(locale, key + ".do", who),
                otherwise(item, participant ? "participant" : "organisation", who, locale),
                null);
    }

    /** The next step of the ladder: a reminder at 80 %, an alarm at 100 %, at 150 % word to the leader and the coordinator. */
    private String otherwise(WorkItem item, String whose, String who, Locale locale) {
        Promise promise = item.promise();
        Instant due = promise.dueAt();
        Duration span = Duration.between(item.createdAt(), due);
        Instant reminder = item.createdAt().plusMillis(span.toMillis() * 8 / 10);
        Instant escalation = item.createdAt().plusMillis(span.toMillis() * 3 / 2);
        Instant now = words.now();
        String stage = now.isBefore(reminder)
                ? "reminder"
                : now.isBefore(due) ? "alarm" : now.isBefore(escalation) ? "escalation" : "escalated";
        return words.text(
                locale,
                "portal.otherwise." + whose + "." + stage,
                who,
                words.moment(reminder, item.createdAt(), due, locale),
                words.moment(due, item.createdAt(), due, locale),
                words.moment(escalation, item.createdAt(), due, locale));
    }

    /** Whether there is anything that the reader herself may tell the journey now. */
    private boolean mayTell(Involvement involvement, LifeEvent lifeEvent) {
        return lifeEvent.events().values().stream()
                .filter(event -> !event.name().equals(Journeys.CONSENT_WITHDRAWN))
                .filter(event -> involvement.awaited().contains(event.name()))
                .anyMatch(event -> {
                    Set<String> roles = reader.roles(involvement, event.matter());
                    return event.from().stream().anyMatch(roles::contains);
                });
    }

    /** Places where the journey stands still until something happens outside: a message or a day. */
    private List<Wait> events(Involvement involvement, LifeEvent lifeEvent, Locale locale) {
        Set<Step> steps = new LinkedHashSet<>();
        involvement.positions().forEach(position -> lifeEvents
                .step(position.definition(), position.element())
                .filter(step -> step.kind() == StepKind.CATCH || step.kind() == StepKind.EVENT_GATEWAY)
                .ifPresent(steps::add));
        if (steps.isEmpty()) {
            return List.of();
        }
        String canDo =
                words.text(locale, mayTell(involvement, lifeEvent) ? "portal.wait.event.tell" : "portal.wait.event.do");
        return steps.stream()
                .map(step -> new Wait(
                        step.title().in(locale),
                        words.text(locale, "portal.wait.event"),
                        step.explanation().in(locale),
                        null,
                        null,
                        canDo,
                        null,
                        null))
                .toList();
    }
}
