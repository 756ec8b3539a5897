package org.samspill.agencies;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentMachine;
import org.samspill.actors.OrganisationNumber;
import org.samspill.work.Fetching;
import org.samspill.work.MachineWork;

/** Reads a wish to fetch work, member by member, and says which one is wrong. */
final class FetchReader {

    static final long LONGEST_WAIT = 1_800_000;

    private static final int MOST_TASKS = 200;
    private static final int MOST_TOPICS = 500;
    private static final int MOST_FILTERS = 100;
    private static final long LONGEST_LOCK = Duration.ofDays(366).toMillis();
    private static final int LONGEST_NAME = 255;

    private FetchReader() {}

    /**
     * A wish that can be granted.
     *
     * @param patience how long to wait when there is nothing; zero for an answer at once
     * @param withProperties services whose steps' extension properties are asked for
     */
    record Wish(
            MachineWork.Worker worker,
            List<Fetching.Wanted> wanted,
            int most,
            Fetching.Order order,
            Duration patience,
            Set<String> withProperties) {}

    static Wish read(CurrentMachine machine, Protocol.Fetch request) {
        MachineWork.Worker named = worker(machine.organisation(), request.workerId());
        MachineWork.Worker worker = new MachineWork.Worker(named.organisation(), named.name(), machine.supplier());
        int most = request.maxTasks() == null ? 0 : request.maxTasks();
        if (most < 0) {
            throw ProtocolRefusal.invalid("maxTasks", "agencies.request.negative", "maxTasks");
        }
        long wait = request.asyncResponseTimeout() == null ? 0 : request.asyncResponseTimeout();
        if (wait > LONGEST_WAIT) {
            throw ProtocolRefusal.invalid("asyncResponseTimeout", "agencies.request.wait", Long.toString(LONGEST_WAIT));
        }
        Fetching.Order order = order(request);
        List<Protocol.Topic> topics = request.topics() == null ? List.of() : request.topics();
        if (topics.size() > MOST_TOPICS) {
            throw ProtocolRefusal.invalid("topics", "agencies.request.many", "topics", MOST_TOPICS);
        }
        List<Fetching.Wanted> wanted = new ArrayList<>();
        Set<String> withProperties = new LinkedHashSet<>();
        for (int i = 0; i < topics.size(); i++) {
            Protocol.Topic topic = topics.get(i);
            Fetching.Wanted want = wanted("topics[" + i + "].", topic);
            boolean ofATenant =
                    topic.tenantIdIn() != null && !topic.tenantIdIn().isEmpty();
            if (!ofATenant) {
                wanted.add(want);
            }
            if (Boolean.TRUE.equals(topic.includeExtensionProperties())) {
                withProperties.add(want.service());
            }
        }
        Duration patience = wanted.isEmpty() ? Duration.ZERO : Duration.ofMillis(Math.max(0, wait));
        return new Wish(worker, wanted, Math.min(most, MOST_TASKS), order, patience, withProperties);
    }

    static MachineWork.Worker worker(OrganisationNumber organisation, @Nullable String name) {
        if (name == null || name.isBlank()) {
            throw ProtocolRefusal.invalid("workerId", "agencies.request.missing", "workerId");
        }
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw ProtocolRefusal.invalid("workerId", "agencies.request.name", "workerId", LONGEST_NAME);
        }
        return new MachineWork.Worker(organisation, name);
    }

    /** A span in milliseconds that has to be there and be more than nothing. */
    static Duration span(String field, @Nullable Long millis) {
        if (millis == null) {
            throw ProtocolRefusal.invalid(field, "agencies.request.missing", field);
        }
        if (millis <= 0 || millis > LONGEST_LOCK) {
            throw ProtocolRefusal.invalid(field, "agencies.request.span", field, Long.toString(LONGEST_LOCK));
        }
        return Duration.ofMillis(millis);
    }

    /** A span that may be left out or be nothing. */
    static Duration pause(String field, @Nullable Long millis) {
        if (millis != null && (millis < 0 || millis > LONGEST_LOCK)) {
            throw ProtocolRefusal.invalid(field, "agencies.request.pause", field, Long.toString(LONGEST_LOCK));
        }
        return Duration.ofMillis(millis == null ? 0 : millis);
    }

    /** Urgency is our priority, so who asks for priority gets it; otherwise the first sorting counts. */
    private static Fetching.Order order(Protocol.Fetch request) {
        Fetching.Order first = Fetching.Order.URGENCY;
        List<Protocol.Sorting> sorting = request.sorting() == null ? List.of() : request.sorting();
        for (int i = sorting.size() - 1; i >= 0; i--) {
            Protocol.Sorting by = sorting.get(i);
            if (!"createTime".equals(by.sortBy())) {
                throw ProtocolRefusal.invalid("sorting[" + i + "].sortBy", "agencies.request.sort-by", "createTime");
            }
            boolean down = "desc".equals(by.sortOrder());
            if (!down && !"asc".equals(by.sortOrder())) {
                throw ProtocolRefusal.invalid("sorting[" + i + "].sortOrder", "agencies.request.sort-order");
            }
            first = down ? Fetching.Order.NEWEST : Fetching.Order.OLDEST;
        }
        return Boolean.TRUE.equals(request.usePriority()) ? Fetching.Order.URGENCY : first;
    }

    private static Fetching.Wanted wanted(String at, Protocol.Topic topic) {
        String name = topic.topicName();
        if (name == null || name.isBlank()) {
            throw ProtocolRefusal.invalid(at + "topicName", "agencies.request.missing", at + "topicName");
        }
        Duration lock = span(at + "lockDuration", topic.lockDuration());
        if (topic.processVariables() != null && !topic.processVariables().isEmpty()) {
            throw ProtocolRefusal.invalid(at + "processVariables", "agencies.request.filter", "processVariables");
        }
        if (topic.processDefinitionVersionTag() != null) {
            throw ProtocolRefusal.invalid(
                    at + "processDefinitionVersionTag", "agencies.request.filter", "processDefinitionVersionTag");
        }
        Fetching.Filter from = new Fetching.Filter(
                names(at + "businessKey", topic.businessKey(), null),
                names(at + "processDefinitionKeyIn", topic.processDefinitionKey(), topic.processDefinitionKeyIn()),
                names(at + "processDefinitionIdIn", topic.processDefinitionId(), topic.processDefinitionIdIn()));
        Set<String> only = topic.variables() == null ? null : new LinkedHashSet<>(topic.variables());
        return new Fetching.Wanted(printable(at + "topicName", name), lock, only, from);
    }

    private static Set<String> names(String field, @Nullable String one, @Nullable List<String> several) {
        Set<String> names = new LinkedHashSet<>();
        if (several != null) {
            several.forEach(name -> names.add(printable(field, name)));
        }
        if (one != null) {
            names.add(printable(field, one));
        }
        if (names.size() > MOST_FILTERS) {
            throw ProtocolRefusal.invalid(field, "agencies.request.many", field, MOST_FILTERS);
        }
        return names;
    }

    /** Control characters name nothing, and one of them no database takes. */
    private static String printable(String field, @Nullable String name) {
        if (name == null || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw ProtocolRefusal.invalid(field, "agencies.request.name", field, LONGEST_NAME);
        }
        return name;
    }
}
