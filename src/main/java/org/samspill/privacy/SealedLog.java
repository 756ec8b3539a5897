package org.samspill.privacy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A log whose rows are only ever added and are sealed against tampering. The room that owns the rows reads them; privacy chains and verifies them. */
public interface SealedLog {

    /**
     * One row as it stands.
     *
     * @param mark as {@link RowMarks} made it when the row was written; null for rows that are older than marks
     * @param fields everything else that the row tells, in an order that never changes
     */
    record Row(long seq, @Nullable String mark, List<@Nullable String> fields) {}

    /** At most 16 characters; the same for ever. */
    String name();

    /** Rows after a number, in the order of their numbers. */
    List<Row> after(long seq, int most);

    /** Those of these rows that exist. */
    List<Row> find(Collection<Long> seqs);

    /** How many rows carry each of these marks; marks that no row carries are left out. */
    Map<String, Integer> marked(Collection<String> marks);
}
