package org.samspill.operations;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.agencies.AgencyHealth;
import org.samspill.agencies.AgencyHealth.Health;
import org.samspill.agencies.AgencySwitches;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** How the agencies are doing, and the switches of those that run inside this program; there are none outside the demo. */
@Component
class AgencyBoard {

    private final AgencyHealth health;
    private final ObjectProvider<AgencySwitches> switches;
    private final OperationsWords words;

    AgencyBoard(AgencyHealth health, ObjectProvider<AgencySwitches> switches, OperationsWords words) {
        this.health = health;
        this.switches = switches;
        this.words = words;
    }

    /**
     * One organisation.
     *
     * @param oldest how long the longest waiting task has waited; null when none waits
     * @param seen when its machine last called; null for never
     * @param running null when it has no machine that can be switched here
     */
    record AgencyRow(
            String number,
            String name,
            int waiting,
            int held,
            @Nullable String oldest,
            int failed,
            @Nullable String seen,
            @Nullable Boolean running) {}

    /** The one with the oldest waiting task first; those without any work or sign of life last. */
    List<AgencyRow> rows(Locale locale) {
        List<Health> known = health.all();
        Map<OrganisationNumber, AgencySwitches.State> states =
                states().stream().collect(Collectors.toMap(AgencySwitches.State::organisation, Function.identity()));
        Stream<AgencyRow> heard = known.stream().map(one -> row(one, states.get(one.organisation()), locale));
        Stream<AgencyRow> silent = states().stream()
                .filter(state ->
                        known.stream().noneMatch(one -> one.organisation().equals(state.organisation())))
                .map(state -> new AgencyRow(
                        state.organisation().value(), state.name(), 0, 0, null, 0, null, state.running()));
        return Stream.concat(heard, silent).toList();
    }

    private AgencyRow row(Health one, AgencySwitches.@Nullable State state, Locale locale) {
        return new AgencyRow(
                one.organisation().value(),
                one.name(),
                one.waiting(),
                one.held(),
                one.oldest() == null ? null : words.age(one.oldest(), locale),
                one.failed(),
                one.lastSeen() == null ? null : words.age(one.lastSeen(), locale),
                state == null ? null : state.running());
    }

    private List<AgencySwitches.State> states() {
        AgencySwitches there = switches.getIfAvailable();
        return there == null ? List.of() : there.states();
    }

    /** Starts or stops a machine; the organisation's name, empty when it has none here. */
    Optional<String> turn(String number, boolean on) {
        Optional<AgencySwitches.State> found = states().stream()
                .filter(state -> state.organisation().value().equals(number))
                .findFirst();
        found.ifPresent(state -> {
            AgencySwitches there = switches.getObject();
            if (on) {
                there.start(state.organisation());
            } else {
                there.stop(state.organisation());
            }
        });
        return found.map(AgencySwitches.State::name);
    }
}
