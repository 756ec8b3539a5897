package org.samspill.casework;

import org.samspill.actors.CurrentUser;
import org.samspill.actors.OrganisationNumber;
import org.samspill.journeys.JourneyId;
import org.samspill.web.Problem;
import org.samspill.work.WorkItems;
import org.samspill.work.WorkSignals;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The streams that the live pages listen to. */
@Controller
class LiveController {

    private final LiveStreams streams;
    private final WorkItems items;

    LiveController(LiveStreams streams, WorkItems items) {
        this.streams = streams;
        this.items = items;
    }

    @GetMapping(path = "/work/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter work(CurrentUser user) {
        OrganisationNumber own = Reader.organisation(user).number();
        return streams.open(change -> own.equals(change.organisation()) && mayDo(change, user)
                ? new LiveStreams.Tell(event(change, user), change.workItem())
                : null);
    }

    @GetMapping(path = "/journeys/{id}/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter journey(@PathVariable String id, CurrentUser user) {
        JourneyId journey = JourneyId.parse(id)
                .filter(known -> items.takesPart(known, user))
                .orElseThrow(() -> new Problem(HttpStatus.NOT_FOUND, "unknown-journey", "casework.problem.journey"));
        return streams.open(change -> {
            if (!change.journey().equals(journey) || !mayKnow(change, user)) {
                return null;
            }
            return change.guarded() && !user.knowsProtected()
                    ? new LiveStreams.Tell("work.gone", journey.value())
                    : new LiveStreams.Tell("journey.changed", change.workItem());
        });
    }

    private static String event(WorkSignals.Change change, CurrentUser user) {
        return switch (change.stage()) {
            case OPENED -> "work.new";
            case CHANGED, ENDED -> "work.changed";
            case WITHHELD -> change.guarded() && user.knowsProtected() ? "work.changed" : "work.gone";
        };
    }

    /** Whoever may not know of it any more is told once that it is gone, so that the page lets go of it. */
    private static boolean mayKnow(WorkSignals.Change change, CurrentUser user) {
        return !change.guarded() || user.knowsProtected() || change.stage() == WorkSignals.Stage.WITHHELD;
    }

    private static boolean mayDo(WorkSignals.Change change, CurrentUser user) {
        if (!mayKnow(change, user)) {
            return false;
        }
        return change.function() == null || user.leader() || user.functions().contains(change.function());
    }
}
