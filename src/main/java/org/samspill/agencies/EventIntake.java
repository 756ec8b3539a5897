package org.samspill.agencies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.NationalId;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.actors.People;
import org.samspill.actors.Protection;
import org.samspill.catalogue.Checked;
import org.samspill.catalogue.Datum;
import org.samspill.catalogue.EventType;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.journeys.Guarding;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.StartCommand;
import org.samspill.work.WorkItems;
import org.springframework.stereotype.Component;

/**
 * Takes an event: checks that its sender may send it and that its data fit, finds the journeys it is about, and starts or continues them. Each
 * event of a sender has one effect, however often it is delivered.
 */
@Component
class EventIntake {

    /** Who has died, in an event that tells of it: the one it is about, or one who took part. */
    private static final String DECEASED = "deceased.nationalId";

    private final EventLedger ledger;
    private final LifeEvents lifeEvents;
    private final Journeys journeys;
    private final Guarding guarding;
    private final WorkItems work;
    private final Organisations organisations;
    private final People people;

    EventIntake(
            EventLedger ledger,
            LifeEvents lifeEvents,
            Journeys journeys,
            Guarding guarding,
            WorkItems work,
            Organisations organisations,
            People people) {
        this.ledger = ledger;
        this.lifeEvents = lifeEvents;
        this.journeys = journeys;
        this.guarding = guarding;
        this.work = work;
        this.organisations = organisations;
        this.people = people;
    }

    EventOutcome take(OrganisationNumber sender, IncomingEvent event) {
        Optional<EventOutcome.Taken> before = ledger.taken(sender, event);
        if (before.isPresent()) {
            return before.get();
        }
        Plan plan = plan(sender, event);
        if (plan.refusal() != null) {
            return plan.refusal();
        }
        // Another delivery of the event may be taken meanwhile: the next attempt finds what came of it.
        return journeys.again(() -> ledger.taken(sender, event).orElseGet(() -> {
            ledger.claim(sender, event);
            EventOutcome.Taken taken = carryOut(plan, sender, event);
            ledger.keep(sender, event, taken);
            return taken;
        }));
    }

    /** What an event is going to do, or why it may not. */
    private record Plan(
            List<Delivery> deliveries,
            List<Beginning> beginnings,
            @Nullable ToldOf protection,
            @Nullable EventOutcome refusal) {

        static Plan refused(EventOutcome why) {
            return new Plan(List.of(), List.of(), null, why);
        }
    }

    /** How a person's address is protected from now on; null for not at all. It holds in all her journeys, and nobody is told whether there are any. */
    private record ToldOf(String nationalId, @Nullable Protection grade) {}

    /**
     * @param addressed the sender named the journey itself
     */
    private record Delivery(Journey journey, Map<String, @Nullable Object> values, boolean addressed) {}

    private record Beginning(LifeEvent lifeEvent, Map<String, @Nullable Object> values) {}

    private Plan plan(OrganisationNumber sender, IncomingEvent event) {
        Optional<LifeEvent> protecting = lifeEvents.current().stream()
                .filter(lifeEvent -> lifeEvent.events().containsKey(event.type()))
                .filter(lifeEvent -> type(lifeEvent, event).data().contains(Protection.DATUM))
                .findFirst();
        if (protecting.isPresent()) {
            return aboutPerson(protecting.get(), sender, event);
        }
        Optional<JourneyId> named = event.subject() == null ? Optional.empty() : JourneyId.parse(event.subject());
        if (named.isPresent()) {
            return aboutJourney(named.get(), sender, event);
        }
        List<LifeEvent> knowing = lifeEvents.current().stream()
                .filter(lifeEvent -> lifeEvent.events().containsKey(event.type()))
                .toList();
        if (knowing.isEmpty()) {
            return Plan.refused(new EventOutcome.UnknownType());
        }
        List<LifeEvent> open = knowing.stream()
                .filter(lifeEvent -> maySend(sender, type(lifeEvent, event)))
                .toList();
        return open.isEmpty() ? Plan.refused(new EventOutcome.NotFromYou()) : aboutSubject(open, event);
    }

