package org.samspill.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.samspill.actors.Text;

/** The form of a service: what its contract says is delivered, in the words of the dictionary. */
final class FormOfContract {

    private static final int MOST_RADIOS = 5;

    private FormOfContract() {}

    static Form form(Service service, DataDictionary dictionary) {
        List<FormElement> elements = new ArrayList<>();
        elements.add(new FormElement.Prose(service.contract().purpose(), List.of()));
        service.contract().outputs().values().forEach(output -> elements.add(field(output, dictionary)));
        return new Form(service.key(), elements, List.of());
    }

    static Form facts(String id, Collection<String> names, DataDictionary dictionary) {
        List<FormElement> elements = new ArrayList<>();
        for (String name : names) {
            dictionary.find(name).ifPresent(datum -> elements.add(fact(datum)));
        }
        return new Form(id, elements, List.of());
    }

    private static Field fact(Datum datum) {
        List<FieldOption> options = new ArrayList<>();
        datum.values().forEach((key, title) -> options.add(new FieldOption(key, title)));
        return new Field(
                datum,
                widget(datum.type(), options.size()),
                datum.title(),
                null,
                true,
                FieldRules.onlyRequired(false, null, null),
                options,
                List.of(),
                null,
                null,
                null,
                null);
    }

    private static Field field(Output output, DataDictionary dictionary) {
        Datum datum = datum(output, dictionary);
        List<FieldOption> options = new ArrayList<>();
        datum.values().forEach((key, title) -> options.add(new FieldOption(key, title)));
        return new Field(
                datum,
                widget(datum.type(), options.size()),
                datum.title(),
                null,
                false,
                FieldRules.onlyRequired(!output.optional(), null, null),
                options,
                List.of(),
                null,
                null,
                null,
                null);
    }

    /** The contract's type and limits, which are what the answer is held to, with the dictionary's titles. */
    private static Datum datum(Output output, DataDictionary dictionary) {
        Datum known = dictionary.find(output.name()).orElse(null);
        Map<String, Text> values = new LinkedHashMap<>();
        for (String key : output.values()) {
            Text title = known == null ? null : known.values().get(key);
            values.put(key, title == null ? new Text(key, key) : title);
        }
        return new Datum(
                output.name(),
                known == null ? new Text(output.name(), output.name()) : known.title(),
                output.type(),
                null,
                known == null ? Category.ORDINARY : known.category(),
                null,
                values,
                output.min(),
                output.max(),
                known == null ? null : known.role(),
                known == null ? null : known.actor(),
                null,
                output.of());
    }

    static Form event(EventType event, DataDictionary dictionary) {
        List<FormElement> elements = new ArrayList<>();
        event.data().forEach(name -> dictionary
                .find(name)
                .map(datum -> new Output(
                        name,
                        datum.type(),
                        datum.min(),
                        datum.max(),
                        List.copyOf(datum.values().keySet()),
                        datum.of(),
                        false))
                .ifPresent(output -> elements.add(field(output, dictionary))));
        return new Form(event.name(), elements, List.of());
    }

    private static FieldWidget widget(DataType type, int options) {
        return switch (type) {
            case TEXT -> FieldWidget.AREA;
            case ENUM -> options <= MOST_RADIOS ? FieldWidget.CHOICE : FieldWidget.SELECT;
            case ORGANISATION -> FieldWidget.SELECT;
            case BOOLEAN, CONSENT -> FieldWidget.YES_NO;
            case NUMBER, INTEGER, MONEY -> FieldWidget.NUMBER;
            case DATE -> FieldWidget.DATE;
            case PEOPLE -> FieldWidget.PEOPLE;
            case LIST -> FieldWidget.LINES;
            default -> FieldWidget.LINE;
        };
    }
}
