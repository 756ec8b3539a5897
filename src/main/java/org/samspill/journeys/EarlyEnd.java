package org.samspill.journeys;

import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.PersonId;
import org.samspill.privacy.ErasureRequests;
import org.samspill.privacy.Holds;
import org.samspill.privacy.Questions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Ends a running journey so that it can be erased. It ends as every journey does, by the engine: work is withdrawn from lists and machines, timers and
 * messages that were waited for go, whoever is told of ends is told, and what law wants archived is kept for the archive. The next retention run erases it.
 */
@Component
public class EarlyEnd {

    private static final Logger LOG = LoggerFactory.getLogger(EarlyEnd.class);

    private final Journeys journeys;
    private final JourneyStore store;
    private final ErasureRequests requests;
    private final Holds holds;
    private final Questions questions;
    private final RuntimeService engine;

    EarlyEnd(
            Journeys journeys,
            JourneyStore store,
            ErasureRequests requests,
            Holds holds,
            Questions questions,
            RuntimeService engine) {
        this.journeys = journeys;
        this.store = store;
        this.requests = requests;
        this.holds = holds;
        this.questions = questions;
        this.engine = engine;
    }

    /** What came of it. Whatever is not {@code DECIDED} has changed nothing. */
    public enum Answer {
        /** It is over now, and goes in the next run. */
        DECIDED,
        /** No such journey. */
        UNKNOWN,
        /** Somebody else has decided the same, and it has not been erased yet. */
        DECIDED_BEFORE,
        /** A legal hold lasts. */
        HELD,
        /** It is somebody's question about her data, which has to be answered. */
        QUESTION,
        /** Nobody has asked for it to be erased, or no organisation has agreed. */
        NOT_AGREED
    }

    /**
     * Ends a journey, and has it erased; one that is over already is erased all the same.
     *
     * @param reason read by operators; names nobody
     * @param by the operator who decides
     */
    public Answer end(JourneyId id, ErasureRequests.Ground ground, String reason, PersonId by) {
        return journeys.again(() -> {
            Answer answer = decide(id, ground, reason, by);
            if (answer == Answer.DECIDED) {
                LOG.info("{} ended journey {} to have it erased: {}", by, id, ground);
            }
            return answer;
        });
    }

    private Answer decide(JourneyId id, ErasureRequests.Ground ground, String reason, PersonId by) {
        Journey journey = store.find(id).orElse(null);
        if (journey == null) {
            return Answer.UNKNOWN;
        }
        Answer inTheWay = inTheWay(id, ground);
        if (inTheWay != null) {
            return inTheWay;
        }
        if (!requests.early(id.value(), ground, reason, by)) {
            return Answer.DECIDED_BEFORE;
        }
        if (journey.open() && journey.processInstanceId() != null) {
            store.endElement(id, Journey.ENDED_EARLY);
            engine.deleteProcessInstance(journey.processInstanceId(), Journey.ENDED_EARLY, false, true, true, false);
        }
        return Answer.DECIDED;
    }

    private @Nullable Answer inTheWay(JourneyId id, ErasureRequests.Ground ground) {
        if (holds.holds(id.value())) {
            return Answer.HELD;
        }
        if (questions.find(id.value()).isPresent()) {
            return Answer.QUESTION;
        }
        return ground == ErasureRequests.Ground.REQUEST && !requests.agreed(id.value(), store.people(id))
                ? Answer.NOT_AGREED
                : null;
    }
}
