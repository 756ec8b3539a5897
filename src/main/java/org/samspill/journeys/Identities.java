package org.samspill.journeys;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Capacity;
import org.samspill.actors.Mandates;
import org.samspill.actors.Matter;
import org.samspill.actors.NationalId;
import org.samspill.actors.People;
import org.samspill.actors.Person;
import org.samspill.actors.PersonId;
import org.samspill.actors.Standing;
import org.samspill.actors.Standing.Why;
import org.samspill.catalogue.Form;
import org.samspill.catalogue.FormProblem;
import org.samspill.catalogue.LifeEvent;
import org.springframework.stereotype.Component;

/** Whom a person may start a journey as, and about whom: herself, and those she is a guardian of. Every door through which people start asks here. */
@Component
public class Identities {

    private final People people;
    private final Mandates mandates;

    Identities(People people, Mandates mandates) {
        this.people = people;
        this.mandates = mandates;
    }

    /** The names under which a life event's start form may ask for the starter herself. */
    public static Set<String> own(LifeEvent lifeEvent) {
        Set<String> own = new LinkedHashSet<>(lifeEvent.start().by());
        own.add("applicant");
        if (lifeEvent.applicant() != null) {
            own.add(lifeEvent.applicant());
        }
        return own;
    }

    /** True when the form asks for the identity of someone other than the starter: the child of a guardian, for instance. */
    public static boolean aboutAnother(LifeEvent lifeEvent, Form form) {
        return !lifeEvent.subject().equals(lifeEvent.applicant())
                && form.asked().contains(lifeEvent.subject() + ".nationalId");
    }

    /** What is wrong with identities that are well formed: nobody starts a journey as somebody else, or about someone she is no guardian of. */
    public List<FormProblem> foreign(
            LifeEvent lifeEvent, Form form, PersonId starter, Map<String, ? extends @Nullable Object> values) {
        List<FormProblem> problems = new ArrayList<>();
        for (String prefix : own(lifeEvent)) {
            String name = prefix + ".nationalId";
            if (values.get(name) instanceof String number && !is(starter, number)) {
                problems.add(new FormProblem(name, "journeys.problem.not-you", List.of()));
            }
        }
        String subject = lifeEvent.subject() + ".nationalId";
        if (aboutAnother(lifeEvent, form)
                && values.get(subject) instanceof String number
                && isOthers(starter, number)) {
            problems.add(new FormProblem(subject, "journeys.problem.not-guardian", List.of()));
        }
        return problems;
    }

    private boolean is(PersonId person, String number) {
        return people.find(person)
                .map(Person::nationalId)
                .filter(own -> own.value().equals(number))
                .isPresent();
    }

    /** True for a person we know for whom she may not act today; of one we know only by number the register will tell. */
    private boolean isOthers(PersonId starter, String number) {
        return NationalId.parse(number)
                .flatMap(people::byNationalId)
                .filter(person -> !person.name().isBlank())
                .filter(person -> !mayStart(starter, person.id()))
                .isPresent();
    }

    /** Her guardians until she is of age, whoever she has asked, and she herself from 16. */
    public boolean mayStart(PersonId starter, PersonId subject) {
        Standing standing = mandates.of(starter, subject);
        return standing.capacity() == Capacity.SELF
                || standing.capacity() != null && standing.why() != Why.NOT_KNOWN_YET && standing.may(Matter.LEGAL);
    }
}
