package org.samspill.agencies;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.AssuranceLevel;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.catalogue.Checked;
import org.samspill.catalogue.Datum;
import org.samspill.catalogue.EventType;
import org.samspill.catalogue.Form;
import org.samspill.catalogue.FormAnswers;
import org.samspill.catalogue.FormProblem;
import org.samspill.catalogue.Forms;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.identity.StepUp;
import org.samspill.journeys.Identities;
import org.samspill.journeys.Journey;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.StartCommand;
import org.samspill.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Starts journeys with data that come as JSON, under the checks that forms and events have. */
@Component
class JourneyStarts {

    /** What came of a wish to start. */
    sealed interface Outcome {}

    record Started(Journey journey, boolean again) implements Outcome {}

    record Refused(List<FormProblem> problems) implements Outcome {}

    private final LifeEvents lifeEvents;
    private final Journeys journeys;
    private final Organisations organisations;
    private final Forms forms;
    private final Identities identities;

    JourneyStarts(
            LifeEvents lifeEvents, Journeys journeys, Organisations organisations, Forms forms, Identities identities) {
        this.lifeEvents = lifeEvents;
        this.journeys = journeys;
        this.organisations = organisations;
        this.forms = forms;
        this.identities = identities;
    }

    Outcome byCitizen(CurrentUser user, String lifeEventKey, Map<String, @Nullable Object> data, @Nullable String key) {
        LifeEvent lifeEvent = lifeEvent(lifeEventKey);
        String formId = lifeEvent.start().form();
        Form form = formId == null ? null : lifeEvent.form(formId).orElse(null);
        if (form == null) {
            throw notYours();
        }
        if (Identities.aboutAnother(lifeEvent, form) && !user.level().reaches(AssuranceLevel.HIGH)) {
            throw new StepUp();
        }
        for (String name : data.keySet()) {
            if (!form.asked().contains(name)) {
                throw notAsked(name, String.join(", ", form.asked()));
            }
        }
        FormAnswers answers = forms.read(form, JsonAnswers.posted(form, data), Map.of());
        if (answers instanceof FormAnswers.Rejected rejected) {
            return new Refused(rejected.problems());
        }
        Map<String, @Nullable Object> values = ((FormAnswers.Accepted) answers).values();
        List<FormProblem> foreign = identities.foreign(lifeEvent, form, user.person(), values);
        if (!foreign.isEmpty()) {
            return new Refused(foreign);
        }
        return started(new StartCommand(
                lifeEventKey, null, user.person(), null, user.person().value(), key, values));
    }

    Outcome byOrganisation(
            OrganisationNumber sender,
            String lifeEventKey,
            @Nullable String event,
            Map<String, @Nullable Object> data,
            @Nullable String key) {
        LifeEvent lifeEvent = lifeEvent(lifeEventKey);
        EventType type = lifeEvent.startEvents().stream()
                .filter(one -> event == null || one.name().equals(event))
                .filter(one -> organisations
                        .find(sender)
                        .filter(organisation -> one.from().stream().anyMatch(organisation::plays))
                        .isPresent())
                .findFirst()
                .orElseThrow(JourneyStarts::notYours);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        data.forEach((name, raw) -> {
            Datum datum = lifeEvent.data().find(name).orElse(null);
            if (datum == null || !type.data().contains(name)) {
                throw notAsked(name, String.join(", ", type.data()));
            }
            Checked checked = datum.check(raw);
            if (checked instanceof Checked.Wrong wrong) {
                throw new Problem(
                                HttpStatus.BAD_REQUEST,
                                "wrong-request",
                                wrong.messageKey(),
                                wrong.arguments().toArray())
                        .at("data." + name);
            }
            Object value = ((Checked.Value) checked).value();
            if (value != null) {
                values.put(name, value);
            }
        });
        return started(new StartCommand(lifeEventKey, type.name(), null, null, sender.value(), key, values));
    }

    private LifeEvent lifeEvent(String key) {
        return lifeEvents.find(key).orElseThrow(() -> new Problem(
                        HttpStatus.NOT_FOUND, "unknown-life-event", "agencies.journey.no-life-event", key)
                .at("lifeEvent"));
    }

    private Outcome started(StartCommand command) {
        Journeys.Started started = journeys.start(command).orElseThrow(JourneyStarts::notYours);
        if (!started.alike()) {
            throw new Problem(HttpStatus.UNPROCESSABLE_ENTITY, "key-used-before", "agencies.journey.key-used-before")
                    .at("Idempotency-Key");
        }
        return new Started(started.journey(), started.again());
    }

    private static Problem notYours() {
        return new Problem(HttpStatus.FORBIDDEN, "not-yours-to-start", "agencies.journey.not-yours").at("lifeEvent");
    }

    private static Problem notAsked(String name, String known) {
        return new Problem(HttpStatus.BAD_REQUEST, "wrong-request", "agencies.journey.not-asked", name, known)
                .at("data." + name);
    }
}
