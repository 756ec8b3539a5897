package org.samspill.portal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.actors.People;
import org.samspill.actors.Person;
import org.samspill.catalogue.Datum;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.journeys.Guarding;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.StartCommand;
import org.samspill.journeys.Whereabouts;
import org.samspill.privacy.Question;
import org.samspill.privacy.Questions;
import org.samspill.work.WorkItems;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks organisations about a citizen's data, and tells their answers. A question is a small journey of its own (the life event {@code own-data}), so that it
 * stands in the organisation's list of work with a promise like everything else.
 */
@Component
class MyQuestions {

    static final String LIFE_EVENT = "own-data";

    /** What organisations read is written in Norwegian, whichever language the one who asks reads in. */
    private static final Locale BOKMAAL = Locale.forLanguageTag("nb");

    /**
     * What is asked about.
     *
     * @param disclosure a look that is to be explained, by its number; else null
     * @param datum the name of a datum that is wrong; else null
     * @param about the data concerned, in words
     * @param occasion who looked, and when; null when it is no look
     */
    record Subject(
            Question.Kind kind,
            @Nullable Long disclosure,
            @Nullable String datum,
            OrganisationNumber organisation,
            String about,
            @Nullable String occasion) {}

    /**
     * A question as the one who asked reads it.
     *
     * @param state who has it, since when and until when; or who answered, and when
     * @param outcome what came of a datum that was said to be wrong; null before
     */
    record Asked(
            String journey,
            String state,
            @Nullable String text,
            @Nullable String outcome,
            @Nullable String answer,
            boolean fresh) {}

    private final Questions questions;
    private final Journeys journeys;
    private final LifeEvents lifeEvents;
    private final WorkItems items;
    private final Guarding guarding;
    private final People people;
    private final Organisations organisations;
    private final Reader reader;
    private final PlainWords words;

    MyQuestions(
            Questions questions,
            Journeys journeys,
            LifeEvents lifeEvents,
            WorkItems items,
            Guarding guarding,
            People people,
            Organisations organisations,
            Reader reader,
            PlainWords words) {
        this.questions = questions;
        this.journeys = journeys;
        this.lifeEvents = lifeEvents;
        this.items = items;
        this.guarding = guarding;
        this.people = people;
        this.organisations = organisations;
        this.reader = reader;
        this.words = words;
    }

    /** Sends a question; the same key sends it once. */
    @Transactional
    public void ask(Journey journey, Subject subject, @Nullable String text, String key, CurrentUser user) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("asker.name", people.find(user.person()).map(Person::name).orElse(user.name()));
        values.put("data-holder.organisation", subject.organisation().value());
        values.put("question.kind", subject.kind().name().toLowerCase(Locale.ROOT));
        values.put("question.journey", described(journey, user));
        values.put("question.about", subject.about());
        values.put("question.occasion", subject.occasion());
        values.put("question.text", text);
        values.values().removeIf(Objects::isNull);
        Journey started = journeys.start(new StartCommand(
                        LIFE_EVENT, null, user.person(), null, user.person().value(), key, values))
                .orElseThrow()
                .journey();
        guarding.follow(started.id(), journey.id());
        Instant due = items.ofJourney(started.id()).stream()
                .map(item -> item.promise().dueAt())
                .findFirst()
                .orElse(null);
        questions.asked(new Question(
                started.id().value(),
                journey.id().value(),
                user.person(),
                subject.kind(),
                subject.disclosure(),
                subject.datum(),
                subject.organisation(),
                text,
                words.now(),
                due,
                null,
                null,
                null,
                null));
    }

    private String described(Journey journey, CurrentUser user) {
        String title = journeys.lifeEventOf(journey).title().in(BOKMAAL);
        String about = reader.about(journey, user);
        return words.text(
                BOKMAAL,
                "portal.question.journey",
                about == null ? title : title + ": " + about,
                journey.id().value().substring(0, MyJourneys.REFERENCE));
    }

    /** What the reader has asked about a journey, the newest first; what has been answered counts as read from now on. */
    List<Question> of(Journey journey, CurrentUser user) {
        List<Question> asked = questions.of(journey.id().value(), user.person());
        questions.read(asked);
        // What has been erased since can be read about with the question itself.
        questions
                .find(journey.id().value())
                .filter(own -> own.asker().equals(user.person()))
                .ifPresent(own -> questions.read(List.of(own)));
        return asked;
    }

    /** What the reader has asked to have erased of a journey, the newest first. */
    List<Asked> erasures(Journey journey, CurrentUser user, Locale locale) {
        return questions.of(journey.id().value(), user.person()).stream()
                .filter(question -> question.kind().erases())
                .map(question -> told(question, reader.organisations(journey, user), locale))
                .toList();
    }

    /** What asking for the erasure of a journey, or of everything about the reader, would be about; empty when nobody is there to be asked, and of a question. */
    Optional<Subject> erasure(Journey journey, Question.Kind kind, Locale locale) {
        return journey.lifeEvent().equals(LIFE_EVENT)
                ? Optional.empty()
                : organisations.playing(journeys.lifeEventOf(journey).owner()).stream()
                        .findFirst()
                        .map(owner -> new Subject(
                                kind,
                                null,
                                null,
                                owner.number(),
                                words.text(
                                        locale, "portal.question." + kind.name().toLowerCase(Locale.ROOT) + ".what"),
                                null));
    }

    Asked told(Question question, Whereabouts.Names organisations, Locale locale) {
        String who = organisations.of(question.organisation(), locale);
        Instant answeredAt = question.answeredAt();
        return new Asked(
                question.id(),
                answeredAt == null
                        ? waiting(question, who, locale)
                        : words.text(locale, "portal.question.answered", who, words.date(answeredAt, locale)),
                question.text(),
                outcome(question, locale),
                question.answer(),
                question.answered() && question.readAt() == null);
    }

    private String waiting(Question question, String who, Locale locale) {
        String asked = words.date(question.askedAt(), locale);
        return question.dueAt() == null
                ? words.text(locale, "portal.question.sent", who, asked)
                : words.text(locale, "portal.question.waits", who, asked, words.date(question.dueAt(), locale));
    }

    private @Nullable String outcome(Question question, Locale locale) {
        String key = question.outcome();
        return key == null
                ? null
                : lifeEvents
                        .find(LIFE_EVENT)
                        .map(LifeEvent::data)
                        .flatMap(data -> data.find(Questions.OUTCOME))
                        .map(Datum::values)
                        .map(values -> values.get(key))
                        .map(title -> title.in(locale))
                        .orElse(key);
    }

    /** The answers that the reader has not read yet, in a line each with where to read them. */
    List<MyPage.Answer> unread(CurrentUser user, Locale locale) {
        return questions.unread(user.person()).stream()
                .flatMap(question -> answer(question, user, locale).stream())
                .toList();
    }

    private Optional<MyPage.Answer> answer(Question question, CurrentUser user, Locale locale) {
        return JourneyId.parse(question.journey())
                .flatMap(journeys::find)
                .map(journey -> new MyPage.Answer(
                        "/my/journeys/" + (question.kind().erases() ? question.id() : question.journey())
                                + (question.kind() == Question.Kind.EXPLANATION ? "/seen" : "/known"),
                        words.text(
                                locale,
                                "portal.question.new",
                                reader.organisations(journey, user).of(question.organisation(), locale),
                                journeys.lifeEventOf(journey).title().in(locale))));
    }
}
