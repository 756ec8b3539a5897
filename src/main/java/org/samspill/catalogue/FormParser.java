package org.samspill.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Text;

/** Turns the JSON of a Camunda Form into a {@link Form}, and notes every part of it that we do not show, ask or understand. */
final class FormParser {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST = 500_000;
    private static final int DEEPEST = 5;
    private static final Set<String> FIELDS =
            Set.of("textfield", "textarea", "number", "datetime", "date", "radio", "checkbox", "checklist", "select");

    private final String id;
    private final FormContext context;
    private final FormFaults faults = new FormFaults();
    private final Set<String> names = new HashSet<>();
    private final Map<String, Field> mentions = new TreeMap<>();

    FormParser(String id, FormContext context) {
        this.id = id;
        this.context = context;
    }

    FormParsed parse(byte[] bytes) {
        JsonNode root = tree(bytes);
        if (root == null) {
            return new FormParsed(new Form(id, List.of(), List.of()), faults.all());
        }
        if (!root.path("id").asText(id).equals(id)) {
            faults.error(id, "other-id", root.path("id").asText(), id);
        }
        List<FormElement> elements = elements(root, List.of(), 0);
        if (elements.isEmpty()) {
            faults.error(id, "empty");
        } else if (!(elements.get(0) instanceof FormElement.Prose)) {
            faults.warning(id, "no-introduction");
        }
        return new FormParsed(new Form(id, elements, List.copyOf(mentions.values())), faults.all());
    }

    private @Nullable JsonNode tree(byte[] bytes) {
        if (bytes.length > LARGEST) {
            faults.error(id, "too-large", String.valueOf(LARGEST / 1000));
            return null;
        }
        try {
            JsonNode root = JSON.readTree(bytes);
            if (root.path("components").isArray()) {
                return root;
            }
            faults.error(id, "no-components");
        } catch (JsonProcessingException malformed) {
            var at = malformed.getLocation();
            faults.error(id, "not-json", at == null ? "1" : String.valueOf(at.getLineNr()));
        } catch (IOException unreadable) {
            faults.error(id, "not-json", "1");
        }
        return null;
    }

    private List<FormElement> elements(JsonNode parent, List<String> hiddenWhen, int depth) {
        List<FormElement> elements = new ArrayList<>();
        if (depth > DEEPEST) {
            faults.error(FormJson.name(parent), "too-deep", String.valueOf(DEEPEST));
            return elements;
        }
        for (JsonNode component : parent.path("components")) {
            element(component, hiddenWhen, depth).ifPresent(elements::add);
        }
        return elements;
    }

    private Optional<FormElement> element(JsonNode component, List<String> outer, int depth) {
        String name = FormJson.name(component);
        String type = component.path("type").asText();
        List<String> hiddenWhen = conditions(component, name, outer);
        if (type.equals("text")) {
            return Optional.of(new FormElement.Prose(text(component, name, "text"), hiddenWhen));
        }
        if (type.equals("group")) {
            if (!component.path("path").asText().isEmpty()) {
                faults.error(name, "path", component.path("path").asText());
            }
            Text label = component.path("label").asText().isBlank() ? new Text("", "") : text(component, name, "label");
            return Optional.of(
                    new FormElement.Group(name, label, elements(component, hiddenWhen, depth + 1), hiddenWhen));
        }
        if (!FIELDS.contains(type)) {
            faults.error(name, "unsupported", type.isEmpty() ? "?" : type);
            return Optional.empty();
        }
        return field(component, name, type, hiddenWhen);
    }

