package org.samspill.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** Marks for rows of a log of its own, with a key that is made for it. */
public final class Marks {

    private Marks() {}

    public static RowMarks fresh() {
        try {
            return new RowMarks(new SealKeys(Files.createTempDirectory("seal"), true, false));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
