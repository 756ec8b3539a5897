package org.samspill.agencies;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.actors.Text;
import org.samspill.catalogue.DataType;
import org.samspill.catalogue.Datum;
import org.samspill.catalogue.Field;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.journeys.JourneyData;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.stereotype.Component;

/** Work items as data. */
@Component
class WorkItemViews {

    @Schema(name = "WorkItem")
    record ItemView(
            String id,
            @Schema(allowableValues = {"service", "user"}) String kind,

            @Schema(allowableValues = {"open", "done", "refused", "cancelled"})
            String state,

            @Schema(description = "The journey's id") String journey,
            @Schema(description = "Key of the life event") String lifeEvent,

            @Schema(description = "Id of the step in its diagram")
            String element,

            @Schema(description = "Title of the step by language")
            Text titles,

            @Schema(description = "The service's key; null for a user task") @Nullable
            String service,

            @Schema(description = "Who in the organisation it is for") @Nullable
            String function,

            @Schema(description = "Four digits: where the subject lives; null where somebody's address is protected")
            @Nullable
            String municipality,

            Instant since,
            Promise promise,

            @Schema(description = "Who has claimed it") @Nullable
            Colleague assignee,

            @Nullable Instant claimedAt,

            @Schema(description = "A machine of the organisation holds it now")
            boolean heldByMachine,

            @Schema(description = "Machines have given it up: no tries are left")
            boolean failed,

            @Schema(description = "How it ended, when the answer has an outcome") @Nullable
            String outcome) {}

    @Schema(name = "WorkItemPromise")
    record Promise(
            Instant due,

            @Schema(description = "The span that was promised, working days as WD", example = "P10WD")
            String within,

            @Schema(allowableValues = {"law", "contract", "published", "mission"})
            String origin,

            String source,

            @Schema(allowableValues = {"on_time", "soon", "overdue"})
            String urgency,

            @Schema(description = "The applicant was asked for more: the time stands still until the work comes back")
            boolean paused) {}

    record Colleague(String id, String name) {}

    @Schema(name = "OpenedWorkItem")
    record OpenedView(
            ItemView item,

            @Schema(description = "What the contract or the form shows, by name; that it was shown is written down")
            Map<String, Object> data,

            @Schema(description = "What is asked for") List<Asked> fields,

            @Schema(description = "Reasons the service may be refused with, by key")
            Map<String, Text> refusals) {}

    @Schema(name = "WorkItemField")
    record Asked(
            String name,
            @Schema(example = "date") String type,
            @Schema(description = "Title by language") Text titles,
            boolean required,

            @Schema(description = "The values it may have; empty when any of its type will do")
            List<String> values) {}

    private final LifeEvents lifeEvents;
    private final People people;
    private final JourneyData data;
    private final Clock clock;

    WorkItemViews(LifeEvents lifeEvents, People people, JourneyData data, Clock clock) {
        this.lifeEvents = lifeEvents;
        this.people = people;
        this.data = data;
        this.clock = clock;
    }

    ItemView of(WorkItem item) {
        Text titles = lifeEvents
                .step(item.definitionId(), item.element())
                .map(step -> step.title())
                .orElse(new Text(item.element(), item.element()));
        return new ItemView(
                item.id(),
                lower(item.kind()),
                lower(item.state()),
                item.journey().value(),
                item.lifeEvent(),
                item.element(),
                titles,
                item.service(),
                item.function(),
                item.guarded() ? null : item.municipality(),
                item.createdAt(),
                new Promise(
                        item.promise().dueAt(),
                        item.promise().within().toString(),
                        item.promise().origin().key(),
                        item.promise().source(),
                        lower(item.promise().urgency(clock.instant())),
                        item.paused()),
                colleague(item.assignee()),
                item.claimedAt(),
                item.heldByMachine(clock.instant()),
                item.failed(),
                item.outcome());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private @Nullable Colleague colleague(@Nullable PersonId person) {
        return person == null
                ? null
                : people.find(person)
                        .map(found -> new Colleague(person.value(), found.name()))
                        .orElse(null);
    }

    OpenedView of(WorkItems.Opened opened) {
        Map<String, Object> shown = new java.util.TreeMap<>();
        opened.data().forEach((name, value) -> shown.put(name, wire(opened.lifeEvent(), name, value)));
        return new OpenedView(
                of(opened.item()),
                shown,
                opened.form().fields().stream()
                        .filter(field -> !field.readonly())
                        .map(WorkItemViews::asked)
                        .toList(),
                opened.service() == null
                        ? Map.of()
                        : opened.service().contract().refusals());
    }

    /** People are told by name and number, as the protocol tells them. */
    private Object wire(LifeEvent lifeEvent, String name, Object value) {
        boolean ofPeople = lifeEvent
                .data()
                .find(name)
                .filter(datum -> datum.type() == DataType.PEOPLE)
                .isPresent();
        return ofPeople ? data.people(value).stream().map(WireWriter::person).toList() : value;
    }

    private static Asked asked(Field field) {
        Datum datum = field.datum();
        return new Asked(
                field.name(),
                datum.type().key(),
                datum.title(),
                field.rules().required(),
                List.copyOf(datum.values().keySet()));
    }
}
