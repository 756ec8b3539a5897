package org.samspill.privacy;

import java.nio.file.Path;

/** The program was to start without the demo and without a key to seal its logs with. */
public class SealKeyMissing extends RuntimeException {

    SealKeyMissing(Path file) {
        super("There is no key to seal the logs with in " + file);
    }
}
