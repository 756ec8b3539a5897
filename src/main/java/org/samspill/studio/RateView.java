package org.samspill.studio;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An amount or limit with its dated rows, the newest first. */
record RateView(String key, String title, List<Row> rows) {

    /** @param state in-force, coming or past */
    record Row(
            String from,
            String value,
            String source,
            @Nullable String confidence,
            String state) {}
}