    private Optional<FormElement> field(JsonNode component, String name, String type, List<String> hiddenWhen) {
        String key = component.path("key").asText();
        if (key.isBlank()) {
            faults.error(name, "no-key");
            return Optional.empty();
        }
        boolean readonly = FormJson.flag(component, "readonly") || FormJson.flag(component, "disabled");
        if (!readonly && !names.add(key)) {
            faults.error(name, "twice", key);
        }
        if (type.equals("datetime") && !component.path("subtype").asText("date").equals("date")) {
            faults.error(
                    name, "unsupported", "datetime/" + component.path("subtype").asText());
            return Optional.empty();
        }
        Optional<Datum> known = context.data().find(key);
        if (known.isEmpty()) {
            faults.error(name, "unknown-datum", key);
        }
        Datum datum = known.orElseGet(() -> FormJson.guess(component, key, type));
        List<FieldOption> options = options(component, name, datum);
        String asked = type.equals("date") ? "datetime" : type;
        Optional<FieldWidget> widget = FieldWidget.of(asked, datum.type(), !options.isEmpty());
        if (widget.isEmpty() && !readonly) {
            faults.error(name, "other-type", type, datum.type().key(), key);
            return Optional.empty();
        }
        ConsentScope scope = datum.scope() == null ? null : context.consents().get(datum.scope());
        return Optional.of(new Field(
                datum,
                widget.orElse(FieldWidget.LINE),
                text(component, name, "label"),
                component.path("description").asText().isBlank() ? null : text(component, name, "description"),
                readonly,
                rules(component, name, datum),
                options.isEmpty() && readonly ? context.words(datum) : options,
                hiddenWhen,
                FormJson.initial(component, datum),
                scope == null ? null : new FieldConsent(scope, context.actorTitle(scope.recipient())),
                datum.holder() == null ? null : context.actorTitle(datum.holder()),
                FormJson.unit(component, datum)));
    }

    private List<FieldOption> options(JsonNode component, String name, Datum datum) {
        if (component.has("valuesKey") || component.has("valuesExpression")) {
            faults.error(name, "other-options");
        }
        List<FieldOption> options = new ArrayList<>();
        for (JsonNode value : component.path("values")) {
            String key = value.path("value").asText();
            Text titled = datum.values().get(key);
            String nb = value.path("label").asText(titled == null ? key : titled.nb());
            String en = component
                    .path("properties")
                    .path("option." + key + ".en")
                    .asText(titled == null ? "" : titled.en());
            if (en.isBlank()) {
                faults.warning(name, "no-english", "option." + key);
            }
            if (datum.type() == DataType.ENUM && titled == null) {
                faults.error(name, "unknown-option", key, datum.name());
            }
            options.add(new FieldOption(key, new Text(nb, en.isBlank() ? nb : en)));
        }
        if (options.isEmpty()) {
            datum.values().forEach((key, title) -> options.add(new FieldOption(key, title)));
        }
        boolean choice = Set.of("radio", "select", "checklist")
                .contains(component.path("type").asText());
        if (choice && options.isEmpty() && !FormJson.optionsOfItsOwn(datum.type())) {
            faults.error(name, "no-options");
        }
        return options;
    }

    private List<String> conditions(JsonNode component, String name, List<String> outer) {
        String hide = component.path("conditional").path("hide").asText();
        if (hide.isBlank()) {
            return outer;
        }
        Optional<String> problem = hide.startsWith("=") ? Feel.problem(hide) : Optional.of("=");
        if (problem.isPresent()) {
            faults.error(name, "condition", hide, problem.get());
            return outer;
        }
        return Stream.concat(outer.stream(), Stream.of(hide)).toList();
    }

    private FieldRules rules(JsonNode component, String name, Datum datum) {
        JsonNode validate = component.path("validate");
        String expression = validate.path("pattern").asText();
        Optional<FieldPattern> pattern = expression.isBlank() ? Optional.empty() : FieldPattern.of(expression);
        if (!expression.isBlank() && pattern.isEmpty()) {
            faults.error(name, "pattern", expression);
        }
        return new FieldRules(
                FormJson.flag(validate, "required"),
                FormJson.number(validate, "min"),
                FormJson.number(validate, "max"),
                FormJson.whole(validate, "minLength"),
                FormJson.whole(validate, "maxLength"),
                pattern.orElse(null),
                FormJson.whole(component, "decimalDigits"),
                FormJson.flag(component, "disallowPassedDates"));
    }

    private Text text(JsonNode component, String name, String property) {
        // A date's label has a name of its own in form-js.
        String nb = component
                .path(property)
                .asText(component
                        .path(property.equals("label") ? "dateLabel" : property)
                        .asText());
        String en = component.path("properties").path(property + ".en").asText();
        if (nb.isBlank()) {
            faults.error(name, "no-text", property);
        } else if (en.isBlank()) {
            faults.warning(name, "no-english", property);
        }
        for (String mentioned : FormProse.names(nb + en)) {
            context.data()
                    .find(mentioned)
                    .ifPresentOrElse(
                            datum -> mentions.put(mentioned, FormJson.fact(datum, context)),
                            () -> faults.error(name, "unknown-datum", mentioned));
        }
        return new Text(nb, en.isBlank() ? nb : en);
    }
}
