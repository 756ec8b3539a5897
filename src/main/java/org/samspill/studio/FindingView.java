package org.samspill.studio;

import org.jspecify.annotations.Nullable;

/** What the model checks found: where, what, why it matters and how to mend it. */
record FindingView(
        boolean error, String file, int line, @Nullable String element, String what, String why, String mend) {}
