package org.samspill.agencies;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.work.Fetching;
import org.springframework.stereotype.Component;

/** How the organisations that machines work for are doing: whether anybody has come for the work, and what waits. */
@Component
public class AgencyHealth {

    /**
     * One organisation.
     *
     * @param lastSeen when a machine of it last called, to a quarter of a minute; null for never
     * @param waiting service tasks that nobody holds
     * @param held service tasks that a machine or a person has now
     * @param oldest when the longest waiting of them came; null when none waits
     * @param failed service tasks without tries left
     * @param late service tasks past the promised time
     */
    public record Health(
            OrganisationNumber organisation,
            String name,
            @Nullable Instant lastSeen,
            int waiting,
            int held,
            @Nullable Instant oldest,
            int failed,
            int late) {}

    private final Fetching fetching;
    private final Presence presence;
    private final Organisations organisations;

    AgencyHealth(Fetching fetching, Presence presence, Organisations organisations) {
        this.fetching = fetching;
        this.presence = presence;
        this.organisations = organisations;
    }

    /** Every organisation that has been heard of or has service tasks, the one with the oldest waiting task first. */
    public List<Health> all() {
        Map<OrganisationNumber, Instant> seen = presence.all();
        Map<OrganisationNumber, Fetching.Backlog> backlogs = fetching.backlogs();
        return Stream.concat(seen.keySet().stream(), backlogs.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map(number -> health(number, seen.get(number), backlogs.get(number)))
                .sorted(java.util.Comparator.comparing(
                                Health::oldest,
                                java.util.Comparator.nullsLast(java.util.Comparator.<Instant>naturalOrder()))
                        .thenComparing(Health::name))
                .toList();
    }

    private Health health(OrganisationNumber number, @Nullable Instant lastSeen, Fetching.@Nullable Backlog backlog) {
        String name = organisations
                .find(number)
                .map(organisation -> organisation.name())
                .orElse(number.value());
        return backlog == null
                ? new Health(number, name, lastSeen, 0, 0, null, 0, 0)
                : new Health(
                        number,
                        name,
                        lastSeen,
                        backlog.waiting(),
                        backlog.held(),
                        backlog.oldest(),
                        backlog.failed(),
                        backlog.late());
    }
}
