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
                ? new LiveStreams.Tell(event(change.stage()), change.workItem())
                : null);
    }

    @GetMapping(path = "/journeys/{id}/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter journey(@PathVariable String id, CurrentUser user) {
        JourneyId journey = JourneyId.parse(id)
                .filter(known -> items.takesPart(known, user))
                .orElseThrow(() -> new Problem(HttpStatus.NOT_FOUND, "unknown-journey", "casework.problem.journey"));
        return streams.open(change ->
                change.journey().equals(journey) ? new LiveStreams.Tell("journey.changed", change.workItem()) : null);
    }

    private static String event(WorkSignals.Stage stage) {
        return switch (stage) {
            case OPENED -> "work.new";
            case CHANGED, ENDED -> "work.changed";
            case WITHHELD -> "work.gone";
        };
    }

    private static boolean mayDo(WorkSignals.Change change, CurrentUser user) {
        return change.function() == null || user.leader() || user.functions().contains(change.function());
    }
}
