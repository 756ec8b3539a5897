package org.samspill.journeys;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Actor;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.actors.PersonId;
import org.samspill.actors.Protections;
import org.samspill.actors.Text;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * What a reader may know of where the people of a journey are. In one that is not guarded: everything. In a guarded one, a participant who lives with the
 * protected ones everything, and everybody else no municipality and no organisation whose name would tell the place.
 */
@Component
public class Whereabouts {

    private static final Text HIDDEN = new Text("…", "…");

    private final JourneyStore store;
    private final Protections protections;
    private final Organisations organisations;
    private final SingletonSupplier<LifeEvents> lifeEvents;

    Whereabouts(
            JourneyStore store,
            Protections protections,
            Organisations organisations,
            ObjectProvider<LifeEvents> lifeEvents) {
        this.store = store;
        this.protections = protections;
        this.organisations = organisations;
        this.lifeEvents = SingletonSupplier.of(lifeEvents::getObject);
    }

    /** True when the participant may be told where the people of the journey are. */
    public boolean told(JourneyId id, PersonId participant) {
        return store.find(id).filter(journey -> told(journey, participant)).isPresent();
    }

    /** The same. The one it is about always may: it is told of herself. */
    public boolean told(Journey journey, PersonId participant) {
        if (!journey.guarded() || participant.equals(journey.subjectPerson())) {
            return true;
        }
        Set<PersonId> inside = store.people(journey.id());
        return protections.protectedAmong(inside).stream()
                .allMatch(one -> protections.livesWith(participant, one) || throughHerAlone(participant, one, inside));
    }

    /** True when the protected one is in the journey through nobody but the participant herself, such as her child in the founding of her association. */
    private boolean throughHerAlone(PersonId participant, PersonId one, Set<PersonId> inside) {
        return !inside.contains(one)
                && inside.stream()
                        .filter(each -> protections.household(Set.of(each)).contains(one))
                        .allMatch(participant::equals);
    }

    /** The organisations of a journey as a reader may know them. */
    public interface Names {

        /** True when knowing that the organisation has to do with the journey tells her nothing that she may not know. */
        boolean mayKnow(OrganisationNumber number);

        /** What the organisation is called: its name, or its number when we do not know it; of one that she may not know, what it is. */
        String of(OrganisationNumber number, Locale locale);

        /** The same names, with those looked up in one go that will be asked for. */
        Names expecting(Collection<OrganisationNumber> numbers);
    }

    /** For somebody who takes part. */
    public Names namesFor(Journey journey, PersonId participant) {
        return told(journey, participant)
                ? new Called()
                : new Looked((number, found) -> servesEverywhere(found, journey), journey);
    }

    /** For whoever acts for an organisation, by hand or by machine: in a guarded journey its own, and those that serve the whole country. */
    public Names namesAt(Journey journey, @Nullable OrganisationNumber own) {
        return journey.guarded()
                ? new Looked((number, found) -> number.equals(own) || servesEverywhere(found, journey), journey)
                : new Called();
    }

    private boolean servesEverywhere(Optional<Organisation> found, Journey journey) {
        LifeEvent lifeEvent = lifeEvents.obtain().ofDefinition(journey.definitionId());
        return found.filter(organisation -> servesEverywhere(organisation, lifeEvent))
                .isPresent();
    }

    private static boolean servesEverywhere(Organisation organisation, LifeEvent lifeEvent) {
        List<Actor> played = organisation.actors().stream()
                .map(lifeEvent.actors()::get)
                .filter(Objects::nonNull)
                .toList();
        return organisation.municipalities().isEmpty()
                && !played.isEmpty()
                && played.stream().allMatch(actor -> actor.by() == Actor.FoundBy.NATIONAL);
    }

    /** For whoever may know them all. */
    private final class Called implements Names {

        private final Map<OrganisationNumber, String> names = new HashMap<>();

        @Override
        public boolean mayKnow(OrganisationNumber number) {
            return true;
        }

        @Override
        public String of(OrganisationNumber number, Locale locale) {
            if (!names.containsKey(number)) {
                expecting(Set.of(number));
            }
            return Objects.requireNonNull(names.get(number));
        }

        @Override
        public Names expecting(Collection<OrganisationNumber> numbers) {
            Map<OrganisationNumber, String> found = organisations.names(numbers);
            numbers.forEach(number -> names.put(number, found.getOrDefault(number, number.value())));
            return this;
        }
    }

    /** Looks each organisation up once, and says whether it may be known. */
    private final class Looked implements Names {

        private final BiPredicate<OrganisationNumber, Optional<Organisation>> rule;
        private final Journey journey;
        private final Map<OrganisationNumber, Optional<Organisation>> found = new HashMap<>();
        private final Map<OrganisationNumber, Boolean> asked = new HashMap<>();
        private final Map<OrganisationNumber, Text> called = new HashMap<>();

        Looked(BiPredicate<OrganisationNumber, Optional<Organisation>> rule, Journey journey) {
            this.rule = rule;
            this.journey = journey;
        }

        @Override
        public boolean mayKnow(OrganisationNumber number) {
            return asked.computeIfAbsent(number, each -> rule.test(each, look(each)));
        }

        @Override
        public Names expecting(Collection<OrganisationNumber> numbers) {
            Set<OrganisationNumber> unknown = new HashSet<>(numbers);
            unknown.removeAll(found.keySet());
            unknown.forEach(number -> found.put(number, Optional.empty()));
            organisations.all(unknown).forEach(one -> found.put(one.number(), Optional.of(one)));
            return this;
        }

        private Optional<Organisation> look(OrganisationNumber number) {
            return found.computeIfAbsent(number, organisations::find);
        }

        @Override
        public String of(OrganisationNumber number, Locale locale) {
            return called.computeIfAbsent(number, this::called).in(locale);
        }

        private Text called(OrganisationNumber number) {
            Organisation found = look(number).orElse(null);
            if (mayKnow(number)) {
                String name = found == null ? number.value() : found.name();
                return new Text(name, name);
            }
            LifeEvent lifeEvent = lifeEvents.obtain().ofDefinition(journey.definitionId());
            return found == null
                    ? HIDDEN
                    : found.actors().stream()
                            .sorted()
                            .map(lifeEvent.actors()::get)
                            .filter(Objects::nonNull)
                            .findFirst()
                            .map(Actor::title)
                            .orElse(HIDDEN);
        }
    }
}
