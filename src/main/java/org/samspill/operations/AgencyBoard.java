package org.samspill.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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

/** How the agencies are doing, which of them give cause for alarm, and the switches of those that run inside this program; there are none outside the demo. */
@Component
class AgencyBoard {

    /** A machine in a long poll calls at least every half minute; one that has not called for this long does not fetch. */
    private static final Duration SILENCE = Duration.ofMinutes(3);

    private final AgencyHealth health;
    private final ObjectProvider<AgencySwitches> switches;
    private final OperationsWords words;
    private final Clock clock;

    AgencyBoard(AgencyHealth health, ObjectProvider<AgencySwitches> switches, OperationsWords words, Clock clock) {
        this.health = health;
        this.switches = switches;
        this.words = words;
        this.clock = clock;
    }

    /**
     * One organisation.
     *
     * @param oldest how long the longest waiting task has waited; null when none waits
     * @param seen when its machine last called; null for never
     * @param running null when it has no machine that can be switched here
     * @param alarms what somebody should do something about, in words
     */
    record AgencyRow(
            String number,
            String name,
            int waiting,
            int held,
            @Nullable String oldest,
            int failed,
            @Nullable String seen,
            @Nullable Boolean running,
            List<String> alarms) {

        boolean alarming() {
            return !alarms.isEmpty();
        }
    }

    /** Those that give cause for alarm first, then the one with the oldest waiting task; those without any work or sign of life last. */
    List<AgencyRow> rows(Locale locale) {
        List<Health> known = health.all();
        Map<OrganisationNumber, AgencySwitches.State> states =
                states().stream().collect(Collectors.toMap(AgencySwitches.State::organisation, Function.identity()));
        Stream<AgencyRow> heard = known.stream().map(one -> row(one, states.get(one.organisation()), locale));
        Stream<AgencyRow> silent = states().stream()
                .filter(state ->
                        known.stream().noneMatch(one -> one.organisation().equals(state.organisation())))
                .map(state -> new AgencyRow(
                        state.organisation().value(), state.name(), 0, 0, null, 0, null, state.running(), List.of()));
        return Stream.concat(heard, silent)
                .sorted(Comparator.comparing((AgencyRow row) -> !row.alarming()))
                .toList();
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
                state == null ? null : state.running(),
                alarms(one, state, locale));
    }

    private List<String> alarms(Health one, AgencySwitches.@Nullable State state, Locale locale) {
        List<String> alarms = new ArrayList<>();
        if (one.waiting() > 0 && (state == null ? fellSilent(one) : !state.running())) {
            alarms.add(words.text(locale, "operations.alarm.silent"));
        }
        if (one.late() > 0) {
            alarms.add(words.text(locale, "operations.alarm.late", one.late()));
        }
        return alarms;
    }

    /** An organisation without any machine works in the task list, and is not silent. */
    private boolean fellSilent(Health one) {
        Instant seen = one.lastSeen();
        return seen != null && seen.plus(SILENCE).isBefore(clock.instant());
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
