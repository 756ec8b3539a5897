package org.samspill.missions;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that go into one statement, each column as an array that the statement takes apart again ({@code unnest}). */
final class Columns {

    private final List<@Nullable Object[]> rows = new ArrayList<>();

    /** Adds a row. */
    void add(@Nullable Object... row) {
        rows.add(row);
    }

    boolean none() {
        return rows.isEmpty();
    }

    /** All values of a column. */
    <T> T[] of(int column, Class<T> type) {
        @SuppressWarnings("unchecked")
        T[] values = (T[]) Array.newInstance(type, rows.size());
        for (int row = 0; row < values.length; row++) {
            values[row] = type.cast(rows.get(row)[column]);
        }
        return values;
    }
}
