package org.samspill.agencies;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.AssuranceLevel;
import org.samspill.actors.CurrentMachine;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Text;
import org.samspill.catalogue.LifeEvent;
import org.samspill.identity.StepUp;
import org.samspill.journeys.Involvement;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.Representation;
import org.samspill.journeys.Whereabouts;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.stereotype.Component;

/** Journeys as data, and who may see them: participants, and organisations that have or had work in them. */
@Component
class JourneyViews {

    @Schema(name = "Journey")
    record JourneyView(
            String id,
            @Schema(description = "Key of the life event") String lifeEvent,

            @Schema(description = "Version of the life event that the journey keeps")
            int version,

            @Schema(description = "Title of the life event by language")
            Text titles,

            @Schema(allowableValues = {"open", "ended"}) String state,

            @Schema(description = "The end event through which it ended") @Nullable
            String end,

            Instant startedAt,
            @Nullable Instant endedAt,

            @Schema(description = "What waits now, the most urgent first")
            List<WaitView> waiting) {}

    @Schema(name = "JourneyWait", description = "A step that waits")
    record WaitView(
            String element,

            @Schema(description = "Title of the step by language")
            Text titles,

            @Schema(description = "Actor or participant's role that has it") @Nullable
            String holder,

            @Schema(description = "Number of the organisation that has it") @Nullable
            String organisation,

            Instant since,
            @Schema(description = "Promised until then") Instant due) {}

    @Schema(name = "JourneyEvent")
    record EventView(
            Instant at,

            @Schema(description = "What happened", example = "completed")
            String kind,

            @Nullable String process,
            @Nullable String element,

            @Schema(description = "Title of the step by language") @Nullable
            Text titles,

            @Nullable String actor,

            @Schema(description = "Number of the organisation that had the step") @Nullable
            String organisation,

            @Nullable String service,

            @Schema(description = "How it ended; of an organisation's own steps only") @Nullable
            String outcome,

            @Schema(description = "Why it was refused; of an organisation's own steps only") @Nullable
            String reason,

            @Schema(allowableValues = {"machine", "person", "engine"}) @Nullable
            String channel,

            @Nullable Instant due) {}

    private final Journeys journeys;
    private final JourneyLog log;
    private final WorkItems work;
    private final Representation representation;
    private final Whereabouts whereabouts;

    JourneyViews(
            Journeys journeys, JourneyLog log, WorkItems work, Representation representation, Whereabouts whereabouts) {
        this.representation = representation;
        this.whereabouts = whereabouts;
        this.journeys = journeys;
        this.log = log;
        this.work = work;
    }

    Optional<Journey> visible(JourneyId id, @Nullable CurrentMachine machine, @Nullable CurrentUser user) {
        if (user != null) {
            Optional<Journey> own = representation
                    .journeyOf(id, user.person())
                    .filter(representation::sees)
                    .map(Involvement::journey);
            if (own.isPresent()) {
                if (own.get().subjectPerson() != null && !user.level().reaches(AssuranceLevel.HIGH)) {
                    throw new StepUp();
                }
                return own;
            }
        }
        boolean part =
                machine != null ? work.takesPart(id, machine.organisation()) : user != null && work.takesPart(id, user);
        return part ? journeys.find(id) : Optional.empty();
    }

    private static @Nullable OrganisationNumber organisation(
            @Nullable CurrentMachine machine, @Nullable CurrentUser user) {
        if (machine != null) {
            return machine.organisation();
        }
        return user == null || user.organisation() == null
                ? null
                : user.organisation().number();
    }

    JourneyView of(Journey journey, @Nullable CurrentMachine machine, @Nullable CurrentUser user) {
        Whereabouts.Names names = names(journey, machine, user);
        LifeEvent lifeEvent = journeys.lifeEventOf(journey);
        List<WaitView> waiting = work.ofJourney(journey.id()).stream()
                .filter(WorkItem::open)
                .sorted(java.util.Comparator.comparing(item -> item.promise().dueAt()))
                .map(item -> new WaitView(
                        item.element(),
                        title(lifeEvent, item.process(), item.element()),
                        item.role() != null ? item.role() : item.actor(),
                        item.organisation() != null && names.mayKnow(item.organisation())
                                ? item.organisation().value()
                                : null,
                        item.createdAt(),
                        item.promise().dueAt()))
                .toList();
        return new JourneyView(
                journey.id().value(),
                journey.lifeEvent(),
                journey.version(),
                lifeEvent.title(),
                journey.open() ? "open" : "ended",
                journey.endElement(),
                journey.startedAt(),
                journey.endedAt(),
                waiting);
    }

    List<EventView> timeline(Journey journey, @Nullable CurrentMachine machine, @Nullable CurrentUser user) {
        LifeEvent lifeEvent = journeys.lifeEventOf(journey);
        boolean participant = user != null && representation.sees(journey, user.person());
        OrganisationNumber organisation = organisation(machine, user);
        Whereabouts.Names names = names(journey, machine, user);
        return log.of(journey.id()).stream()
                .map(event -> event(
                        names,
                        lifeEvent,
                        event,
                        participant
                                || organisation != null && organisation.value().equals(event.organisation())))
                .toList();
    }

    private Whereabouts.Names names(Journey journey, @Nullable CurrentMachine machine, @Nullable CurrentUser user) {
        return user != null && representation.sees(journey, user.person())
                ? whereabouts.namesFor(journey, user.person())
                : whereabouts.namesAt(journey, organisation(machine, user));
    }

    private static EventView event(Whereabouts.Names names, LifeEvent lifeEvent, JourneyEvent event, boolean own) {
        return new EventView(
                event.at(),
                event.kind().name().toLowerCase(Locale.ROOT),
                event.process(),
                event.element(),
                event.process() == null || event.element() == null
                        ? null
                        : title(lifeEvent, event.process(), event.element()),
                event.actor(),
                event.organisation() != null && names.mayKnow(OrganisationNumber.of(event.organisation()))
                        ? event.organisation()
                        : null,
                event.service(),
                own ? event.outcome() : null,
                own ? event.reason() : null,
                event.channel() == null ? null : event.channel().name().toLowerCase(Locale.ROOT),
                event.dueAt());
    }

    private static Text title(LifeEvent lifeEvent, String process, String element) {
        return lifeEvent
                .process(process)
                .flatMap(model -> model.step(element))
                .map(step -> step.title())
                .orElse(new Text(element, element));
    }
}
