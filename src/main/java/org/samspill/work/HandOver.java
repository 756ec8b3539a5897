package org.samspill.work;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Matter;
import org.samspill.actors.PersonId;
import org.samspill.journeys.JourneyEvent.Channel;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.Representation;
import org.samspill.journeys.Succession;
import org.samspill.privacy.Consents;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Open tasks that are for one person go on when she may no longer do them: to the young person who decides for herself now, else to whoever else may act in the
 * role. Looks and acts ask for themselves and need none of this; it is so that no task waits for somebody who cannot do it, and no consent for an answer that
 * cannot come.
 */
@Component
public class HandOver implements Succession {

    private static final int BATCH = 200;

    private final WorkStore store;
    private final Representation representation;
    private final Consents consents;
    private final ObjectProvider<Journeys> journeys;
    private final JourneyLog log;
    private final WorkSignals signals;
    private final boolean scheduled;

    HandOver(
            WorkStore store,
            Representation representation,
            Consents consents,
            ObjectProvider<Journeys> journeys,
            JourneyLog log,
            WorkSignals signals,
            @Value("${samspill.mandates-end:true}") boolean scheduled) {
        this.store = store;
        this.representation = representation;
        this.consents = consents;
        this.journeys = journeys;
        this.log = log;
        this.signals = signals;
        this.scheduled = scheduled;
    }

    /** What she agreed to on the child's behalf holds no longer either; what others have agreed to does. */
    @Override
    public void ended(JourneyId journey, Set<PersonId> whose) {
        store.ofJourney(journey).forEach(this::pass);
        for (PersonId person : whose) {
            journeys.getObject().leaveConsents(journey, person);
        }
    }

    @Scheduled(fixedDelayString = "${samspill.mandates-every:15m}")
    void tick() {
        if (scheduled) {
            passOutgrown();
        }
    }

    /** Birthdays are nobody's event: hands over what has been outgrown since the last look. */
    public void passOutgrown() {
        String last = "";
        for (List<WorkItem> page = store.forOnePerson(last, BATCH);
                !page.isEmpty();
                page = store.forOnePerson(last, BATCH)) {
            page.stream().filter(this::outgrown).forEach(this::passOrTell);
            last = page.get(page.size() - 1).id();
        }
    }

    private void passOrTell(WorkItem item) {
        try {
            journeys.getObject().again(() -> pass(item));
        } catch (RuntimeException failed) {
            LoggerFactory.getLogger(HandOver.class)
                    .error(
                            "The task {} is for somebody who may not do it, and could not be passed on",
                            item.id(),
                            failed);
        }
    }

    /** True when the one it is for may not do it now. */
    boolean outgrown(WorkItem item) {
        return item.open()
                && item.role() != null
                && item.person() != null
                && !representation.may(item.journey(), item.person(), item.role(), item.matter());
    }

    /** Passes the item on if it has been outgrown; gives it as it is then. */
    WorkItem pass(WorkItem item) {
        PersonId from = item.person();
        if (from == null || item.role() == null || !outgrown(item)) {
            return item;
        }
        List<PersonId> able = representation.acting(item.journey(), item.role(), item.matter());
        if (able.isEmpty()) {
            return item;
        }
        // Of several anyone may; the one who is alone with it has it by name.
        @Nullable PersonId to = able.size() == 1 ? able.get(0) : null;
        store.pass(item.id(), to);
        consents.pass(item.journey().value(), from, to);
        WorkItem now = store.find(item.id()).orElseThrow();
        log.write(WorkLog.entry(now, Kind.REROUTED, null, null, Channel.ENGINE, "mandate"));
        signals.changed(item);
        signals.changed(now);
        return now;
    }

    static Matter matter(@Nullable String kept) {
        return kept == null ? Matter.LEGAL : Matter.valueOf(kept);
    }
}
