package org.samspill.agencies;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.catalogue.Field;
import org.samspill.catalogue.FieldWidget;
import org.samspill.catalogue.Form;

/** Answers in JSON as the form's own fields would have sent them, so that both pass the same checks. */
final class JsonAnswers {

    private JsonAnswers() {}

    static Map<String, String[]> posted(Form form, Map<String, ? extends @Nullable Object> answers) {
        Map<String, String[]> posted = new LinkedHashMap<>();
        for (Field field : form.fields()) {
            Object value = answers.get(field.name());
            if (value != null && !field.readonly()) {
                posted.put(field.name(), texts(field, value));
            }
        }
        return posted;
    }

    private static String[] texts(Field field, Object value) {
        if (!(value instanceof List<?> list)) {
            return new String[] {text(value)};
        }
        List<String> entries = list.stream().map(JsonAnswers::text).toList();
        return field.widget() == FieldWidget.TICKS
                ? entries.toArray(String[]::new)
                : new String[] {String.join("\n", entries)};
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Map<?, ?> person) {
            return List.of("nationalId", "name").stream()
                    .map(member -> String.valueOf(person.get(member)))
                    .collect(Collectors.joining(" "));
        }
        // A form's decimals are written with a comma. What is too large to be a number is left for the form to refuse.
        return value instanceof Number number && Double.isFinite(number.doubleValue())
                ? new BigDecimal(number.toString()).toPlainString().replace('.', ',')
                : String.valueOf(value);
    }
}
