package org.samspill.work;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Actor;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.Lane;
import org.samspill.catalogue.LaneKind;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.Service;
import org.samspill.catalogue.Step;
import org.samspill.engine.DataScope;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Finds who has a step: the lane gives the actor (or the participant's role), the actor gives the organisation. */
@Component
class Holders {

    private final SingletonSupplier<LifeEvents> lifeEvents;
    private final Organisations organisations;

    Holders(ObjectProvider<LifeEvents> lifeEvents, Organisations organisations) {
        this.lifeEvents = SingletonSupplier.of(lifeEvents::getObject);
        this.organisations = organisations;
    }

    Holder of(ExecutionEntity execution, LifeEvent lifeEvent, Step step, @Nullable Service service) {
        Lane lane = laneOf(execution, step, lifeEvent);
        if (service != null) {
            String function = lane != null && lane.name().equals(service.actor()) ? lane.function() : null;
            return organisational(execution, lifeEvent, service.actor(), function);
        }
        if (lane == null) {
            return new Holder(null, null, null, null, null);
        }
        return lane.kind() == LaneKind.ROLE
                ? participant(execution, lane.name())
                : organisational(execution, lifeEvent, lane.name(), lane.function());
    }

    /** The lane itself; for a placeholder the lane it stands for: the calling step's, or the applicant's. */
    private @Nullable Lane laneOf(ExecutionEntity execution, Step step, LifeEvent lifeEvent) {
        Lane lane = step.lane();
        if (lane == null || lane.kind() == LaneKind.ACTOR || lane.kind() == LaneKind.ROLE) {
            return lane;
        }
        if (lane.kind() == LaneKind.APPLICANT) {
            String role =
                    Objects.requireNonNull(lifeEvent.applicant(), "A block with a lane for the applicant needs one");
            return new Lane(role, LaneKind.ROLE, role, null);
        }
        ExecutionEntity call = execution.getProcessInstance().getSuperExecution();
        return call == null
                ? null
                : lifeEvents
                        .obtain()
                        .step(call.getProcessDefinitionId(), call.getActivityId())
                        .map(calling -> laneOf(call, calling, lifeEvent))
                        .orElse(null);
    }

    private static Holder participant(ExecutionEntity execution, String role) {
        Object person = DataScope.get(execution, "participant");
        return new Holder(null, null, null, role, person instanceof String id ? new PersonId(id) : null);
    }

    private Holder organisational(
            ExecutionEntity execution, LifeEvent lifeEvent, String actorKey, @Nullable String function) {
        Object chosen = DataScope.get(execution, actorKey + ".organisation");
        Object municipality = DataScope.get(execution, "subject.municipality");
        OrganisationNumber number = find(
                        lifeEvent.actors().get(actorKey),
                        actorKey,
                        chosen instanceof String text ? text : null,
                        municipality instanceof String text ? text : null)
                .map(Organisation::number)
                .orElse(null);
        return new Holder(actorKey, function, number, null, null);
    }

    /** The organisation that plays the actor for a subject of this municipality, or as chosen; empty when nobody does. */
    Optional<Organisation> find(
            @Nullable Actor actor, String actorKey, @Nullable String chosen, @Nullable String municipality) {
        List<Organisation> playing = organisations.playing(actorKey);
        Actor.FoundBy by = actor == null ? Actor.FoundBy.NATIONAL : actor.by();
        return switch (by) {
            case NATIONAL -> playing.stream().findFirst();
            case AREA -> municipality == null ? only(playing) : organisations.playing(actorKey, municipality);
            case CHOICE ->
                chosen == null
                        ? only(playing)
                        : OrganisationNumber.parse(chosen)
                                .flatMap(organisations::find)
                                .filter(organisation -> organisation.plays(actorKey));
            case NAMED ->
                chosen == null
                        ? Optional.empty()
                        : OrganisationNumber.parse(chosen).flatMap(organisations::find);
        };
    }

    private static Optional<Organisation> only(List<Organisation> playing) {
        return playing.size() == 1 ? Optional.of(playing.get(0)) : Optional.empty();
    }
}
