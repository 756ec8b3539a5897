package org.samspill.webhooks;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events are delivered ({@code samspill.webhooks}).
 *
 * @param relay false on a node that is not to deliver
 * @param hosts the only hosts that events go to, {@code *.example.org} for all below one; empty for any
 * @param loopback this machine's own addresses, and http to them
 * @param privateAddresses addresses that are not reachable from the internet, too
 * @param timeout how long one try may last, from the first connection to the answer's status
 * @param firstPause how long the second try waits; each further one waits three times as long
 * @param longestPause the most that a try waits
 * @param attempts after how many tries an event is laid aside for an operator to look at
 * @param senders how many events a node sends at once
 * @param perSubscription how many of them may be for one subscription
 */
@ConfigurationProperties("samspill.webhooks")
record WebhookSettings(
        @DefaultValue("true") boolean relay,
        @DefaultValue List<String> hosts,
        @DefaultValue("false") boolean loopback,
        @DefaultValue("false") boolean privateAddresses,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("5s") Duration firstPause,
        @DefaultValue("4h") Duration longestPause,
        @DefaultValue("14") int attempts,
        @DefaultValue("8") int senders,
        @DefaultValue("2") int perSubscription) {

    /** The wait after so many tries: three times as long as the one before. */
    Duration pause(int tries) {
        Duration pause = firstPause;
        for (int i = 1; i < tries && pause.compareTo(longestPause) < 0; i++) {
            pause = pause.multipliedBy(3);
        }
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }
}
