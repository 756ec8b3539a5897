package org.samspill.journeys;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.samspill.catalogue.Datum;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.engine.DataScope;
import org.samspill.privacy.Called;
import org.samspill.privacy.Retention;
import org.springframework.stereotype.Component;

/** What a called process knows when it ends, law wants archived, and its caller does not know: it would go with the process, and be in no archive. */
@Component
class CalledData {

    private final LifeEvents lifeEvents;
    private final Retention retention;

    CalledData(LifeEvents lifeEvents, Retention retention) {
        this.lifeEvents = lifeEvents;
        this.retention = retention;
    }

    void ended(JourneyId journey, ExecutionEntity instance) {
        LifeEvent lifeEvent = lifeEvents.ofDefinition(instance.getProcessDefinitionId());
        List<Called> known = new ArrayList<>();
        for (Datum datum : lifeEvent.data().all()) {
            if (datum.archive() && instance.hasVariableLocal(datum.name())) {
                Object value = instance.getVariableLocal(datum.name());
                if (value != null && !value.equals(DataScope.get(instance.getSuperExecution(), datum.name()))) {
                    known.add(new Called(
                            instance.getId(),
                            instance.getProcessDefinition().getKey(),
                            participant(instance),
                            datum.name(),
                            value));
                }
            }
        }
        retention.calledEnded(journey.value(), known);
    }

    private static String participant(ExecutionEntity instance) {
        return DataScope.get(instance, "participant") instanceof String person ? person : "";
    }
}
