package org.samspill.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Text;

/** Small readings of a form-js component. */
final class FormJson {

    private FormJson() {}

    /** What findings call the component: its id, else its key, else its type. */
    static String name(JsonNode component) {
        for (String property : List.of("id", "key", "type")) {
            String value = component.path(property).asText();
            if (!value.isBlank()) {
                return value;
            }
        }
        return "?";
    }

    static boolean flag(JsonNode node, String property) {
        return node.path(property).asBoolean(false);
    }

    static @Nullable BigDecimal number(JsonNode node, String property) {
        try {
            String text = node.path(property).asText();
            return text.isBlank() ? null : new BigDecimal(text);
        } catch (NumberFormatException expression) {
            return null;
        }
    }

    static @Nullable Integer whole(JsonNode node, String property) {
        BigDecimal number = number(node, property);
        return number == null ? null : number.intValue();
    }

    /** The default value, if it is one of the datum's type. */
    static @Nullable Object initial(JsonNode component, Datum datum) {
        JsonNode value = component.path("defaultValue");
        Object raw = null;
        if (value.isArray()) {
            List<String> entries = new ArrayList<>();
            value.forEach(entry -> entries.add(entry.asText()));
            raw = entries;
        } else if (value.isBoolean()) {
            raw = value.booleanValue();
        } else if (value.isValueNode() && !value.isNull()) {
            raw = value.asText();
        }
        return raw != null && datum.check(raw) instanceof Checked.Value fits ? fits.value() : null;
    }

    static @Nullable Text unit(JsonNode component, Datum datum) {
        String nb = component.path("appearance").path("suffixAdorner").asText();
        if (!nb.isBlank()) {
            return new Text(
                    nb, component.path("properties").path("suffixAdorner.en").asText(nb));
        }
        return null;
    }

    /** A datum that a text speaks of, shown as the dictionary has it. */
    static Field fact(Datum datum, FormContext context) {
        return new Field(
                datum,
                FieldWidget.LINE,
                datum.title(),
                null,
                true,
                FieldRules.onlyRequired(false, null, null),
                context.words(datum),
                List.of(),
                null,
                null,
                datum.holder() == null ? null : context.actorTitle(datum.holder()),
                null);
    }

    /** Types whose answers are known without the form naming them. */
    static boolean optionsOfItsOwn(DataType type) {
        return type == DataType.BOOLEAN || type == DataType.CONSENT || type == DataType.ORGANISATION;
    }

    /** A stand-in for a datum that the dictionary lacks, so that a draft can still be looked at. */
    static Datum guess(JsonNode component, String key, String type) {
        Map<String, DataType> types = Map.of(
                "number",
                DataType.NUMBER,
                "datetime",
                DataType.DATE,
                "date",
                DataType.DATE,
                "checkbox",
                DataType.BOOLEAN,
                "checklist",
                DataType.LIST);
        String label = component.path("label").asText(key);
        return new Datum(
                key,
                new Text(label, label),
                types.getOrDefault(type, DataType.TEXT),
                null,
                Category.ORDINARY,
                null,
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
