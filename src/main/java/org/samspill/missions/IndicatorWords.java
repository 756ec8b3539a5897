package org.samspill.missions;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Text;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.ProcessModel;
import org.samspill.catalogue.Service;
import org.samspill.catalogue.Step;
import org.samspill.missions.Formula.Selector;
import org.samspill.missions.MissionView.State;
import org.samspill.web.TrendChart;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts an indicator and its measurement into the reader's words: the number, how it stands, what it counts, and what holds it back. */
@Component
class IndicatorWords {

    private static final String PER_CENT = "per cent";
    private static final String PER_CENT_SIGN = "\u00a0%";
    private static final int MOST_DECIMALS = 2;

    private final LifeEvents lifeEvents;
    private final MessageSource messages;

    IndicatorWords(LifeEvents lifeEvents, MessageSource messages) {
        this.lifeEvents = lifeEvents;
        this.messages = messages;
    }

    MissionView.IndicatorView view(String key, Mission mission, Measurement measured, Locale locale) {
        Mission.Indicator indicator =
                Objects.requireNonNull(mission.indicators().get(key), key);
        boolean shown = measured.trend().stream().anyMatch(month -> month.value() != null);
        Optional<String> step = Optional.ofNullable(measured.holdsBack()).flatMap(holding -> title(holding, locale));
        return new MissionView.IndicatorView(
                key,
                indicator.title().in(locale),
                description(indicator, locale),
                measured.value() == null ? null : number(measured.value(), indicator, locale),
                state(indicator, measured.value()),
                level(indicator.baseline(), indicator, locale),
                indicator.baseline().assumed() && indicator.baseline().value() != null,
                level(indicator.target(), indicator, locale),
                measured.journeys(),
                shown ? chart(indicator, measured, locale) : null,
                step.orElse(null),
                step.map(title -> holdsBack(Objects.requireNonNull(measured.holdsBack()), locale))
                        .orElse(null),
                rows(mission, indicator.formula(), locale));
    }

    MissionView.ExternalView external(String key, Mission.Indicator indicator, Locale locale) {
        return new MissionView.ExternalView(
                key,
                indicator.title().in(locale),
                description(indicator, locale),
                level(indicator.target(), indicator, locale),
                indicator.formula().source() == null
                        ? text(locale, "missions.external")
                        : indicator.formula().source().in(locale));
    }

    private static @Nullable String description(Mission.Indicator indicator, Locale locale) {
        return indicator.description() == null ? null : indicator.description().in(locale);
    }

    private TrendChart chart(Mission.Indicator indicator, Measurement measured, Locale locale) {
        return TrendChart.of(
                measured.trend().stream()
                        .map(month -> new TrendChart.Point(month.month(), month.value(), month.months()))
                        .toList(),
                indicator.target().value(),
                indicator.baseline().value(),
                perCent(indicator) ? PER_CENT_SIGN : "",
                locale);
    }

    /** How a value stands against target and baseline. */
    static State state(Mission.Indicator indicator, @Nullable BigDecimal value) {
        BigDecimal target = indicator.target().value();
        if (value == null || target == null) {
            return State.UNKNOWN;
        }
        int sign = indicator.direction() == Mission.Direction.UP ? 1 : -1;
        if (value.compareTo(target) * sign >= 0) {
            return State.REACHED;
        }
        BigDecimal baseline = indicator.baseline().value();
        if (baseline == null) {
            return State.NOT_REACHED;
        }
        return value.compareTo(baseline) * sign > 0 ? State.BETTER : State.NO_BETTER;
    }

    private Optional<String> title(Measurement.Step step, Locale locale) {
        if (step.element() == null && step.service() == null) {
            return Optional.of(text(locale, "missions.start-form"));
        }
        return lifeEvents
                .find(step.lifeEvent())
                .flatMap(lifeEvent -> step.service() != null
                        ? lifeEvent.service(step.service()).map(Service::title)
                        : element(lifeEvent, step.process(), step.element()))
                .map(title -> title.in(locale));
    }

