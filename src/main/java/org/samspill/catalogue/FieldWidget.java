package org.samspill.catalogue;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a field asks: the result of what the designer drew (the component's type) and what the datum is. */
public enum FieldWidget {
    LINE,
    AREA,
    /** A text area with one entry of a list on each line. */
    LINES,
    /** A text area with one person on each line: national identity number and name. */
    PEOPLE,
    NUMBER,
    DATE,
    CHOICE,
    SELECT,
    /** Yes and no as two radio buttons: a question that nobody should answer by leaving it alone. */
    YES_NO,
    TICK,
    TICKS;

    /** The widget for a form-js component type and a datum's type; empty when the two do not fit. */
    static Optional<FieldWidget> of(String component, DataType type, boolean hasOptions) {
        boolean typed = component.equals("textfield") || component.equals("textarea");
        return Optional.ofNullable(
                switch (type) {
                    case TEXT -> text(component, hasOptions);
                    case NATIONAL_ID, ORGANISATION_NUMBER, MUNICIPALITY, ACCOUNT_NUMBER, EMAIL, PHONE ->
                        typed || component.equals("number") ? LINE : hasOptions ? choice(component) : null;
                    case NUMBER, INTEGER, MONEY ->
                        typed || component.equals("number") ? NUMBER : hasOptions ? choice(component) : null;
                    case DATE -> typed || component.equals("datetime") ? DATE : null;
                    case BOOLEAN -> component.equals("checkbox") ? TICK : choice(component) == null ? null : YES_NO;
                    case CONSENT -> component.equals("checkbox") || choice(component) != null ? YES_NO : null;
                    case ENUM -> typed ? SELECT : choice(component);
                    case ORGANISATION -> typed ? SELECT : choice(component);
                    case PEOPLE -> typed ? PEOPLE : null;
                    case LIST -> component.equals("checklist") ? TICKS : typed ? LINES : null;
                });
    }

    private static @Nullable FieldWidget text(String component, boolean hasOptions) {
        return switch (component) {
            case "textfield", "number" -> LINE;
            case "textarea" -> AREA;
            default -> hasOptions ? choice(component) : null;
        };
    }

    private static @Nullable FieldWidget choice(String component) {
        return switch (component) {
            case "radio" -> CHOICE;
            case "select" -> SELECT;
            default -> null;
        };
    }
}
