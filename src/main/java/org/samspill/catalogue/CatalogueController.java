package org.samspill.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.samspill.actors.Actor;
import org.samspill.actors.Text;
import org.samspill.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The public part of the catalogue as JSON: which life events exist, what their services read and deliver and on what ground, and which actors there are. */
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
class CatalogueController {

    private final LifeEvents lifeEvents;

    CatalogueController(LifeEvents lifeEvents) {
        this.lifeEvents = lifeEvents;
    }

    record ActorView(String key, String sector, Text titles) {
        static ActorView of(Actor actor) {
            return new ActorView(actor.key(), actor.sector().name().toLowerCase(Locale.ROOT), actor.title());
        }
    }

    @GetMapping("/life-events")
    List<LifeEventView> lifeEvents() {
        return lifeEvents.current().stream().map(LifeEventView::of).toList();
    }

    @GetMapping("/life-events/{key}")
    LifeEventView lifeEvent(@PathVariable String key) {
        return lifeEvents
                .find(key)
                .map(LifeEventView::of)
                .orElseThrow(() -> new Problem(
                        HttpStatus.NOT_FOUND, "unknown-life-event", "catalogue.problem.unknown-life-event", key));
    }

    @GetMapping("/actors")
    List<ActorView> actors() {
        Collection<Actor> actors = lifeEvents.actors();
        return actors.stream().map(ActorView::of).toList();
    }
}
