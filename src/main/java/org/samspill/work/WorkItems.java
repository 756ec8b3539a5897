package org.samspill.work;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Employee;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.actors.Protection;
import org.samspill.actors.Standing;
import org.samspill.catalogue.Datum;
import org.samspill.catalogue.Form;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.Service;
import org.samspill.catalogue.Step;
import org.samspill.journeys.Guarding;
import org.samspill.journeys.Involvement;
import org.samspill.journeys.JourneyData;
import org.samspill.journeys.JourneyEvent.Channel;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.Representation;
import org.samspill.journeys.Whereabouts;
import org.samspill.privacy.Disclosures;
import org.samspill.privacy.Ground;
import org.samspill.privacy.Recipient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which work items people see, and who has them: look, claim, release, assign. Caseworkers see their organisation's, participants their own. How they end them is
 * {@link Answering}.
 */
@Component
public class WorkItems {

    /**
     * A work item as its holder may see it.
     *
     * @param service null for a user task
     * @param form what to fill in: the task's own, or one made from the service's contract
     * @param data only what the contract and the form name
     */
    public record Opened(
            WorkItem item,
            LifeEvent lifeEvent,
            Step step,
            @Nullable Service service,
            Form form,
            Map<String, Object> data) {}

    private final WorkStore store;
    private final WorkClaims claims;
    private final WorkSignals signals;
    private final EngineTasks engine;
    private final Needs needs;
    private final Journeys journeys;
    private final JourneyData data;
    private final JourneyLog log;
    private final Disclosures disclosures;
    private final People people;
    private final Representation representation;
    private final HandOver handOver;
    private final Guarding guarding;
    private final Whereabouts whereabouts;
    private final Clock clock;

    WorkItems(
            WorkStore store,
            WorkClaims claims,
            WorkSignals signals,
            EngineTasks engine,
            Needs needs,
            Journeys journeys,
            JourneyData data,
            JourneyLog log,
            Disclosures disclosures,
            People people,
            Representation representation,
            HandOver handOver,
            Guarding guarding,
            Whereabouts whereabouts,
            Clock clock) {
        this.store = store;
        this.claims = claims;
        this.signals = signals;
        this.engine = engine;
        this.needs = needs;
        this.journeys = journeys;
        this.data = data;
        this.log = log;
        this.disclosures = disclosures;
        this.people = people;
        this.representation = representation;
        this.handOver = handOver;
        this.guarding = guarding;
        this.whereabouts = whereabouts;
        this.clock = clock;
    }

    /** The item, when this person may know of it: her organisation's, or her own as a participant. */
    public Optional<WorkItem> find(String id, CurrentUser user) {
        return (user.organisation() == null ? ofParticipant(id, user.person()) : store.find(id))
                .filter(item -> mayKnow(item, user));
    }

    /** It is looked for among what concerns her, so that what is not hers costs what does not exist. */
    private Optional<WorkItem> ofParticipant(String id, PersonId person) {
        return store.find(id, representation.concerning(person), person);
    }

    /** All items of a journey, ended ones too, the oldest first; who may see them is the caller's to ask. */
    public List<WorkItem> ofJourney(JourneyId journey) {
        return store.ofJourney(journey);
    }

    /** What is open in a journey, and what one of these actors has or had in it, the oldest first; who may see them is the caller's to ask. */
    public List<WorkItem> openOrOf(JourneyId journey, Set<String> actors) {
        return store.openOrOf(journey, actors);
    }

    /** True when the organisation has or had work in the journey. */
    public boolean takesPart(JourneyId journey, CurrentUser user) {
        return user.organisation() != null
                && hasPart(journey, user.organisation().number())
                && (user.knowsProtected() || !guarding.guarded(journey));
    }

    /** The same for its machines, which are told of no journey that is guarded. */
    public boolean takesPart(JourneyId journey, OrganisationNumber organisation) {
        return hasPart(journey, organisation) && !guarding.guarded(journey);
    }

    /** Work that rested on a consent is no part any more once the consent has ended. */
    private boolean hasPart(JourneyId journey, OrganisationNumber organisation) {
        return store.takesPart(journey, organisation);
    }

    /**
     * Opens an item with the data it needs; what is shown is written down as a disclosure in the same transaction. A colleague without the function
     * that the work asks for sees what it is, and none of its data (forvaltningsloven § 13). Empty too when a consent that it rests on has ended.
     */
    public Optional<Opened> open(String id, CurrentUser user) {
        return engine.step(() -> opened(id, user));
    }

    private Optional<Opened> opened(String id, CurrentUser user) {
        return find(id, user).filter(item -> item.told(clock.instant())).map(item -> {
            Needs.Need need = needs.of(item);
            Map<String, Object> shown = item.open()
                    ? disclosures.release(
                            ground(item, need, user), recipient(item, user), data.visibleFrom(item.executionId()), null)
                    : Map.of();
            return new Opened(item, need.lifeEvent(), need.step(), need.service(), need.form(), shown);
        });
    }

    /** A parent whose child has turned 12 is not told what health services have written down (domain guide 1.3). */
    private Ground ground(WorkItem item, Needs.Need need, CurrentUser user) {
        Ground whole = needs.ground(item, need);
        boolean reduced = item.role() != null
                && journeys.find(item.journey())
                        .flatMap(journey -> representation.standing(journey, user.person()))
                        .filter(standing -> standing.insight() == Standing.Insight.REDUCED)
                        .isPresent();
        return reduced
                ? whole.naming(whole.names().stream()
                        .filter(name -> need.lifeEvent()
                                .data()
                                .find(name)
                                .filter(Datum::writtenByHealthServices)
                                .isEmpty())
                        .collect(Collectors.toSet()))
                : whole;
    }