    private String holdsBack(Measurement.Step step, Locale locale) {
        return step.medianDays() == null
                ? text(locale, "missions.holds-back.rows", step.share(), step.journeys())
                : text(
                        locale,
                        "missions.holds-back.time",
                        step.share(),
                        decimal(step.medianDays(), locale),
                        step.journeys());
    }

    /** Which rows of the log the formula names, so that a number can be checked against the diagrams. */
    private List<MissionView.RowView> rows(Mission mission, Formula formula, Locale locale) {
        List<MissionView.RowView> rows = new ArrayList<>();
        if (formula.measure() == Formula.Measure.GAP) {
            Mission.Indicator other = mission.indicators().get(String.valueOf(formula.ofWhat()));
            rows.add(new MissionView.RowView(
                    text(locale, "missions.row.compares"),
                    Objects.requireNonNull(other).title().in(locale)));
            return rows;
        }
        LifeEvent lifeEvent =
                lifeEvents.find(Objects.requireNonNull(formula.lifeEvent())).orElse(null);
        if (lifeEvent != null) {
            Selector of = formula.measure() == Formula.Measure.SHARE
                    ? MissionFiles.selector(Objects.requireNonNull(formula.ofWhat()))
                    : null;
            row(rows, "from", formula.from(), lifeEvent, locale);
            row(rows, "to", formula.to(), lifeEvent, locale);
            row(rows, "of", of, lifeEvent, locale);
            row(rows, "with", formula.with(), lifeEvent, locale);
            row(rows, "until", formula.until(), lifeEvent, locale);
            row(rows, "unless", formula.unless(), lifeEvent, locale);
            row(rows, "numerator", formula.numerator(), lifeEvent, locale);
            row(rows, "denominator", formula.denominator(), lifeEvent, locale);
            row(rows, "count", formula.count(), lifeEvent, locale);
        }
        return rows;
    }

    private void row(
            List<MissionView.RowView> rows,
            String role,
            @Nullable Selector selector,
            LifeEvent lifeEvent,
            Locale locale) {
        if (selector != null) {
            String what = what(selector, lifeEvent, locale);
            String event = lifeEvent.key().equals(selector.process()) && selector.element() == null
                    ? "begun"
                    : selector.outcome() != null ? selector.outcome() : String.valueOf(selector.event());
            rows.add(new MissionView.RowView(
                    text(locale, "missions.row." + role), text(locale, "missions.event." + event, what)));
        }
    }

    private static String what(Selector selector, LifeEvent lifeEvent, Locale locale) {
        if (selector.service() != null) {
            return lifeEvent
                    .service(selector.service())
                    .map(service -> service.title().in(locale))
                    .orElse(selector.service());
        }
        return element(lifeEvent, selector.process(), selector.element())
                .or(() -> Optional.ofNullable(selector.process())
                        .flatMap(lifeEvent::process)
                        .map(ProcessModel::title))
                .map(title -> title.in(locale))
                .orElse("");
    }

    private static Optional<Text> element(LifeEvent lifeEvent, @Nullable String process, @Nullable String element) {
        return process == null || element == null
                ? Optional.empty()
                : lifeEvent
                        .process(process)
                        .flatMap(model -> model.step(element))
                        .map(Step::title);
    }

    private String level(Mission.Level level, Mission.Indicator indicator, Locale locale) {
        return level.value() == null ? text(locale, "missions.not-measured") : number(level.value(), indicator, locale);
    }

    private static String number(BigDecimal value, Mission.Indicator indicator, Locale locale) {
        return decimal(value, locale)
                + (perCent(indicator)
                        ? PER_CENT_SIGN
                        : " " + unit(value, indicator).in(locale));
    }

    private static Text unit(BigDecimal value, Mission.Indicator indicator) {
        return indicator.unitOne() != null && value.compareTo(BigDecimal.ONE) == 0
                ? indicator.unitOne()
                : indicator.unit();
    }

    private static boolean perCent(Mission.Indicator indicator) {
        return indicator.unit().en().equals(PER_CENT);
    }

    private static String decimal(BigDecimal value, Locale locale) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(MOST_DECIMALS);
        return format.format(value);
    }

    private String text(Locale locale, String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
