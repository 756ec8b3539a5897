package org.samspill.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A form that people fill in, read from the JSON that designers edit (Camunda Forms) or made from a service's contract.
 * It decides on the server what is asked, reads what was sent, and says field by field what has to be put right.
 *
 * @param mentions facts that its texts speak of, as {@code {{child.name}}}
 */
public record Form(String id, List<FormElement> elements, List<Field> mentions) {

    /** Conditions may lean on each other; a form whose conditions chase each other in a circle stops here. */
    private static final int MOST_ROUNDS = 10;

    public Form {
        elements = List.copyOf(elements);
        mentions = List.copyOf(mentions);
    }

    /** Every field and fact, in reading order, groups opened. */
    public List<Field> fields() {
        return fields(elements).toList();
    }

    public Optional<Field> field(String name) {
        return fields().stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** The names of the data that the form asks for. */
    public Set<String> asked() {
        return fields().stream()
                .filter(field -> !field.readonly())
                .map(Field::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The names of the data that the form shows, or whose value decides what it shows. */
    public Set<String> read() {
        Stream<String> shown = Stream.concat(fields().stream().filter(Field::readonly), mentions.stream())
                .map(Field::name);
        return Stream.concat(shown, references().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** The form for a person who delivers the service: its contract's outputs, with titles of the dictionary. */
    public static Form ofContract(Service service, DataDictionary dictionary) {
        return FormOfContract.form(service, dictionary);
    }

    /** A form that asks nothing and shows these data, for pages that tell what is known. */
    public static Form ofFacts(String id, Collection<String> names, DataDictionary dictionary) {
        return FormOfContract.facts(id, names, dictionary);
    }

    /** Reads a form's JSON; the result names everything in it that cannot be shown or asked. */
    public static FormParsed parse(String id, byte[] json, FormContext context) {
        return new FormParser(id, context).parse(json);
    }

    /** The form for a person who sends a message: the data that the event brings, with titles of the dictionary. */
    public static Form ofEvent(EventType event, DataDictionary dictionary) {
        return FormOfContract.event(event, dictionary);
    }

    /**
     * Reads what was sent. Only fields that are visible with these answers count; facts are never taken from what was sent, and
     * what the form does not have is ignored.
     *
     * @param posted the request's parameters, by datum name
     * @param known the journey's data, by datum name
     */
    public FormAnswers read(Map<String, String[]> posted, Map<String, ?> known, LocalDate today) {
        Map<String, List<String>> typed = typed(posted);
        Map<Field, FieldReading> readings = readings(typed, today);
        Set<Field> hidden = hidden(readings, known, today);
        List<FormProblem> problems = new ArrayList<>();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        readings.forEach((field, reading) -> {
            if (hidden.contains(field)) {
                return;
            }
            if (reading instanceof FieldReading.Wrong wrong) {
                problems.add(new FormProblem(field.name(), "forms.problem." + wrong.kind(), wrong.arguments()));
            } else if (missing(field, reading)) {
                problems.add(FormProblem.of(field.name(), required(field)));
            } else if (unseen(field, posted)) {
                problems.add(FormProblem.of(field.name(), "appeared"));
            } else if (reading instanceof FieldReading.Value value) {
                values.put(field.name(), value.value());
            } else if (known.get(field.name()) != null && field.widget() != FieldWidget.PEOPLE) {
                // People that are known may be more than could be shown as text; an empty text does not take them away.
                values.put(field.name(), null);
            }
        });
        return problems.isEmpty() ? new FormAnswers.Accepted(values) : new FormAnswers.Rejected(problems, typed);
    }

    /** Whether this part is hidden when the journey knows {@code data}. */
    static boolean hidden(FormElement element, Map<String, ?> data, LocalDate today) {
        return element.hiddenWhen().stream().anyMatch(condition -> Feel.isTrue(condition, data, today));
    }

    /** What the answers would make known: what was known, then every answer that can be read, as a draft that may be incomplete. */
    Map<String, @Nullable Object> draft(
            Map<String, List<String>> typed, Map<String, ? extends @Nullable Object> known, LocalDate today) {
        Map<Field, FieldReading> readings = readings(typed, today);
        return data(readings, hidden(readings, known, today), known);
    }

    private Map<Field, FieldReading> readings(Map<String, List<String>> typed, LocalDate today) {
        Map<Field, FieldReading> readings = new LinkedHashMap<>();
        for (Field field : fields()) {
            if (!field.readonly()) {
                readings.put(field, new FieldReader(field, today).read(typed.getOrDefault(field.name(), List.of())));
            }
        }
        return readings;
    }

    /** What was typed into the form's own fields, raw: what a draft keeps, and what is shown again. */
    public Map<String, List<String>> typed(Map<String, String[]> posted) {
        Map<String, List<String>> typed = new LinkedHashMap<>();
        for (String name : asked()) {
            typed.put(name, List.of(posted.getOrDefault(name, new String[0])));
        }
        return typed;
    }

    /** The field or fact of this name, or one made for a datum that only texts mention. */
    Optional<Field> mentioned(String name) {
        return Stream.concat(fields().stream(), mentions.stream())
                .filter(field -> field.name().equals(name))
                .findFirst();
    }

    /** The names that conditions lean on: when such an answer changes, other fields may come or go. */
    Set<String> references() {
        return elements(elements)
                .flatMap(element -> element.hiddenWhen().stream())
                .flatMap(condition -> Feel.references(condition).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<Field> hidden(Map<Field, FieldReading> readings, Map<String, ?> known, LocalDate today) {
        Set<Field> hidden = Set.of();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Map<String, @Nullable Object> data = data(readings, hidden, known);
            Set<Field> now = new HashSet<>();
            for (Field field : readings.keySet()) {
                if (hidden(field, data, today)) {
                    now.add(field);
                }
            }
            if (now.equals(hidden)) {
                return hidden;
            }
            hidden = now;
        }
        return hidden;
    }

    private static Map<String, @Nullable Object> data(
            Map<Field, FieldReading> readings, Set<Field> hidden, Map<String, ?> known) {
        Map<String, @Nullable Object> data = new HashMap<>(known);
        readings.forEach((field, reading) -> {
            if (!hidden.contains(field)) {
                data.put(field.name(), reading instanceof FieldReading.Value value ? value.value() : null);
            }
        });
        return data;
    }

    private static boolean missing(Field field, FieldReading reading) {
        if (!field.rules().required()) {
            return false;
        }
        boolean unticked = field.widget() == FieldWidget.TICK
                && reading instanceof FieldReading.Value value
                && Boolean.FALSE.equals(value.value());
        return unticked || reading instanceof FieldReading.Nothing;
    }

    /** A question that these answers brought up, so that the person who sent them has not had it before her yet. */
    private static boolean unseen(Field field, Map<String, String[]> posted) {
        String[] shown = posted.get(FormView.SHOWN);
        return shown != null && !field.hiddenWhen().isEmpty() && !List.of(shown).contains(field.name());
    }

    private static String required(Field field) {
        return switch (field.widget()) {
            case CHOICE, SELECT, YES_NO -> "required-choice";
            case TICK -> "required-tick";
            case TICKS -> "required-ticks";
            case DATE -> "required-date";
            case PEOPLE -> "required-people";
            default -> "required";
        };
    }

    private static Stream<Field> fields(List<FormElement> elements) {
        return elements(elements).filter(Field.class::isInstance).map(Field.class::cast);
    }

    private static Stream<FormElement> elements(List<FormElement> elements) {
        return elements.stream()
                .flatMap(element -> element instanceof FormElement.Group group
                        ? Stream.concat(Stream.of(group), elements(group.elements()))
                        : Stream.of(element));
    }
}
