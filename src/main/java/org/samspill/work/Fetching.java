package org.samspill.work;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.Service;
import org.samspill.journeys.JourneyData;
import org.samspill.privacy.DisclosureRule;
import org.samspill.privacy.Disclosures;
import org.samspill.privacy.Ground;
import org.samspill.privacy.Recipient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How machines come by work: what waits for them is given to one worker at a time, with the contract's inputs and nothing else. What a worker does with what it
 * has is {@link MachineWork}.
 */
@Component
public class Fetching {

    /**
     * A service that a machine wants work of.
     *
     * @param lock how long it wants to hold each piece
     * @param only the inputs it wants; the contract's others are then not released. Null for all that the contract names
     * @param from which work of the service it wants
     */
    public record Wanted(
            String service, Duration lock, @Nullable Set<String> only, Filter from) {

        public Wanted(String service, Duration lock) {
            this(service, lock, null, Filter.NONE);
        }
    }

    /** Narrows what a machine fetches to journeys, diagrams or versions of them; an empty set narrows nothing. */
    public record Filter(Set<String> journeys, Set<String> processes, Set<String> definitions) {

        public static final Filter NONE = new Filter(Set.of(), Set.of(), Set.of());
    }

    /** In which order work is given out. */
    public enum Order {
        URGENCY,
        OLDEST,
        NEWEST
    }

    /** A piece of work that the machine holds now, with the contract's inputs as far as they are known. */
    public record Fetched(WorkItem item, LifeEvent lifeEvent, Service service, Map<String, Object> inputs) {}

    /**
     * An organisation's open service tasks.
     *
     * @param waiting nobody holds them
     * @param held a machine or a person has them
     * @param oldest when the longest waiting came; null when none waits
     * @param failed no tries are left
     * @param late past the promised time
     */
    public record Backlog(int waiting, int held, @Nullable Instant oldest, int failed, int late) {}

    private final MachineQueue queue;
    private final WorkGuard guard;
    private final Needs needs;
    private final JourneyData data;
    private final DisclosureRule rule;
    private final Disclosures disclosures;
    private final Seldom<Map<OrganisationNumber, Backlog>> backlogs;

    Fetching(
            MachineQueue queue,
            WorkGuard guard,
            Needs needs,
            JourneyData data,
            DisclosureRule rule,
            Disclosures disclosures) {
        this.queue = queue;
        this.guard = guard;
        this.needs = needs;
        this.data = data;
        this.rule = rule;
        this.disclosures = disclosures;
        this.backlogs = new Seldom<>(queue::backlogs);
    }

    /** Takes up to {@code most} pieces of work, the most urgent first; each is given to one worker only and its release written down. */
    @Transactional
    public List<Fetched> fetch(MachineWork.Worker worker, List<Wanted> wanted, int most) {
        return fetch(worker, wanted, most, Order.URGENCY);
    }

    /** The same in another order. */
    @Transactional
    public List<Fetched> fetch(MachineWork.Worker worker, List<Wanted> wanted, int most, Order order) {
        if (wanted.isEmpty() || most < 1) {
            return List.of();
        }
        Map<String, Wanted> byService = new LinkedHashMap<>();
        wanted.forEach(want -> byService.putIfAbsent(want.service(), want));
        List<Fetched> fetched = new ArrayList<>();
        for (WorkItem item :
                queue.fetchable(worker.organisation(), byService.values(), guard.forMachines(), most, order)) {
            Wanted want = Objects.requireNonNull(byService.get(item.service()));
            Needs.Need need = needs.of(item);
            Service service = Objects.requireNonNull(need.service());
            Ground ground = needs.machineGround(item, need, service);
            Recipient recipient = Recipient.machine(worker.organisation(), worker.supplier());
            if (rule.mayTell(ground, recipient)) {
                queue.take(item, worker.key(), want.lock())
                        .ifPresent(held -> fetched.add(new Fetched(
                                held,
                                need.lifeEvent(),
                                service,
                                disclosures.release(
                                        ground, recipient, data.visibleFrom(item.executionId()), want.only()))));
            }
        }
        return fetched;
    }

    /** Gives back what its worker never got. Who has it by now keeps it, also when that is the same worker by a later fetch. */
    @Transactional
    public void giveBack(Fetched fetched) {
        queue.giveBack(fetched.item());
    }

    /** Of these services of organisations, those that they could fetch work of now. */
    public Map<OrganisationNumber, Set<String>> available(Map<OrganisationNumber, Set<String>> wanted) {
        return queue.available(wanted, guard.forMachines());
    }

    /** What waits, by organisation; those without open service tasks are left out. Some minutes old when there is so much that counting takes seconds. */
    public Map<OrganisationNumber, Backlog> backlogs() {
        return backlogs.get();
    }
}
