package org.samspill.catalogue;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a form asks of an answer beyond its datum's type. For people and lists {@code min} and {@code max} count entries.
 * {@code decimals} is the largest number of digits after the comma; {@code notPast} refuses days before today.
 */
public record FieldRules(
        boolean required,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable Integer minLength,
        @Nullable Integer maxLength,
        @Nullable FieldPattern pattern,
        @Nullable Integer decimals,
        boolean notPast) {

    static FieldRules onlyRequired(boolean required, @Nullable BigDecimal min, @Nullable BigDecimal max) {
        return new FieldRules(required, min, max, null, null, null, null, false);
    }
}
