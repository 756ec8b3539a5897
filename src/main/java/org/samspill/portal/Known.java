package org.samspill.portal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.People;
import org.samspill.actors.Person;
import org.samspill.actors.Text;
import org.samspill.catalogue.DataType;
import org.samspill.catalogue.Datum;
import org.samspill.catalogue.Form;
import org.samspill.catalogue.FormFilling;
import org.samspill.catalogue.FormView;
import org.samspill.catalogue.Forms;
import org.samspill.catalogue.LifeEvent;
import org.samspill.journeys.Held;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyData;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.Whereabouts;
import org.samspill.privacy.Disclosure;
import org.samspill.privacy.Disclosures;
import org.samspill.privacy.Ground;
import org.samspill.privacy.Question;
import org.samspill.privacy.Recipient;
import org.samspill.privacy.Retention;
import org.samspill.work.Provenance;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a journey knows, and where it came from. Another participant's own matters, and numbers of people who are not near the reader, are left out. */
@Component
class Known {

    /**
     * One datum.
     *
     * @param lines its value, as it is read
     * @param from who brought it
     * @param at when; null when the log does not tell
     * @param goes when it goes: a day, or how long after the end
     * @param own true when a person, and not an organisation, told it
     * @param question what the reader has said about it; null when nothing
     * @param mayAsk whether there is an organisation that can be told that it is wrong
     */
    record Line(
            String name,
            String title,
            List<String> lines,
            String from,
            @Nullable String at,
            String goes,
            boolean own,
            MyQuestions.@Nullable Asked question,
            boolean mayAsk) {}

    /** A datum, the row that brought it, and who can be asked about it. */
    record Found(
            Held held,
            Datum datum,
            JourneyEvent brought,
            @Nullable OrganisationNumber holder) {}

    /** What a row says in place of a piece of work, when someone reads what is known of her. */
    static final String ACCESS = "right-of-access";

    private static final Locale BOKMAAL = Locale.forLanguageTag("nb");

    private final Journeys journeys;
    private final JourneyData data;
    private final Provenance provenance;
    private final Disclosures disclosures;
    private final MyQuestions questions;
    private final Reader reader;
    private final People people;
    private final Forms forms;
    private final Stays stays;
    private final PlainWords words;

    Known(
            Journeys journeys,
            JourneyData data,
            Provenance provenance,
            Disclosures disclosures,
            MyQuestions questions,
            Reader reader,
            People people,
            Forms forms,
            Stays stays,
            PlainWords words) {
        this.journeys = journeys;
        this.data = data;
        this.provenance = provenance;
        this.disclosures = disclosures;
        this.questions = questions;
        this.reader = reader;
        this.people = people;
        this.forms = forms;
        this.stays = stays;
        this.words = words;
    }

    /** Data that the journey was given, the latest first; what a model writes for its own use is no datum about anybody. */
    List<Found> found(Journey journey, CurrentUser user) {
        LifeEvent lifeEvent = journeys.lifeEventOf(journey);
        Provenance.Trail trail = provenance.of(journey);
        Set<String> near = near(user);
        boolean toldAll = reader.toldAll(journey, user);
        boolean toldWhere = reader.whereabouts(journey, user);
        List<Disclosure> given = disclosures.of(journey.id().value());
        Map<String, Found> found = new HashMap<>();
        for (Held held : data.held(journey)) {
            Datum datum = lifeEvent.data().find(held.name()).orElse(null);
            JourneyEvent brought = datum == null ? null : trail.of(held).orElse(null);
            if (datum == null
                    || brought == null
                    || !mayRead(held, datum, near, user)
                    || !toldWhere && datum.tellsWhere()
                    || !toldAll && datum.writtenByHealthServices() && brought.organisation() != null) {
                continue;
            }
            // The same value in two processes is one datum: a called process had it from its caller, or gave it back.
            found.merge(
                    held.name() + " " + held.value(),
                    new Found(held, datum, brought, holder(held, brought, given)),
                    (one, other) -> one.brought().seq() <= other.brought().seq() ? one : other);
        }
        return found.values().stream()
                .sorted(Comparator.comparing((Found each) -> each.brought().seq())
                        .reversed()
                        .thenComparing(each -> each.held().name()))
                .toList();
    }