    private Recipient recipient(WorkItem item, CurrentUser user) {
        return item.role() == null
                ? Recipient.employee(user)
                : Recipient.participant(user.person(), item.role(), whereabouts.told(item.journey(), user.person()));
    }

    /** The item's form alone, without any data. */
    public Form formOf(WorkItem item) {
        return needs.of(item).form();
    }

    /** Takes an item for oneself; of two who claim at once one gets it, the other learns who. */
    @Transactional
    public Outcome claim(String id, CurrentUser user) {
        WorkItem item = find(id, user).orElse(null);
        if (item == null || item.role() != null) {
            return new Outcome.NotFound();
        }
        if (!item.told(clock.instant())) {
            return new Outcome.ConsentEnded();
        }
        if (!mayDo(item, user)) {
            return new Outcome.CannotAssign();
        }
        if (user.person().equals(item.assignee())) {
            return new Outcome.Repeated(item);
        }
        return held(item, claims.claim(item, user.person()), user.person(), Kind.CLAIMED);
    }

    /** Gives a claimed item back to the organisation's list. A leader may give back what someone else has. */
    @Transactional
    public Outcome release(String id, CurrentUser user) {
        WorkItem item = find(id, user).orElse(null);
        if (item == null || item.role() != null) {
            return new Outcome.NotFound();
        }
        if (!item.told(clock.instant())) {
            return new Outcome.ConsentEnded();
        }
        if (item.open() && item.assignee() == null) {
            return new Outcome.Repeated(item);
        }
        PersonId from = user.leader() && item.assignee() != null ? item.assignee() : user.person();
        return held(item, claims.release(id, from), null, Kind.RELEASED);
    }

    /** Hands an item to a colleague of the same organisation who has the function it asks for. */
    @Transactional
    public Outcome assign(String id, CurrentUser user, PersonId to) {
        WorkItem item = find(id, user).orElse(null);
        if (item == null || item.organisation() == null) {
            return new Outcome.NotFound();
        }
        if (!item.told(clock.instant())) {
            return new Outcome.ConsentEnded();
        }
        boolean fits = people.employeesOf(item.organisation()).stream()
                .filter(colleague -> colleague.person().id().equals(to))
                .anyMatch(colleague -> fits(item, colleague.functions(), colleague.leader()));
        if (!fits || !mayDo(item, user)) {
            return new Outcome.CannotAssign();
        }
        return held(item, claims.assign(item, to), to, Kind.ASSIGNED);
    }

    private Outcome held(WorkItem before, boolean changed, @Nullable PersonId by, Kind kind) {
        if (!changed) {
            WorkItem now = store.find(before.id()).orElseThrow();
            return now.open() ? new Outcome.Taken(now) : new Outcome.Ended(now);
        }
        WorkItem now = before.claimedBy(by, by == null ? null : clock.instant());
        log.write(WorkLog.entry(now, kind, null, null, Channel.PERSON, null));
        signals.changed(now);
        return new Outcome.Done(now);
    }

    /** The colleagues to whom an item can be handed. */
    public List<Employee> candidates(WorkItem item) {
        return item.organisation() == null
                ? List.of()
                : people.employeesOf(item.organisation()).stream()
                        .filter(colleague -> fits(item, colleague.functions(), colleague.leader()))
                        .toList();
    }

    private boolean mayKnow(WorkItem item, CurrentUser user) {
        if (item.role() != null) {
            return isFor(item, user.person());
        }
        return item.organisation() != null
                && user.worksAt(item.organisation())
                && (user.knowsProtected() || !guarded(item));
    }

    /** The journey has the last word: the row may be a moment behind it. */
    private boolean guarded(WorkItem item) {
        return item.guarded() || guarding.guarded(item.journey());
    }

    /**
     * True when a participant's task is hers to see and do now: it is for her, or for whoever has its role, and she may act there today. One that is for somebody
     * who may no longer do it is for those who may. What she has done herself she may look at.
     */
    public boolean isFor(WorkItem item, PersonId person) {
        return isFor(item, person, role -> representation.may(item.journey(), person, role, item.matter()));
    }

    /** The same of an item of a journey that was read beside her. */
    public boolean isFor(WorkItem item, Involvement involvement) {
        PersonId person = involvement.ties().person();
        return isFor(item, person, role -> representation.may(involvement, role, item.matter()));
    }

    private boolean isFor(WorkItem item, PersonId person, Predicate<String> may) {
        String role = item.role();
        if (role == null) {
            return false;
        }
        return may.test(role) && (item.person() == null || item.person().equals(person) || handOver.outgrown(item))
                || !item.open() && person.value().equals(item.endedBy());
    }

    /** Why a task that was hers is so no longer; empty when it never was, or still is. */
    public Optional<Standing> outgrown(String id, PersonId person) {
        return ofParticipant(id, person)
                .filter(item -> item.role() != null && !isFor(item, person))
                .filter(item -> item.person() == null || item.person().equals(person))
                .flatMap(item -> journeys.find(item.journey()))
                .flatMap(journey -> representation.standing(journey, person));
    }

    /** True when the person's functions let her do it; a leader may do all that her organisation has. */
    public boolean mayDo(WorkItem item, CurrentUser user) {
        return fits(item, user.functions(), user.leader());
    }

    static boolean fits(WorkItem item, Set<String> functions, boolean leader) {
        return (!item.guarded() || functions.contains(Protection.RIGHT))
                && (item.function() == null || leader || functions.contains(item.function()));
    }
}
