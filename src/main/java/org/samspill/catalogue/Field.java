package org.samspill.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Text;

/**
 * One question of a form, or (readonly) one fact that it shows. Its name is the datum's; the answer is typed by the datum.
 *
 * @param options the answers offered; empty for what is typed and for organisations, which are looked up when shown
 * @param initial what stands there before anyone has answered, as a journey would keep it
 * @param consent what the answer gives or refuses, for a consent
 * @param holder the actor that holds the datum, in words; null when people know it themselves
 * @param unit what stands behind the answer ({@code kr})
 */
public record Field(
        Datum datum,
        FieldWidget widget,
        Text label,
        @Nullable Text description,
        boolean readonly,
        FieldRules rules,
        List<FieldOption> options,
        List<String> hiddenWhen,
        @Nullable Object initial,
        @Nullable FieldConsent consent,
        @Nullable Text holder,
        @Nullable Text unit)
        implements FormElement {

    public Field {
        options = List.copyOf(options);
        hiddenWhen = List.copyOf(hiddenWhen);
    }

    public String name() {
        return datum.name();
    }
}
