package org.samspill.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Text;

/** An amount or limit that the law changes over time, as dated rows with their source; a new year is a new row. */
public record Rate(String key, Text title, String unit, List<Row> rows) {

    /** From this day on the rate has this value. */
    public record Row(
            LocalDate validFrom,
            BigDecimal value,
            String source,
            @Nullable String confidence) {}

    public Rate {
        rows = rows.stream().sorted(Comparator.comparing(Row::validFrom)).toList();
    }

    /** The value in force on a day; empty before the first row. */
    public Optional<BigDecimal> on(LocalDate day) {
        return rows.stream()
                .filter(row -> !row.validFrom().isAfter(day))
                .reduce((earlier, later) -> later)
                .map(Row::value);
    }
}
