package org.samspill.missions;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Actor;
import org.samspill.actors.Text;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.Service;
import org.samspill.catalogue.Step;
import org.samspill.catalogue.Within;
import org.samspill.web.TrendChart;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts a mission and its measurements into the reader's words. */
@Component
class MissionWords {

    private static final String PER_CENT = "per cent";

    private final LifeEvents lifeEvents;
    private final MessageSource messages;
    private final Clock clock;

    MissionWords(LifeEvents lifeEvents, MessageSource messages, Clock clock) {
        this.lifeEvents = lifeEvents;
        this.messages = messages;
        this.clock = clock;
    }

    MissionView view(Mission mission, Map<String, Measurement> measurements, Locale locale) {
        LocalDate today = LocalDate.now(clock);
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
                        .map(lifeEvent -> new MissionView.LifeEventLink(
                                lifeEvent.key(), lifeEvent.title().in(locale)))
                        .toList(),
                date(mission.startDate(), locale),
                date(mission.deadline(), locale),
                ChronoUnit.YEARS.between(today, mission.deadline()),
                mission.milestones().stream()
                        .map(milestone -> new MissionView.Milestone(
                                date(milestone.date(), locale),
                                milestone.title().in(locale),
                                milestone.date().isBefore(today)))
                        .toList(),
                mission.objectives().stream()
                        .map(objective -> objective(mission, objective, measurements, locale))
                        .toList());
    }

    private MissionView.ObjectiveView objective(
            Mission mission, Mission.Objective objective, Map<String, Measurement> measurements, Locale locale) {
        return new MissionView.ObjectiveView(
                objective.text().in(locale),
                text(locale, "missions.level." + objective.level()),
                objective.promises().stream()
                        .flatMap(promise -> promise(promise, locale).stream())
                        .toList(),
                objective.indicators().stream()
                        .map(key -> indicator(
                                key,
                                Objects.requireNonNull(mission.indicators().get(key), key),
                                Objects.requireNonNull(measurements.get(key), key),
                                locale))
                        .toList());
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
                        : step(lifeEvent, promise.process(), promise.element())
                                .map(step -> new MissionView.PromiseView(
                                        step.title().in(locale),
                                        step.lane() == null
                                                ? ""
                                                : actor(step.lane().name(), locale),
                                        within(promise, locale))));
    }

    private String within(Mission.Promised promise, Locale locale) {
        Within within = Within.parse(promise.within()).orElseThrow();
        return text(
                locale,
                "missions.within."
                        + within.unit().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                within.amount());
    }

    private static Optional<Step> step(LifeEvent lifeEvent, @Nullable String process, @Nullable String element) {
        return process == null || element == null
                ? Optional.empty()
                : lifeEvent.process(process).flatMap(model -> model.step(element));
    }

    private MissionView.IndicatorView indicator(
            String key, Mission.Indicator indicator, Measurement measured, Locale locale) {
        String unit = indicator.unit().in(locale);
        boolean shown = measured.trend().stream().anyMatch(month -> month.value() != null);
        return new MissionView.IndicatorView(
                key,
                indicator.title().in(locale),
                measured.value() == null ? null : number(measured.value(), unit, locale),
                measured.value() != null ? null : why(indicator, locale),
                state(indicator, measured.value()),
                indicator.baseline().value() == null
                        ? text(locale, "missions.not-measured")
                        : number(indicator.baseline().value(), unit, locale),
                indicator.baseline().assumed(),
                indicator.target().value() == null
                        ? text(locale, "missions.not-measured")
                        : number(indicator.target().value(), unit, locale),
                measured.journeys() == null ? null : text(locale, "missions.counts", measured.journeys()),
                shown ? chart(indicator, measured, locale) : null,
                measured.holdsBack() == null || indicator.formula().external()
                        ? null
                        : holdsBack(measured.holdsBack(), locale));
    }

    private String why(Mission.Indicator indicator, Locale locale) {
        if (!indicator.formula().external()) {
            return text(locale, "missions.too-few", Measurement.LEAST_JOURNEYS);
        }
        return indicator.formula().source() == null
                ? text(locale, "missions.external")
                : text(
                        locale,
                        "missions.external-from",
                        indicator.formula().source().in(locale));
    }

    private TrendChart chart(Mission.Indicator indicator, Measurement measured, Locale locale) {
        return TrendChart.of(
                measured.trend().stream()
                        .map(month -> new TrendChart.Point(month.month(), month.value()))
                        .toList(),
                indicator.target().value(),
                indicator.baseline().value(),
                indicator.unit().en().equals(PER_CENT) ? " %" : "",
                locale);
    }

    /** The language-neutral state of a value: reached, under-way (better than the baseline), far, or unknown. */
    static String state(Mission.Indicator indicator, @Nullable BigDecimal value) {
        BigDecimal target = indicator.target().value();
        if (value == null || target == null) {
            return "unknown";
        }
        int sign = indicator.direction() == Mission.Direction.UP ? 1 : -1;
        if (value.compareTo(target) * sign >= 0) {
            return "reached";
        }
        BigDecimal baseline = indicator.baseline().value();
        return baseline != null && value.compareTo(baseline) * sign > 0 ? "under-way" : "far";
    }

    private @Nullable String holdsBack(Measurement.Step step, Locale locale) {
        return lifeEvents
                .find(step.lifeEvent())
                .flatMap(lifeEvent -> title(lifeEvent, step))
                .map(title -> text(
                        locale,
                        "missions.holds-back",
                        title.in(locale),
                        step.share(),
                        decimal(step.medianDays(), locale),
                        step.journeys()))
                .orElse(null);
    }

    private static Optional<Text> title(LifeEvent lifeEvent, Measurement.Step step) {
        return step.service() == null
                ? step(lifeEvent, step.process(), step.element()).map(Step::title)
                : lifeEvent.service(step.service()).map(Service::title);
    }

    private String actor(String key, Locale locale) {
        return lifeEvents
                .actor(key)
                .map(Actor::title)
                .map(title -> title.in(locale))
                .orElse(key);
    }

    private static String number(BigDecimal value, String unit, Locale locale) {
        return decimal(value, locale) + (unit.isEmpty() ? "" : " " + unit);
    }

    private static String decimal(BigDecimal value, Locale locale) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(1);
        return format.format(value);
    }

    private static String date(LocalDate date, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(date);
    }

    private String text(Locale locale, String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    /** The cards of the list. */
    record Card(String key, String title, String statement, String deadline, List<String> lifeEvents) {}

    Card card(Mission mission, Locale locale) {
        return new Card(
                mission.key(),
                mission.title().in(locale),
                mission.statement().in(locale),
                date(mission.deadline(), locale),
                mission.lifeEvents().stream()
                        .flatMap(key -> lifeEvents.find(key).stream())
                        .map(lifeEvent -> lifeEvent.title().in(locale))
                        .toList());
    }
}
