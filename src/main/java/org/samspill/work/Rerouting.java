package org.samspill.work;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Actor;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.catalogue.LifeEvents;
import org.samspill.journeys.JourneyEvent.Channel;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Relocation;
import org.springframework.stereotype.Component;

/** When the subject moves, open work of actors that are found by area goes to the organisation of the new municipality; its promise stays. */
@Component
class Rerouting implements Relocation {

    private final WorkStore store;
    private final Holders holders;
    private final LifeEvents lifeEvents;
    private final JourneyLog log;
    private final WorkSignals signals;

    Rerouting(WorkStore store, Holders holders, LifeEvents lifeEvents, JourneyLog log, WorkSignals signals) {
        this.store = store;
        this.holders = holders;
        this.lifeEvents = lifeEvents;
        this.log = log;
        this.signals = signals;
    }

    @Override
    public void moved(JourneyId journey, String municipality) {
        store.ofJourney(journey).stream()
                .filter(item -> item.open() && item.actor() != null)
                .forEach(item -> reroute(item, municipality));
    }

    private void reroute(WorkItem item, String municipality) {
        String actorKey = Objects.requireNonNull(item.actor());
        Map<String, Actor> actors = lifeEvents.ofDefinition(item.definitionId()).actors();
        Actor actor = actors.get(actorKey);
        if (actor == null || actor.by() != Actor.FoundBy.AREA) {
            return;
        }
        @Nullable
        OrganisationNumber now = holders.find(actor, actorKey, null, municipality)
                .map(Organisation::number)
                .orElse(null);
        if (Objects.equals(now, item.organisation())) {
            return;
        }
        store.reroute(item.id(), now, municipality);
        WorkItem moved = store.find(item.id()).orElseThrow();
        log.write(WorkLog.entry(
                moved,
                Kind.REROUTED,
                null,
                null,
                Channel.ENGINE,
                item.organisation() == null ? null : "from " + item.organisation()));
        signals.changed(item);
        signals.changed(moved);
    }
}
