package org.samspill.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Text;

/**
 * Something a person may consent to: who receives which categories of data, for what, for how long, and what stops when it is withdrawn.
 *
 * @param everyday true for a matter of daily life, in which one of a child's parents is enough
 */
public record ConsentScope(
        String key,
        Text title,
        String recipient,
        Text purpose,
        List<Category> categories,
        @Nullable Within within,
        Text stops,
        boolean everyday) {

    public ConsentScope {
        categories = List.copyOf(categories);
    }
}
