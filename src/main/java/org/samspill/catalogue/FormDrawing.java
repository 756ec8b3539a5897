package org.samspill.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the {@link FormView} of one form, for one reader, now. */
final class FormDrawing {

    private final Form form;
    private final FormFilling filling;
    private final FormWords words;
    private final LocalDate today;
    private final Function<Field, List<FieldOption>> options;
    private final Map<String, @Nullable Object> data;
    private final Set<String> references;

    FormDrawing(
            Form form,
            FormFilling filling,
            FormWords words,
            LocalDate today,
            Function<Field, List<FieldOption>> options) {
        this.form = form;
        this.filling = filling;
        this.words = words;
        this.today = today;
        this.options = options;
        this.data = data();
        this.references = form.references();
    }

    FormView draw() {
        List<FormView.Part> parts = parts(form.elements());
        List<FormView.Problem> problems = new ArrayList<>();
        questions(parts).forEach(question -> {
            if (question.error() != null) {
                problems.add(new FormView.Problem(question.focus(), inSummary(question.label(), question.error())));
            }
        });
        boolean dynamic = questions(parts).stream().anyMatch(FormView.Question::rerender);
        return new FormView(form.id(), parts, problems, dynamic);
    }

    /** A label that is a sentence of its own takes no colon. */
    private String inSummary(String label, String error) {
        boolean sentence = label.matches(".*[?!.]");
        return words.say(sentence ? "forms.summary.question" : "forms.summary.item", label, error);
    }

    /** What conditions see: what is known, and what has been typed or stands there from the beginning. */
    private Map<String, @Nullable Object> data() {
        if (filling.typed() != null) {
            return form.draft(filling.typed(), filling.known(), today);
        }
        Map<String, @Nullable Object> known = new HashMap<>(filling.known());
        for (Field field : form.fields()) {
            if (!field.readonly() && field.initial() != null) {
                known.putIfAbsent(field.name(), field.initial());
            }
        }
        return known;
    }

    private List<FormView.Part> parts(List<FormElement> elements) {
        List<FormView.Part> parts = new ArrayList<>();
        List<FormView.Fact> facts = new ArrayList<>();
        for (FormElement element : elements) {
            if (Form.hidden(element, data, today)) {
                continue;
            }
            if (element instanceof Field field && field.readonly()) {
                facts.add(fact(field));
                continue;
            }
            together(facts, parts);
            if (element instanceof Field field) {
                parts.add(question(field));
            } else if (element instanceof FormElement.Prose prose) {
                parts.add(new FormView.Prose(FormProse.blocks(prose.text().in(words.locale()), this::inText)));
            } else if (element instanceof FormElement.Group group) {
                String label = filled(group.label().in(words.locale()));
                List<FormView.Part> inner = parts(group.elements());
                if (!inner.isEmpty()) {
                    parts.add(new FormView.Group(FormIds.of(group.id()), label.isBlank() ? null : label, inner));
                }
            }
        }
        together(facts, parts);
        return parts;
    }

    /** Facts that follow each other become one list. */
    private static void together(List<FormView.Fact> facts, List<FormView.Part> parts) {
        if (!facts.isEmpty()) {
            parts.add(new FormView.Facts(List.copyOf(facts)));
            facts.clear();
        }
    }

    private FormView.Fact fact(Field field) {
        List<String> lines = words.read(field, filling.known().get(field.name()), options.apply(field));
        return new FormView.Fact(
                field.name(),
                filled(field.label().in(words.locale())),
                described(field),
                lines,
                lines.isEmpty() ? null : origin(field));
    }

    private @Nullable String origin(Field field) {
        FormOrigin origin = filling.origins().get(field.name());
        if (origin == null) {
            return field.holder() == null
                    ? null
                    : words.say("forms.fact.origin", field.holder().in(words.locale()));
        }
        return origin.at() == null
                ? words.say("forms.fact.origin", origin.from())
                : words.say("forms.fact.origin-at", origin.from(), words.moment(origin.at()));
    }

    private FormView.Question question(Field field) {
        String id = FormIds.of(field.name());
        List<String> typed = typed(field);
        String description = described(field);
        String hint = hint(field, description);
        String error = error(field);
        List<FormView.Term> consent = consent(field);
        String unit = field.unit() == null ? money(field) : field.unit().in(words.locale());
        return new FormView.Question(
                field.widget(),
                field.name(),
                id,
                filled(field.label().in(words.locale())),
                description,
                hint,
                consent,
                mark(field),
                field.rules().required(),
                typed.isEmpty() ? "" : typed.get(0),
                choices(field, id, typed),
                unit,
                error,
                FormIds.describedBy(
                        id, description != null || !consent.isEmpty(), hint != null, unit != null, error != null),
                FormIds.autocomplete(field.datum()),
                FormIds.inputmode(field.datum(), field.widget()),
                references.contains(field.name()),
                !field.hiddenWhen().isEmpty());
    }

