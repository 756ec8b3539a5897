package org.samspill.journeys;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.samspill.journeys.JourneyEvent.Kind;

/**
 * Rows of a journey's log that are wanted, by what stands in them; {@link JourneyLog#newest} takes several. What is null is not asked for.
 *
 * @param ofWork true for rows about a piece of work, false for the others
 * @param ofOrganisation true for what an organisation had to do with
 * @param withOutcome true for what ended with an outcome
 * @param items the pieces of work that rows are about
 * @param elements where in a process they happened
 */
public record LogChoice(
        Set<Kind> kinds,
        @Nullable Boolean ofWork,
        @Nullable Boolean ofOrganisation,
        @Nullable Boolean withOutcome,
        @Nullable Set<String> items,
        @Nullable Set<String> elements) {

    public static LogChoice of(Kind... kinds) {
        return new LogChoice(Set.of(kinds), null, null, null, null, null);
    }

    public LogChoice work(boolean only) {
        return new LogChoice(kinds, only, ofOrganisation, withOutcome, items, elements);
    }

    public LogChoice organisation(boolean only) {
        return new LogChoice(kinds, ofWork, only, withOutcome, items, elements);
    }

    public LogChoice outcome(boolean only) {
        return new LogChoice(kinds, ofWork, ofOrganisation, only, items, elements);
    }

    public LogChoice about(Set<String> some) {
        return new LogChoice(kinds, ofWork, ofOrganisation, withOutcome, some, elements);
    }

    public LogChoice at(Set<String> some) {
        return new LogChoice(kinds, ofWork, ofOrganisation, withOutcome, items, some);
    }

    /** The condition; its values are added to those given. */
    String sql(List<Object> values) {
        List<String> all = new ArrayList<>();
        all.add(kinds(kinds.stream()));
        there("work_item", ofWork, all);
        there("organisation", ofOrganisation, all);
        there("outcome", withOutcome, all);
        among("work_item", items, all, values);
        among("element", elements, all, values);
        return "(" + String.join(" and ", all) + ")";
    }

    /** That a row is of one of these kinds; asked of all choices first, most rows are left out at once. */
    static String kinds(Stream<Kind> some) {
        return some.map(kind -> "'" + kind.name().toLowerCase(Locale.ROOT) + "'")
                .sorted()
                .collect(Collectors.joining(", ", "event in (", ")"));
    }

    private static void there(String column, @Nullable Boolean there, List<String> all) {
        if (there != null) {
            all.add(column + (there ? " is not null" : " is null"));
        }
    }

    private static void among(String column, @Nullable Collection<String> some, List<String> all, List<Object> values) {
        if (some != null) {
            all.add(
                    some.isEmpty()
                            ? "1 = 0"
                            : column + " in (" + String.join(", ", Collections.nCopies(some.size(), "?")) + ")");
            values.addAll(some);
        }
    }
}