    private Plan aboutPerson(LifeEvent knowing, OrganisationNumber sender, IncomingEvent event) {
        if (!maySend(sender, type(knowing, event))) {
            return Plan.refused(new EventOutcome.NotFromYou());
        }
        Reading reading = read(knowing, event);
        if (reading.wrong() != null) {
            return Plan.refused(reading.wrong());
        }
        for (String needed : List.of("person.nationalId", Protection.DATUM)) {
            if (reading.values().get(needed) == null) {
                return Plan.refused(new EventOutcome.NobodyNamed("data." + needed));
            }
        }
        return new Plan(
                List.of(),
                List.of(),
                new ToldOf(
                        String.valueOf(reading.values().get("person.nationalId")),
                        Protection.of(String.valueOf(reading.values().get(Protection.DATUM)))),
                null);
    }

    private Plan aboutJourney(JourneyId id, OrganisationNumber sender, IncomingEvent event) {
        Journey journey = journeys.find(id).filter(Journey::open).orElse(null);
        if (journey == null) {
            return Plan.refused(new EventOutcome.NoJourney());
        }
        LifeEvent version = journeys.lifeEventOf(journey);
        if (!version.events().containsKey(event.type())) {
            return Plan.refused(new EventOutcome.UnknownType());
        }
        if (!maySend(sender, type(version, event))) {
            return Plan.refused(new EventOutcome.NotFromYou());
        }
        Reading reading = read(version, event);
        if (reading.wrong() != null) {
            return Plan.refused(reading.wrong());
        }
        // A journey is about one for all its time, and nobody learns from here whom it is not about.
        return reading.about() == null
                        || isAbout(journey, reading.about())
                        || reading.values().containsKey(DECEASED) && tookPart(journey, reading.about())
                ? new Plan(List.of(new Delivery(journey, reading.values(), true)), List.of(), null, null)
                : Plan.refused(new EventOutcome.NoJourney());
    }

    private Plan aboutSubject(List<LifeEvent> knowing, IncomingEvent event) {
        List<Delivery> deliveries = new ArrayList<>();
        List<Beginning> beginnings = new ArrayList<>();
        EventOutcome refusal = null;
        for (LifeEvent lifeEvent : knowing) {
            Reading reading = read(lifeEvent, event);
            if (reading.wrong() != null) {
                refusal = reading.wrong();
                continue;
            }
            List<Journey> about = about(lifeEvent, reading);
            EventType type = type(lifeEvent, event);
            boolean named = reading.about() != null || !namesSubject(lifeEvent, type);
            if (!named || reading.about() == null && !type.starts()) {
                refusal = new EventOutcome.NobodyNamed("data." + subjectField(lifeEvent));
            } else if (!about.isEmpty()) {
                for (Journey journey : about) {
                    // A journey keeps its version, and so the event and the data that its version knows.
                    LifeEvent version = journeys.lifeEventOf(journey);
                    Reading own = version.events().containsKey(event.type()) ? read(version, event) : reading;
                    if (own.wrong() == null) {
                        deliveries.add(new Delivery(journey, own.values(), false));
                    }
                }
            } else if (type.starts()) {
                beginnings.add(new Beginning(lifeEvent, reading.values()));
            }
        }
        boolean nothing = deliveries.isEmpty() && beginnings.isEmpty();
        return new Plan(deliveries, beginnings, null, nothing ? refusal : null);
    }

    private EventOutcome.Taken carryOut(Plan plan, OrganisationNumber sender, IncomingEvent event) {
        List<JourneyId> told = new ArrayList<>();
        ToldOf protection = plan.protection();
        if (protection != null) {
            people.byNationalId(NationalId.of(protection.nationalId()))
                    .ifPresent(person -> guarding.told(person.id(), protection.grade()));
        }
        plan.deliveries().forEach(delivery -> {
            JourneyId id = delivery.journey().id();
            journeys.deliver(id, event.type(), delivery.values(), null);
            // Who only names a person is not told whether the person has a journey.
            if (delivery.addressed() || takesPart(sender, id)) {
                told.add(id);
            }
        });
        plan.beginnings().forEach(beginning -> journeys.start(new StartCommand(
                        beginning.lifeEvent().key(),
                        event.type(),
                        null,
                        null,
                        sender.value(),
                        null,
                        beginning.values()))
                .ifPresent(started -> told.add(started.journey().id())));
        return new EventOutcome.Taken(told, !plan.beginnings().isEmpty());
    }

    private boolean takesPart(OrganisationNumber sender, JourneyId id) {
        return work.takesPart(id, sender);
    }

