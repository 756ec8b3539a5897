package org.samspill.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Reads {@code rates/<rate>.yaml}. */
final class RateFile {

    private RateFile() {}

    static @Nullable Rate read(String file, byte[] content, Findings findings) {
        YamlMap top = YamlFile.open(file, content, findings);
        if (top == null) {
            return null;
        }
        String key = top.text("key");
        var title = top.words("title");
        String unit = top.text("unit");
        var rows = new ArrayList<Rate.Row>();
        for (YamlMap row : top.rows("rows")) {
            row.missing("validFrom");
            row.missing("value");
            rows.add(new Rate.Row(
                    row.parsed("validFrom", "date", LocalDate::parse).orElse(LocalDate.EPOCH),
                    row.number("value").orElse(BigDecimal.ZERO),
                    row.text("source"),
                    row.optional("confidence").orElse(null)));
            row.refuseOthers();
        }
        top.refuseOthers();
        return new Rate(key, title, unit, rows);
    }
}
