package org.samspill.web;

import org.springframework.stereotype.Component;

/**
 * Whether people and machines may come in. Open from the start; whoever must work alone first (the demo year is played with the engine's clock)
 * closes the doors by telling the progress, before the web server starts, and opens them when done.
 */
@Component
public class Doors {

    private volatile Progress progress = new Progress(100, "web.opening.ready");

    /**
     * How far the work behind closed doors has come.
     *
     * @param percent 0 to 100
     * @param text message key: what is being done now
     */
    public record Progress(int percent, String text) {}

    /** Closes the doors, or says how far it has come since. */
    public void progress(int percent, String text) {
        progress = new Progress(Math.min(Math.max(percent, 0), 99), text);
    }

    /** Lets everybody in. */
    public void open() {
        progress = new Progress(100, "web.opening.ready");
    }

    public boolean isOpen() {
        return progress.percent() == 100;
    }

    Progress progress() {
        return progress;
    }
}
