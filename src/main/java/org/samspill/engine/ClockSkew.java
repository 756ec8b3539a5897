package org.samspill.engine;

import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * How far this machine's clock is from the database's, which is the same for all nodes. The program's clock leaves it out, so that a lock that one node gave ends
 * at the same moment at every other.
 */
@Component
public class ClockSkew {

    private volatile Duration ahead = Duration.ZERO;

    /** How far this machine is ahead, as it was last measured; negative when it is behind. */
    public Duration ahead() {
        return ahead;
    }

    /** By whoever measures it. */
    public void is(Duration now) {
        ahead = now;
    }
}
