package org.samspill.demo;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Organisations;
import org.samspill.actors.People;
import org.samspill.actors.Person;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.Checked;
import org.samspill.catalogue.LifeEvent;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.StartCommand;
import org.samspill.privacy.Consents;
import org.samspill.work.WorkItem;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Gives the journeys of the demo year their people: the demo's own families and founders first, then new ones, and starts them. */
@Component
@ConditionalOnProperty(name = "samspill.demo", havingValue = "true", matchIfMissing = true)
class CastingOffice {

    /** Journeys of a life event that began since: some eleven weeks' worth. */
    private static final int GOOD_WAY = 15;

    private final Journeys journeys;
    private final People people;
    private final Organisations organisations;
    private final Consents consents;
    private final UsualAnswers answers;
    private final DemoWorld world;
    private final Map<Cast, PersonId> starters = new ConcurrentHashMap<>();

    CastingOffice(
            Journeys journeys,
            People people,
            Organisations organisations,
            Consents consents,
            UsualAnswers answers,
            DemoWorld world) {
        this.journeys = journeys;
        this.people = people;
        this.organisations = organisations;
        this.consents = consents;
        this.answers = answers;
        this.world = world;
    }

    /** True when the organisation that has the item answers by machine. */
    boolean integrated(WorkItem item) {
        return item.organisation() != null
                && item.service() != null
                && world.answersByMachine(item.organisation(), item.service());
    }

    /** The people of the n-th journey of a life event. */
    Cast cast(LifeEvent lifeEvent, Scenario scenario, int number, LocalDate today, Random random) {
        List<String> municipalities = organisations.playing("municipality").stream()
                .flatMap(organisation -> organisation.municipalities().stream())
                .sorted()
                .toList();
        // Two of three of the latest in the first one, whose people one can sign in as.
        boolean first = number >= DemoYear.JOURNEYS_PER_LIFE_EVENT && number % 3 != 0;
        String municipality = municipalities.get(first ? 0 : random.nextInt(municipalities.size()));
        String subjectDatum = lifeEvent.subject() + ".nationalId";
        Object subject =
                scenario.start().data() == null ? null : scenario.start().data().get(subjectDatum);
        if (subject == null) {
            Optional<Person> known = known(world.founders(), number, true);
            Cast cast = new Cast(people, random, municipality, known.isPresent());
            starter(cast, scenario, known.orElseGet(() -> cast.adult(today)));
            return cast;
        }
        Optional<Person> known = known(world.children(), number, false);
        Cast cast = new Cast(people, random, known.map(Person::municipality).orElse(municipality), known.isPresent());
        Person child = known.orElseGet(() -> cast.child(random.nextInt(17), today));
        cast.give(String.valueOf(subject), child);
        people.guardiansOf(child.id()).stream().findFirst().ifPresent(guardian -> starters.put(cast, guardian.id()));
        return cast;
    }

    /**
     * One of the demo's own people for some of the last journeys of the spread-out year: every other of them, the first among them, has come a good way and
     * has much to look back at, the others have just begun.
     *
     * @param again whether the former have just begun another as well, so that they too find something to do: a founder may, a child is one journey's
     */
    private static Optional<Person> known(List<Person> people, int number, boolean again) {
        int back = DemoYear.JOURNEYS_PER_LIFE_EVENT - 1 - number;
        int place = back >= GOOD_WAY ? back - GOOD_WAY : back;
        boolean theirs =
                place >= 0 && place < people.size() && (back >= GOOD_WAY ? place % 2 == 0 : again || place % 2 == 1);
        return theirs ? Optional.of(people.get(place)) : Optional.empty();
    }

    /** Whoever starts also plays the person whom the scenario names as the starter. */
    private void starter(Cast cast, Scenario scenario, Person starter) {
        if (scenario.start().person() != null) {
            cast.give(scenario.start().person(), starter);
        }
        starters.put(cast, starter.id());
    }

    /** Starts the journey as its scenario says, with this cast; empty when the data no longer fit the model. */
    Optional<JourneyId> start(LifeEvent lifeEvent, Scenario scenario, Cast cast, LocalDate today) {
        Scenario.Start start = scenario.start();
        Map<String, Object> values = checked(lifeEvent, start.data(), cast);
        PersonId starter = start.citizen() ? starters.get(cast) : null;
        return journeys.start(new StartCommand(lifeEvent.key(), start.event(), starter, null, "demo", null, values))
                .map(Journeys.Started::journey)
                .map(Journey::id);
    }

    /** Something happens to the journey: a message, or a consent taken back. */
    void happen(JourneyId id, Scenario.Happening happening, Cast cast) {
        Journey journey = journeys.find(id).filter(Journey::open).orElse(null);
        if (journey == null) {
            return;
        }
        String scope = happening.withdraw() != null ? happening.withdraw() : happening.consent();
        if (scope != null) {
            consents.of(id.value()).stream()
                    .filter(consent ->
                            consent.scope().equals(scope) && consent.given() && consent.withdrawnAt() == null)
                    .findFirst()
                    .ifPresent(consent -> journeys.withdraw(id, scope, consent.grantor()));
        } else if (happening.event() != null) {
            LifeEvent lifeEvent = journeys.lifeEventOf(journey);
            Map<String, Object> data = new LinkedHashMap<>();
            answers.resolved(happening.data() == null ? Map.of() : happening.data())
                    .forEach((name, value) -> check(lifeEvent, name, value, data));
            journeys.deliver(id, happening.event(), data, null);
        }
    }

    private Map<String, Object> checked(LifeEvent lifeEvent, @Nullable Map<String, Object> written, Cast cast) {
        Map<String, Object> checked = new LinkedHashMap<>();
        Map<String, Object> values = cast.recast(answers.resolved(written == null ? Map.of() : written));
        values.forEach((name, value) -> check(lifeEvent, name, value, checked));
        return checked;
    }

    private static void check(LifeEvent lifeEvent, String name, Object value, Map<String, Object> into) {
        lifeEvent.data().find(name).map(datum -> datum.check(value)).ifPresent(result -> {
            if (result instanceof Checked.Value fitting && fitting.value() != null) {
                into.put(name, fitting.value());
            }
        });
    }
}