    private static EventType type(LifeEvent lifeEvent, IncomingEvent event) {
        EventType type = lifeEvent.events().get(event.type());
        if (type == null) {
            throw new IllegalArgumentException(lifeEvent.key() + " knows no " + event.type());
        }
        return type;
    }

    private boolean maySend(OrganisationNumber sender, EventType type) {
        Organisation organisation = organisations.find(sender).orElse(null);
        return organisation != null && type.from().stream().anyMatch(organisation::plays);
    }

    private boolean tookPart(Journey journey, String number) {
        return NationalId.parse(number)
                .flatMap(people::byNationalId)
                .filter(person -> journeys.takesPart(journey.id(), person.id()))
                .isPresent();
    }

    /** True too while the journey is about nobody known yet. */
    private boolean isAbout(Journey journey, String number) {
        OrganisationNumber organisation = OrganisationNumber.parse(number).orElse(null);
        if (organisation != null) {
            return journey.subjectNumber() == null || journey.subjectNumber().equals(organisation);
        }
        return journey.subjectPerson() == null
                || NationalId.parse(number)
                        .flatMap(people::byNationalId)
                        .filter(person -> person.id().equals(journey.subjectPerson()))
                        .isPresent();
    }

    private List<Journey> about(LifeEvent lifeEvent, Reading reading) {
        if (reading.about() == null) {
            return List.of();
        }
        String number = reading.about();
        // Whoever has died may have taken part in what was about another.
        List<Journey> open = number.equals(reading.values().get(DECEASED))
                ? NationalId.parse(number)
                        .flatMap(people::byNationalId)
                        .map(person -> journeys.openWith(person.id()))
                        .orElse(List.of())
                : openAbout(number);
        return open.stream()
                .filter(journey -> journey.lifeEvent().equals(lifeEvent.key()))
                .toList();
    }

    private List<Journey> openAbout(String number) {
        return OrganisationNumber.parse(number).map(journeys::openAbout).orElseGet(() -> NationalId.parse(number)
                .flatMap(people::byNationalId)
                .map(person -> journeys.openAbout(person.id()))
                .orElse(List.of()));
    }

    private static boolean namesSubject(LifeEvent lifeEvent, EventType type) {
        return type.data().contains(lifeEvent.subject() + ".nationalId")
                || type.data().contains(lifeEvent.subject() + ".number")
                || type.data().contains(DECEASED);
    }

    private static String subjectField(LifeEvent lifeEvent) {
        String number = lifeEvent.subject() + ".number";
        return lifeEvent.data().knows(number) ? number : lifeEvent.subject() + ".nationalId";
    }

    /**
     * The data of an event as a life event reads them.
     *
     * @param about national id or organisation number of the subject, when the data name it
     */
    private record Reading(
            Map<String, @Nullable Object> values,
            @Nullable String about,
            @Nullable EventOutcome wrong) {}

    private static Reading read(LifeEvent lifeEvent, IncomingEvent event) {
        List<String> allowed = type(lifeEvent, event).data();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        String about = null;
        for (Map.Entry<String, @Nullable Object> sent : event.data().entrySet()) {
            String name = sent.getKey();
            String own = name.startsWith("subject.") ? lifeEvent.subject() + name.substring("subject".length()) : name;
            boolean naming =
                    own.equals(lifeEvent.subject() + ".nationalId") || own.equals(lifeEvent.subject() + ".number");
            Datum datum = lifeEvent.data().find(naming ? own : name).orElse(null);
            if (datum == null || !naming && !allowed.contains(name)) {
                return unfit(name, "agencies.event.not-its-data", List.of(name, String.join(", ", allowed)));
            }
            Checked checked = datum.check(sent.getValue());
            if (checked instanceof Checked.Wrong wrong) {
                return unfit(name, wrong.messageKey(), wrong.arguments());
            }
            Object value = ((Checked.Value) checked).value();
            if ((naming || name.equals(DECEASED)) && value != null) {
                about = value.toString();
            }
            if (value != null && allowed.contains(naming ? own : name)) {
                values.put(naming ? own : name, value);
            }
        }
        return new Reading(values, about, null);
    }

    private static Reading unfit(String name, String key, List<Object> arguments) {
        return new Reading(Map.of(), null, new EventOutcome.Unfit("data." + name, key, arguments));
    }
}
