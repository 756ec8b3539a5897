package org.samspill.catalogue;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.NationalId;
import org.samspill.actors.Organisation;
import org.samspill.actors.Organisations;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.actors.Text;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Shows forms and reads what was sent, with what only the running system knows: the day, the organisations that can be chosen, the
 * people behind ids. Pages use this; {@link Form} alone is for those who need no more than the form itself.
 */
@Component
public class Forms {

    private final Organisations organisations;
    private final People people;
    private final MessageSource messages;
    private final Clock clock;

    Forms(Organisations organisations, People people, MessageSource messages, Clock clock) {
        this.organisations = organisations;
        this.people = people;
        this.messages = messages;
        this.clock = clock;
    }

    /** The form as a page shows it; drawn by the fragments of {@code web/form}. */
    public FormView view(Form form, FormFilling filling, Locale locale) {
        FormWords words = new FormWords(messages, locale, this::person);
        return new FormDrawing(form, filling, words, LocalDate.now(clock), field -> options(field, filling.known()))
                .draw();
    }

    /** Reads what was sent, as {@link Form#read(Map, Map, LocalDate)} does; a chosen organisation must also be one that was offered. */
    public FormAnswers read(Form form, Map<String, String[]> posted, Map<String, ?> known) {
        FormAnswers answers = form.read(posted, known, LocalDate.now(clock));
        if (!(answers instanceof FormAnswers.Accepted accepted)) {
            return answers;
        }
        List<FormProblem> problems = form.fields().stream()
                .filter(field -> field.datum().type() == DataType.ORGANISATION)
                .filter(field -> accepted.values().get(field.name()) instanceof String number
                        && options(field, known).stream()
                                .noneMatch(option -> option.value().equals(number)))
                .map(field -> FormProblem.of(field.name(), "organisation"))
                .toList();
        return problems.isEmpty() ? answers : new FormAnswers.Rejected(problems, form.typed(posted));
    }

    private List<FieldOption> options(Field field, Map<String, ? extends @Nullable Object> known) {
        String actor = field.datum().actor();
        if (field.datum().type() != DataType.ORGANISATION
                || actor == null
                || !field.options().isEmpty()) {
            return field.options();
        }
        List<Organisation> playing = organisations.playing(actor);
        Object municipality = known.get("subject.municipality");
        List<Organisation> near = municipality == null
                ? playing
                : playing.stream()
                        .filter(organisation -> organisation.covers(municipality.toString()))
                        .toList();
        return (near.isEmpty() ? playing : near)
                .stream()
                        .map(organisation -> new FieldOption(
                                organisation.number().value(), new Text(organisation.name(), organisation.name())))
                        .toList();
    }

    private Optional<FieldPerson> person(String id) {
        return people.find(new PersonId(id)).map(found -> {
            NationalId number = found.nationalId();
            return new FieldPerson(number == null ? null : number.value(), found.name());
        });
    }
}
