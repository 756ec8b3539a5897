package org.samspill.catalogue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One datum that a service delivers: its type and limits, and whether it may be left out. */
public record Output(
        String name,
        DataType type,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        List<String> values,
        @Nullable String of,
        boolean optional) {

    public Output {
        values = List.copyOf(values);
    }

    public Checked check(@Nullable Object raw) {
        return new ValueRule(name, type, min, max, Set.copyOf(values)).check(raw);
    }
}
