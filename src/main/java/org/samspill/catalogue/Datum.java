package org.samspill.catalogue;

import java.math.BigDecimal;
import java.time.Period;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Text;

/**
 * One concept of a data dictionary: what it is called, what values it takes, which actor holds it (null: the person knows it), how sensitive it is and how long it is kept.
 * {@code whereabouts} says whether it could tell where somebody is; null leaves it to the type.
 * {@code values} are an enum's keys in order; {@code role} belongs to people, {@code actor} to an organisation, {@code scope} to a consent, {@code of} to a list.
 *
 * @param retention how long it is kept when the journey has ended
 * @param keptFrom the name of a date in the same dictionary (the last day of a decision, for instance) from which the retention counts when that is later than
 *     the journey's end; null when it always counts from there
 * @param archive true when law wants it archived before it goes (arkivlova)
 */
public record Datum(
        String name,
        Text title,
        DataType type,
        @Nullable String holder,
        Category category,
        @Nullable Period retention,
        Map<String, Text> values,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable String role,
        @Nullable String actor,
        @Nullable String scope,
        @Nullable String of,
        @Nullable String keptFrom,
        boolean archive,
        @Nullable Boolean whereabouts) {

    public Datum {
        values = Ordered.map(values);
    }

    /** A datum that is kept from the journey's end, and that no archive wants. */
    public Datum(
            String name,
            Text title,
            DataType type,
            @Nullable String holder,
            Category category,
            @Nullable Period retention,
            Map<String, Text> values,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            @Nullable String role,
            @Nullable String actor,
            @Nullable String scope,
            @Nullable String of) {
        this(
                name, title, type, holder, category, retention, values, min, max, role, actor, scope, of, null, false,
                null);
    }

    public boolean special() {
        return category == Category.SPECIAL;
    }

    /** What health services have written down; a child's guardians are not told it once the child has turned 12 (domain guide 1.3: reduced access from 12). */
    public boolean writtenByHealthServices() {
        return special() && holder != null;
    }

    /**
     * True when it could tell where somebody lives, goes to school or has her case: places, organisations, telephone numbers and free text, unless the
     * dictionary says that it does not. Told only with care where an address is protected.
     */
    public boolean tellsWhere() {
        if (whereabouts != null) {
            return whereabouts;
        }
        return switch (type) {
            case MUNICIPALITY, ORGANISATION, ORGANISATION_NUMBER, PHONE, EMAIL, TEXT -> true;
            default -> false;
        };
    }

    /** Brings what came from outside to the form in which a journey keeps it (see {@link Checked.Value}), or says what is wrong with it. */
    public Checked check(@Nullable Object raw) {
        return new ValueRule(name, type, min, max, values.keySet()).check(raw);
    }
}
