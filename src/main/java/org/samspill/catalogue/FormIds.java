package org.samspill.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ids and attributes of a field's HTML. */
final class FormIds {

    /** Groups of data that are about the person who answers; only there may a browser fill in (WCAG 1.3.5). */
    private static final Set<String> ABOUT_SELF = Set.of("applicant", "contact");

    private FormIds() {}

    /** An id that is also a plain CSS selector. */
    static String of(String name) {
        return "f-" + name.replaceAll("[^A-Za-z0-9_-]", "-");
    }

    static @Nullable String describedBy(String id, boolean description, boolean hint, boolean unit, boolean error) {
        List<String> ids = new ArrayList<>();
        if (description) {
            ids.add(id + "-description");
        }
        if (hint) {
            ids.add(id + "-hint");
        }
        if (unit) {
            ids.add(id + "-unit");
        }
        if (error) {
            ids.add(id + "-error");
        }
        return ids.isEmpty() ? null : String.join(" ", ids);
    }

    static @Nullable String inputmode(Datum datum, FieldWidget widget) {
        if (widget != FieldWidget.LINE && widget != FieldWidget.NUMBER) {
            return null;
        }
        return switch (datum.type()) {
            case NUMBER, MONEY -> "decimal";
            case INTEGER, NATIONAL_ID, ORGANISATION_NUMBER, ORGANISATION, MUNICIPALITY, ACCOUNT_NUMBER -> "numeric";
            case EMAIL -> "email";
            case PHONE -> "tel";
            default -> null;
        };
    }

    static @Nullable String autocomplete(Datum datum) {
        boolean aboutSelf = ABOUT_SELF.contains(datum.name().split("\\.")[0]);
        return switch (datum.type()) {
            case EMAIL -> aboutSelf ? "email" : "off";
            case PHONE -> aboutSelf ? "tel" : "off";
            case TEXT -> aboutSelf && datum.name().endsWith(".name") ? "name" : null;
            case NATIONAL_ID, ACCOUNT_NUMBER, PEOPLE -> "off";
            default -> null;
        };
    }
}
