package org.samspill.journeys;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Matter;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Text;
import org.samspill.catalogue.DataType;
import org.samspill.catalogue.Datum;
import org.samspill.catalogue.EventType;
import org.samspill.catalogue.Form;
import org.samspill.catalogue.FormAnswers;
import org.samspill.catalogue.FormProblem;
import org.samspill.catalogue.Forms;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.engine.LateData;
import org.samspill.journeys.JourneyEvent.Channel;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.privacy.Question;
import org.samspill.privacy.Questions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.function.SingletonSupplier;

/**
 * A datum that somebody has said is wrong, and that its holder agrees is: the right value takes its place in the journey with the answer, so that whoever reads
 * it next reads what is right (GDPR article 16).
 */
@Component
public class Corrections {

    private static final String CORRECTED = "corrected";

    private final Questions questions;
    private final JourneyStore store;
    private final JourneyData data;
    private final JourneyLog log;
    private final SingletonSupplier<LifeEvents> lifeEvents;
    private final Forms forms;
    private final LateData late;

    Corrections(
            Questions questions,
            JourneyStore store,
            JourneyData data,
            JourneyLog log,
            ObjectProvider<LifeEvents> lifeEvents,
            Forms forms,
            LateData late) {
        this.questions = questions;
        this.store = store;
        this.data = data;
        this.log = log;
        this.lifeEvents = SingletonSupplier.of(lifeEvents::getObject);
        this.forms = forms;
        this.late = late;
    }

    /** A datum of a journey that still runs, and about which the answered question is. */
    private record Target(Question question, Journey journey, LifeEvent lifeEvent, Datum datum) {}

    /**
     * What is wrong with an answer to a question about a datum: a value that the dictionary does not take, or none where one is due.
     *
     * @param answered the journey in which it is answered; of others there is nothing to say
     */
    public List<FormProblem> problems(JourneyId answered, Map<String, ? extends @Nullable Object> values) {
        return target(answered, values)
                .map(target -> read(target, values))
                .filter(FormAnswers.Rejected.class::isInstance)
                .map(rejected -> ((FormAnswers.Rejected) rejected)
                        .problems().stream()
                                .map(problem -> new FormProblem(Questions.VALUE, problem.key(), problem.arguments()))
                                .toList())
                .orElse(List.of());
    }

    /** Puts the right value where the wrong one stands, in the transaction of the answer; does nothing for other answers. */
    @Transactional
    public void take(
            JourneyId answered, @Nullable OrganisationNumber by, Map<String, ? extends @Nullable Object> values) {
        target(answered, values).ifPresent(target -> {
            if (read(target, values) instanceof FormAnswers.Accepted accepted) {
                put(target, by, accepted.values().get(target.datum().name()));
            }
        });
    }

    private void put(Target target, @Nullable OrganisationNumber by, @Nullable Object value) {
        String name = target.datum().name();
        List<Held> standing = data.held(target.journey()).stream()
                .filter(held -> held.name().equals(name))
                .filter(held -> held.person() == null
                        || held.person().equals(target.question().asker()))
                .toList();
        if (value == null || standing.isEmpty()) {
            return;
        }
        JourneyId journey = target.journey().id();
        Map<String, @Nullable Object> kept =
                data.absorb(journey, target.lifeEvent(), Map.of(name, value), null, Map.of());
        standing.forEach(held -> late.putAt(held.execution(), name, kept.get(name)));
        standing.stream()
                .map(Held::process)
                .distinct()
                .forEach(process -> log.write(new JourneyLog.Entry(
                        journey,
                        Kind.CORRECTED,
                        process,
                        null,
                        null,
                        by == null ? null : by.value(),
                        null,
                        null,
                        null,
                        null,
                        Channel.PERSON,
                        null,
                        name)));
    }

    private Optional<Target> target(JourneyId answered, Map<String, ? extends @Nullable Object> values) {
        if (!CORRECTED.equals(values.get(Questions.OUTCOME))) {
            return Optional.empty();
        }
        Question question = questions
                .find(answered.value())
                .filter(asked -> asked.kind() == Question.Kind.CORRECTION && asked.datum() != null)
                .orElse(null);
        Journey journey = question == null
                ? null
                : JourneyId.parse(question.journey())
                        .flatMap(store::find)
                        .filter(Journey::open)
                        .orElse(null);
        if (question == null || journey == null) {
            return Optional.empty();
        }
        LifeEvent lifeEvent = lifeEvents.obtain().ofDefinition(journey.definitionId());
        return lifeEvent
                .data()
                .find(String.valueOf(question.datum()))
                .map(datum -> new Target(question, journey, lifeEvent, datum));
    }

    /** Reads what was written as a form would that asks for the datum, so that nothing comes in here that could not there. */
    private FormAnswers read(Target target, Map<String, ? extends @Nullable Object> values) {
        String name = target.datum().name();
        Form form = Form.ofEvent(
                new EventType(name, target.datum().title(), List.of(), false, List.of(name), Matter.LEGAL),
                target.lifeEvent().data());
        String written = values.get(Questions.VALUE) instanceof String text ? text.strip() : "";
        return forms.read(form, Map.of(name, new String[] {key(target.datum(), written)}), Map.of());
    }

    /** People write what a choice is called; a form sends its key. */
    private static String key(Datum datum, String written) {
        String word = written.toLowerCase(Locale.ROOT);
        if (datum.type() == DataType.BOOLEAN) {
            return word.equals("ja") || word.equals("yes")
                    ? "true"
                    : word.equals("nei") || word.equals("no") ? "false" : written;
        }
        return datum.values().entrySet().stream()
                .filter(choice -> called(choice.getValue(), word))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(written);
    }

    private static boolean called(Text title, String word) {
        return title.nb().toLowerCase(Locale.ROOT).equals(word)
                || title.en().toLowerCase(Locale.ROOT).equals(word);
    }
}
