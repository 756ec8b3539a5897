package org.samspill.studio;

import java.util.List;

/** An amount or limit with its dated rows, the newest first. */
record RateView(String key, String title, List<Row> rows) {

    /** @param state in-force, coming or past */
    record Row(String from, String value, String source, String state) {}
}
