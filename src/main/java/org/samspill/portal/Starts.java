package org.samspill.portal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Organisation;
import org.samspill.actors.Organisations;
import org.samspill.actors.People;
import org.samspill.actors.Person;
import org.samspill.actors.Protections;
import org.samspill.catalogue.DataType;
import org.samspill.catalogue.Field;
import org.samspill.catalogue.Form;
import org.samspill.catalogue.FormElement;
import org.samspill.catalogue.FormProblem;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.journeys.Identities;
import org.samspill.journeys.Journey;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.Representation;
import org.springframework.stereotype.Component;

/** What is known before a citizen starts a life event: who she is, whose guardian she is, and what the population register says of them. */
@Component
class Starts {

    /** Something known, and in the page's words who knows it. */
    record Fact(String label, String value) {}

    /** A life event that people start, with its form. */
    record Startable(LifeEvent lifeEvent, Form form) {

        /** True when the form asks for the identity of someone other than the starter: the child of a guardian, for instance. */
        boolean aboutAnother() {
            return Identities.aboutAnother(lifeEvent, form);
        }
    }

    private static final int BIRTH_DIGITS = 6;

    private final LifeEvents lifeEvents;
    private final Journeys journeys;
    private final People people;
    private final Organisations organisations;
    private final Protections protections;
    private final Identities identities;
    private final Representation representation;
    private final PlainWords words;

    Starts(
            LifeEvents lifeEvents,
            Journeys journeys,
            People people,
            Organisations organisations,
            Protections protections,
            Identities identities,
            Representation representation,
            PlainWords words) {
        this.lifeEvents = lifeEvents;
        this.journeys = journeys;
        this.people = people;
        this.organisations = organisations;
        this.protections = protections;
        this.identities = identities;
        this.representation = representation;
        this.words = words;
    }

    Optional<Startable> find(String key) {
        return lifeEvents.find(key).flatMap(lifeEvent -> Optional.ofNullable(
                        lifeEvent.start().form())
                .flatMap(lifeEvent::form)
                .map(form -> new Startable(lifeEvent, form)));
    }

    /** The children for whom she may start something today. */
    List<Person> children(CurrentUser user) {
        return people.childrenOf(user.person()).stream()
                .filter(child -> identities.mayStart(user.person(), child.id()))
                .toList();
    }

    /** The child at this place in the list of her children; addresses carry the place, so that they name nobody. */
    Optional<Person> child(CurrentUser user, String place) {
        List<Person> children = children(user);
        return place.matches("[1-9][0-9]?") && Integer.parseInt(place) <= children.size()
                ? Optional.of(children.get(Integer.parseInt(place) - 1))
                : Optional.empty();
    }

    /** The form as this person is asked it: the identity that the register has told is shown, and not hers to type. */
    static Form form(Startable start, Map<String, Object> known) {
        return new Form(
                start.form().id(),
                start.form().elements().stream()
                        .filter(element -> !(element instanceof Field field
                                && isIdentity(field)
                                && known.containsKey(field.name())))
                        .toList(),
                start.form().mentions());
    }

    /** The answers with the identities that were known and not asked for. */
    static Map<String, @Nullable Object> whole(
            Startable start, Map<String, Object> known, Map<String, @Nullable Object> answers) {
        Map<String, @Nullable Object> whole = new LinkedHashMap<>();
        start.form().fields().stream()
                .filter(field -> isIdentity(field) && known.containsKey(field.name()))
                .forEach(field -> whole.put(field.name(), known.get(field.name())));
        whole.putAll(answers);
        return whole;
    }

    private static boolean isIdentity(Field field) {
        return !field.readonly() && field.datum().type() == DataType.NATIONAL_ID;
    }

    /** What the form can be filled in with, by datum name. */
    Map<String, Object> known(Startable start, CurrentUser user, @Nullable Person subject) {
        Map<String, Object> known = new LinkedHashMap<>();
        people.find(user.person())
                .ifPresent(me -> Identities.own(start.lifeEvent()).forEach(prefix -> describe(prefix, me, known)));
        if (subject != null) {
            describe(start.lifeEvent().subject(), subject, known);
            if (subject.municipality() != null && protections.mayTellWhere(subject.id(), user.person())) {
                known.put("subject.municipality", subject.municipality());
            }
        }
        known.keySet().retainAll(names(start));
        return known;
    }

    private static Set<String> names(Startable start) {
        Set<String> names = new HashSet<>(start.form().asked());
        names.addAll(start.form().read());
        return names;
    }

    private static void describe(String prefix, Person person, Map<String, Object> known) {
        if (person.nationalId() != null) {
            known.put(prefix + ".nationalId", person.nationalId().value());
        }
        if (person.birthDate() != null) {
            known.put(prefix + ".birthDate", person.birthDate().toString());
        }
        known.put(prefix + ".name", person.name());
    }

    /** What the register knows of a person, to be read rather than typed. */
    List<Fact> facts(@Nullable Person person, CurrentUser user, Locale locale) {
        List<Fact> facts = new ArrayList<>();
        if (person != null) {
            facts.add(new Fact(words.text(locale, "portal.known.name"), person.name()));
            if (person.nationalId() != null) {
                String number = person.nationalId().value();
                facts.add(new Fact(
                        words.text(locale, "portal.known.national-id"),
                        number.substring(0, BIRTH_DIGITS) + " " + number.substring(BIRTH_DIGITS)));
            }
            if (person.birthDate() != null) {
                facts.add(new Fact(
                        words.text(locale, "portal.known.birth-date"), words.date(person.birthDate(), locale)));
            }
            if (person.municipality() != null && protections.mayTellWhere(person.id(), user.person())) {
                String home = organisations
                        .playing("municipality", person.municipality())
                        .map(Organisation::name)
                        .orElse(person.municipality());
                facts.add(new Fact(words.text(locale, "portal.known.municipality"), home));
            }
        }
        return facts;
    }

    /** The journey of the same kind that goes on already about this person, when the reader takes part in it. */
    Optional<Journey> goingOn(Startable start, CurrentUser user, @Nullable Person subject) {
        return subject == null
                ? Optional.empty()
                : journeys.openAbout(subject.id()).stream()
                        .filter(journey ->
                                journey.lifeEvent().equals(start.lifeEvent().key())
                                        && representation.sees(journey, user.person()))
                        .findFirst();
    }

    Optional<Person> me(CurrentUser user) {
        return people.find(user.person());
    }

    /** What is wrong with identities that are well formed. */
    List<FormProblem> foreign(Startable start, CurrentUser user, Map<String, @Nullable Object> values) {
        return identities.foreign(start.lifeEvent(), start.form(), user.person(), values);
    }

    /** The form with every answer to read, for the summary before sending. */
    static Form summary(Form form, Set<String> answered) {
        List<FormElement> facts = new ArrayList<>();
        for (Field field : form.fields()) {
            if (!field.readonly() && answered.contains(field.name())) {
                facts.add(new Field(
                        field.datum(),
                        field.widget(),
                        field.label(),
                        null,
                        true,
                        field.rules(),
                        field.options(),
                        List.of(),
                        null,
                        null,
                        null,
                        field.unit()));
            }
        }
        return new Form(form.id(), facts, List.of());
    }
}
