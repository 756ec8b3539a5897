package org.samspill.missions;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Actor;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.Within;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts a mission and its measurements into the reader's words; {@link IndicatorWords} does it for one indicator. */
@Component
class MissionWords {

    private final LifeEvents lifeEvents;
    private final IndicatorWords indicators;
    private final MessageSource messages;
    private final Clock clock;

    MissionWords(LifeEvents lifeEvents, IndicatorWords indicators, MessageSource messages, Clock clock) {
        this.lifeEvents = lifeEvents;
        this.indicators = indicators;
        this.messages = messages;
        this.clock = clock;
    }

    MissionView view(Mission mission, Map<String, Measurement> measurements, Locale locale) {
        LocalDate today = LocalDate.now(clock);
        List<MissionView.ObjectiveView> objectives = mission.objectives().stream()
                .map(objective -> objective(mission, objective, measurements, locale))
                .toList();
        List<MissionView.IndicatorView> live = objectives.stream()
                .flatMap(objective -> objective.live().stream())
                .toList();
        return new MissionView(
                mission.key(),
                mission.title().in(locale),
                mission.statement().in(locale),
                mission.challenge().in(locale),
                actor(mission.owner(), locale),
                Stream.concat(mission.coOwners().stream(), mission.partners().stream())
                        .map(key -> actor(key, locale))
                        .toList(),
                mission.lifeEvents().stream()
                        .flatMap(key -> lifeEvents.find(key).stream())
                        .map(lifeEvent -> lifeEvent.title().in(locale))
                        .toList(),
                date(mission.startDate(), locale),
                date(mission.deadline(), locale),
                standing(live),
                live,
                mission.indicators().size() - live.size(),
                Measurement.LEAST_JOURNEYS,
                asOf(mission, measurements, locale),
                mission.milestones().stream()
                        .map(milestone -> new MissionView.Milestone(
                                date(milestone.date(), locale),
                                milestone.title().in(locale),
                                milestone.date().isBefore(today)))
                        .toList(),
                objectives);
    }

    /** The number that is furthest behind tells how far all are counted. */
    private String asOf(Mission mission, Map<String, Measurement> measurements, Locale locale) {
        return measurements.entrySet().stream()
                .filter(entry -> !indicator(mission, entry.getKey()).formula().external())
                .map(entry -> entry.getValue().asOf())
                .min(Comparator.naturalOrder())
                .map(time -> DateTimeFormatter.ofPattern(text(locale, "missions.moment"), locale)
                        .format(time.atZone(Sample.NORWAY)))
                .orElse("");
    }

    /** What is said while something is counted from the beginning; null when nothing is. */
    @Nullable
    String filling(double filled, Locale locale) {
        return filled < 1 ? text(locale, "missions.filling", (int) (filled * 100)) : null;
    }

    private static List<MissionView.Standing> standing(List<MissionView.IndicatorView> live) {
        return Arrays.stream(MissionView.State.values())
                .map(state -> new MissionView.Standing(state, (int) live.stream()
                        .filter(indicator -> indicator.state() == state)
                        .count()))
                .filter(standing -> standing.count() > 0)
                .toList();
    }

    private MissionView.ObjectiveView objective(
            Mission mission, Mission.Objective objective, Map<String, Measurement> measurements, Locale locale) {
        Map<Boolean, List<String>> external = objective.indicators().stream()
                .collect(Collectors.partitioningBy(
                        key -> indicator(mission, key).formula().external()));
        return new MissionView.ObjectiveView(
                objective.text().in(locale),
                text(locale, "missions.level." + objective.level()),
                objective.promises().stream()
                        .flatMap(promise -> promise(promise, locale).stream())
                        .toList(),
                external.getOrDefault(false, List.of()).stream()
                        .map(key -> indicators.view(
                                key, mission, Objects.requireNonNull(measurements.get(key), key), locale))
                        .toList(),
                external.getOrDefault(true, List.of()).stream()
                        .map(key -> indicators.external(key, indicator(mission, key), locale))
                        .toList());
    }

    private static Mission.Indicator indicator(Mission mission, String key) {
        return Objects.requireNonNull(mission.indicators().get(key), key);
    }

    private Optional<MissionView.PromiseView> promise(Mission.Promised promise, Locale locale) {
        return lifeEvents
                .find(promise.lifeEvent())
                .flatMap(lifeEvent -> promise.service() != null
                        ? lifeEvent
                                .service(promise.service())
                                .map(service -> new MissionView.PromiseView(
                                        service.title().in(locale),
                                        actor(service.actor(), locale),
                                        within(promise, locale)))
                        : step(lifeEvent, promise, locale));
    }

    private Optional<MissionView.PromiseView> step(LifeEvent lifeEvent, Mission.Promised promise, Locale locale) {
        return lifeEvent
                .process(Objects.requireNonNull(promise.process()))
                .flatMap(process -> process.step(Objects.requireNonNull(promise.element())))
                .map(step -> new MissionView.PromiseView(
                        step.title().in(locale),
                        step.lane() == null ? "" : actor(step.lane().name(), locale),
                        within(promise, locale)));
    }

    private String within(Mission.Promised promise, Locale locale) {
        Within within = Within.parse(promise.within()).orElseThrow();
        return text(
                locale,
                "missions.within."
                        + within.unit().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                within.amount());
    }

    private String actor(String key, Locale locale) {
        return lifeEvents
                .actor(key)
                .map(Actor::title)
                .map(title -> title.in(locale))
                .orElse(key);
    }

    private String date(LocalDate date, Locale locale) {
        return DateTimeFormatter.ofPattern(text(locale, "missions.date"), locale)
                .format(date);
    }

    private String text(Locale locale, String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
