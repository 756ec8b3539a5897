package org.samspill.studio;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A service and its contract in the reader's language. */
record ServiceView(
        String key,
        String title,
        String actor,
        String sector,
        String purpose,
        String legalBasis,
        @Nullable String consent,
        String promise,
        List<DatumView> inputs,
        List<DatumView> outputs,
        List<Refusal> refusals) {

    /**
     * @param special of a special category (GDPR article 9)
     * @param limits what values it takes; null when any of its type
     */
    record DatumView(
            String name,
            String title,
            String type,
            boolean special,
            boolean optional,
            @Nullable String limits) {}

    record Refusal(String key, String words) {}
}