    private static @Nullable String money(Field field) {
        return field.widget() == FieldWidget.NUMBER && field.datum().type() == DataType.MONEY ? "kr" : null;
    }

    /**
     * The raw text goes before what is known: someone who has emptied a field sees it empty. A consent is each person's own, so nobody's question comes with
     * another one's answer, nor with an earlier one.
     */
    private List<String> typed(Field field) {
        if (filling.typed() != null) {
            return filling.typed().getOrDefault(field.name(), List.of());
        }
        Object value = field.consent() == null ? filling.known().get(field.name()) : null;
        Object shown = value == null ? field.initial() : value;
        if (field.widget() == FieldWidget.TICKS && shown instanceof List<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        return shown == null ? List.of() : List.of(words.typed(field, shown));
    }

    private List<FormView.Option> choices(Field field, String id, List<String> typed) {
        List<FormView.Option> choices = new ArrayList<>();
        if (field.widget() == FieldWidget.YES_NO) {
            choices.add(new FormView.Option(id + "-0", "true", words.say("forms.yes"), typed.contains("true")));
            choices.add(new FormView.Option(id + "-1", "false", words.say("forms.no"), typed.contains("false")));
            return choices;
        }
        if (Set.of(FieldWidget.CHOICE, FieldWidget.SELECT, FieldWidget.TICKS).contains(field.widget())) {
            for (FieldOption option : options.apply(field)) {
                choices.add(new FormView.Option(
                        id + "-" + choices.size(),
                        option.value(),
                        option.label().in(words.locale()),
                        typed.contains(option.value())));
            }
        }
        return choices;
    }

    private @Nullable String described(Field field) {
        return field.description() == null ? null : filled(field.description().in(words.locale()));
    }

    /** How to write the answer; types that explain themselves have none, and a designer's own explanation goes before a short one. */
    private @Nullable String hint(Field field, @Nullable String description) {
        return switch (field.widget()) {
            case DATE -> words.hint("forms.hint.date");
            case PEOPLE -> words.hint("forms.hint.people");
            case LINES -> words.hint("forms.hint.lines");
            case LINE ->
                description == null
                        ? words.hint("forms.hint." + field.datum().type().key())
                        : null;
            case AREA -> {
                Integer most = field.rules().maxLength();
                yield most == null ? null : words.say("forms.hint.max-length", String.valueOf(most));
            }
            default -> null;
        };
    }

    private @Nullable String mark(Field field) {
        if (field.rules().required()) {
            return words.say("forms.required");
        }
        return field.widget() == FieldWidget.TICK ? null : words.say("forms.optional");
    }

    private @Nullable String error(Field field) {
        return filling.problems().stream()
                .filter(problem -> problem.field().equals(field.name()))
                .map(problem -> words.say(problem.key(), problem.arguments().toArray()))
                .findFirst()
                .orElse(null);
    }

    private List<FormView.Term> consent(Field field) {
        if (field.consent() == null) {
            return List.of();
        }
        ConsentScope scope = field.consent().scope();
        return List.of(
                new FormView.Term(
                        words.say("forms.consent.recipient"),
                        field.consent().recipient().in(words.locale())),
                new FormView.Term(
                        words.say("forms.consent.purpose"), scope.purpose().in(words.locale())),
                new FormView.Term(words.say("forms.consent.within"), words.span(scope.within())),
                new FormView.Term(
                        words.say("forms.consent.stops"), scope.stops().in(words.locale())));
    }

    private String filled(String text) {
        return FormProse.filled(text, this::inText);
    }

    /** A fact inside a text. */
    private String inText(String name) {
        Object value = filling.known().get(name);
        return form.mentioned(name)
                .map(field -> String.join(", ", words.read(field, value, options.apply(field))))
                .orElse("");
    }

    private static List<FormView.Question> questions(List<FormView.Part> parts) {
        List<FormView.Question> questions = new ArrayList<>();
        for (FormView.Part part : parts) {
            if (part instanceof FormView.Question question) {
                questions.add(question);
            } else if (part instanceof FormView.Group group) {
                questions.addAll(questions(group.parts()));
            }
        }
        return questions;
    }
}
