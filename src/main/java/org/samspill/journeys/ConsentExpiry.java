package org.samspill.journeys;

import java.util.List;
import org.samspill.privacy.Consent;
import org.samspill.privacy.Consents;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Acts when consents run out. Lists and fetches leave the work out by the time in its own row; this ends the branches. Of several nodes one acts, by a
 * conditional update of the consent's row.
 */
@Component
public class ConsentExpiry {

    private static final int BATCH = 100;

    private final Consents consents;
    private final Journeys journeys;
    private final boolean scheduled;

    ConsentExpiry(Consents consents, Journeys journeys, @Value("${samspill.consents-expire:true}") boolean scheduled) {
        this.consents = consents;
        this.journeys = journeys;
        this.scheduled = scheduled;
    }

    @Scheduled(fixedDelayString = "${samspill.consents-every:1s}")
    void tick() {
        if (scheduled) {
            endRunOut();
        }
    }

    /** Ends all that has run out by now. One journey that cannot go on does not hold back the others. */
    public void endRunOut() {
        List<Consent> due;
        int ended;
        do {
            due = consents.runOut(BATCH);
            ended = 0;
            for (Consent consent : due) {
                try {
                    journeys.again(() -> journeys.expire(consent));
                    ended++;
                } catch (RuntimeException failed) {
                    LoggerFactory.getLogger(ConsentExpiry.class)
                            .error("The consent {} has run out and could not be acted on", consent.id(), failed);
                }
            }
        } while (due.size() == BATCH && ended > 0);
    }
}
