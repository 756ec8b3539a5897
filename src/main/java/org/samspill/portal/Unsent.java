package org.samspill.portal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.samspill.catalogue.Field;
import org.samspill.catalogue.FieldWidget;
import org.samspill.catalogue.Form;

/** One answer that could not be sent, to be read and copied. */
record Unsent(String label, String value) {

    /** What was typed into the form; empty fields are left out. */
    static List<Unsent> of(Form form, Map<String, List<String>> typed, PlainWords words, Locale locale) {
        return form.fields().stream()
                .filter(field -> !field.readonly())
                .map(field -> new Unsent(
                        field.label().in(locale),
                        typed.getOrDefault(field.name(), List.of()).stream()
                                .map(value -> value(field, value, words, locale))
                                .collect(Collectors.joining(", "))))
                .filter(line -> !line.value().isBlank())
                .toList();
    }

    private static String value(Field field, String value, PlainWords words, Locale locale) {
        boolean choice = field.widget() == FieldWidget.YES_NO || field.widget() == FieldWidget.TICK;
        if (choice && (value.equals("true") || value.equals("false"))) {
            return words.text(locale, value.equals("true") ? "forms.yes" : "forms.no");
        }
        return field.options().stream()
                .filter(option -> option.value().equals(value))
                .map(option -> option.label().in(locale))
                .findFirst()
                .orElse(value);
    }
}