    /** The same, handed out through the door through which all data of a journey leave: that the reader saw them is written down. */
    @Transactional
    public List<Found> shown(Journey journey, CurrentUser user) {
        List<Found> found = found(journey, user);
        Map<String, Object> values = new HashMap<>();
        found.forEach(
                each -> values.merge(each.held().name(), each.held().value(), (one, other) -> List.of(one, other)));
        Set<String> allowed = new HashSet<>();
        String role = reader.capacities(journey, user).stream().findFirst().orElse(null);
        if (role != null) {
            Ground ground = new Ground(
                    journey.id().value(),
                    journeys.lifeEventOf(journey),
                    ACCESS,
                    ACCESS,
                    new Text(words.text(BOKMAAL, "portal.access"), words.text(Locale.ENGLISH, "portal.access")),
                    null,
                    null,
                    role,
                    null,
                    values.keySet(),
                    Set.of(),
                    journey.guarded());
            allowed.addAll(disclosures
                    .release(
                            ground,
                            Recipient.participant(user.person(), role, reader.whereabouts(journey, user)),
                            values,
                            null)
                    .keySet());
        }
        return found.stream()
                .filter(each -> allowed.contains(each.held().name()))
                .toList();
    }

    private Set<String> near(CurrentUser user) {
        Set<String> numbers = new HashSet<>();
        List<Person> near = new ArrayList<>(people.childrenOf(user.person()));
        people.find(user.person()).ifPresent(near::add);
        near.forEach(person -> {
            if (person.nationalId() != null) {
                numbers.add(person.nationalId().value());
            }
        });
        return numbers;
    }

    private static boolean mayRead(Held held, Datum datum, Set<String> near, CurrentUser user) {
        boolean others = held.person() != null && !held.person().equals(user.person());
        boolean number = datum.type() == DataType.NATIONAL_ID && !near.contains(String.valueOf(held.value()));
        return !others && !number && datum.type() != DataType.CONSENT;
    }

    /** Who answers for a datum: the organisation that brought it; of what a person told, the last organisation that was given it. */
    private static @Nullable OrganisationNumber holder(Held held, JourneyEvent brought, List<Disclosure> given) {
        String number = brought.organisation();
        return number != null
                ? OrganisationNumber.of(number)
                : given.stream()
                        .filter(row -> row.organisation() != null && row.data().contains(held.name()))
                        .map(Disclosure::organisation)
                        .findFirst()
                        .orElse(null);
    }

    @Transactional
    public List<Line> of(Journey journey, CurrentUser user, Locale locale) {
        LifeEvent lifeEvent = journeys.lifeEventOf(journey);
        Whereabouts.Names organisations = reader.organisations(journey, user);
        Map<String, MyQuestions.Asked> asked = new HashMap<>();
        questions.of(journey, user).forEach(question -> {
            if (question.datum() != null) {
                asked.putIfAbsent(question.datum(), questions.told(question, organisations, locale));
            }
        });
        Map<String, Retention.Kept> kept = stays.keptOf(journey);
        return shown(journey, user).stream()
                .map(each -> new Line(
                        each.held().name(),
                        each.datum().title().in(locale),
                        read(each, lifeEvent, locale),
                        from(each.brought(), lifeEvent, organisations, locale),
                        words.date(each.brought().at(), locale),
                        stays.words(each.datum(), kept.get(each.held().name()), locale),
                        each.brought().organisation() == null,
                        asked.get(each.held().name()),
                        each.holder() != null))
                .toList();
    }

    /** A value in words, line by line. */
    List<String> read(Found each, LifeEvent lifeEvent, Locale locale) {
        if (each.datum().type() == DataType.MUNICIPALITY) {
            return List.of(reader.municipality(String.valueOf(each.held().value())));
        }
        Form form = Form.ofFacts("known", List.of(each.held().name()), lifeEvent.data());
        return forms
                .view(
                        form,
                        FormFilling.of(Map.of(each.held().name(), each.held().value())),
                        locale)
                .parts()
                .stream()
                .filter(FormView.Facts.class::isInstance)
                .flatMap(part -> ((FormView.Facts) part).facts().stream())
                .flatMap(fact -> fact.lines().stream())
                .toList();
    }

    /** Who brought it: an organisation, a decision table, the one who started, or who takes part. */
    String from(JourneyEvent brought, LifeEvent lifeEvent, Whereabouts.Names organisations, Locale locale) {
        if (brought.organisation() != null) {
            return organisations.of(OrganisationNumber.of(brought.organisation()), locale);
        }
        return switch (brought.kind()) {
            case STARTED -> words.text(locale, "portal.known.from.start");
            case DECIDED -> words.text(locale, "portal.known.from.rules");
            case MESSAGE -> words.text(locale, "portal.known.from.message");
            default -> Reader.title(Objects.requireNonNullElse(brought.actor(), ""), lifeEvent, locale);
        };
    }

    /** What saying that a datum is wrong would be about; empty when the reader does not see it, or nobody can be asked. */
    Optional<MyQuestions.Subject> subject(Journey journey, String name, CurrentUser user, Locale locale) {
        return found(journey, user).stream()
                .filter(each -> each.held().name().equals(name) && each.holder() != null)
                .findFirst()
                .map(each -> new MyQuestions.Subject(
                        Question.Kind.CORRECTION,
                        null,
                        name,
                        Objects.requireNonNull(each.holder()),
                        each.datum().title().in(locale),
                        null));
    }
}
