package org.samspill.studio;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the model checks found: what, why it matters, how to mend it, and every place where it is so. */
record FindingView(boolean error, String what, String why, String mend, List<Place> places) {

    /** @param line 0 when unknown */
    record Place(String file, int line, @Nullable String element) {}
}
