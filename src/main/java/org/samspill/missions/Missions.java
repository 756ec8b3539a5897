package org.samspill.missions;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Text;
import org.samspill.catalogue.ModelSource;
import org.samspill.catalogue.Origin;
import org.samspill.catalogue.PromiseTerm;
import org.samspill.catalogue.Within;
import org.samspill.catalogue.WorkingCalendar;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyLog;
import org.samspill.work.Objectives;
import org.springframework.stereotype.Component;

/** The missions, what the journey log says of their indicators now, and the promises that their objectives give to steps. */
@Component
public class Missions implements Objectives {

    private static final int MONTHS = 12;
    private static final int MONTHS_IN_A_POINT = 3;
    private static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");

    /** So long a computed mission is shown before it is computed anew: a page that many look at reads the log once. */
    private static final long SECONDS_KEPT = 5;

    private final List<Mission> missions;
    private final JourneyLog log;
    private final Formulas formulas;
    private final Clock clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(Instant at, Map<String, Measurement> measurements) {}

    Missions(ModelSource models, JourneyLog log, WorkingCalendar calendar, Clock clock) {
        this.missions = MissionFiles.read(models);
        this.log = log;
        this.formulas = new Formulas(calendar);
        this.clock = clock;
    }

    public List<Mission> all() {
        return missions;
    }

    public Optional<Mission> find(String key) {
        return missions.stream().filter(mission -> mission.key().equals(key)).findFirst();
    }

    /** Every indicator of the mission by key, as the log has it now (at most five seconds old). */
    public Map<String, Measurement> measure(Mission mission) {
        Instant now = clock.instant();
        Kept before = kept.get(mission.key());
        if (before != null
                && before.at().plusSeconds(SECONDS_KEPT).isAfter(now)
                && !before.at().isAfter(now)) {
            return before.measurements();
        }
        Map<String, Measurement> measured = compute(mission, now);
        kept.put(mission.key(), new Kept(now, measured));
        return measured;
    }

    private Map<String, Measurement> compute(Mission mission, Instant now) {
        Map<String, List<JourneyEvent>> rows = new HashMap<>();
        mission.lifeEvents().forEach(lifeEvent -> rows.put(lifeEvent, log.after(lifeEvent, 0, Integer.MAX_VALUE)));
        Map<String, Measurement> measured = new LinkedHashMap<>();
        mission.indicators().forEach((key, indicator) -> measured.put(key, measure(mission, indicator, rows, now)));
        return measured;
    }

    private Measurement measure(
            Mission mission, Mission.Indicator indicator, Map<String, List<JourneyEvent>> rows, Instant now) {
        if (indicator.formula().external()) {
            return Measurement.none(now);
        }
        boolean gap = indicator.formula().measure() == Formula.Measure.GAP;
        Mission.Indicator counted = gap
                ? Objects.requireNonNull(mission.indicators()
                        .get(Objects.requireNonNull(indicator.formula().ofWhat())
                                .toString()))
                : indicator;
        String lifeEvent = Objects.requireNonNull(counted.formula().lifeEvent());
        List<JourneyEvent> log = rows.getOrDefault(lifeEvent, List.of());
        List<Sample> samples = formulas.samples(counted.formula(), log, now);
        YearMonth month = YearMonth.from(LocalDate.ofInstant(now, NORWAY));
        List<Sample> year =
                between(samples, now.atZone(NORWAY).minusMonths(MONTHS).toInstant(), now.plusSeconds(1));
        List<Measurement.Month> trend = new ArrayList<>();
        for (YearMonth at = month.minusMonths(MONTHS - 1L); !at.isAfter(month); at = at.plusMonths(1)) {
            List<Sample> quarter =
                    between(samples, begin(at.minusMonths(MONTHS_IN_A_POINT - 1L)), begin(at.plusMonths(1)));
            trend.add(new Measurement.Month(at, shown(counted, quarter, gap)));
        }
        int journeys = Formulas.journeys(year);
        return new Measurement(
                shown(counted, year, gap),
                journeys < Measurement.LEAST_JOURNEYS ? null : journeys,
                now,
                trend,
                Bottlenecks.of(lifeEvent, log, year, now).orElse(null));
    }

    private @Nullable BigDecimal shown(Mission.Indicator counted, List<Sample> samples, boolean gap) {
        if (Formulas.journeys(samples) < Measurement.LEAST_JOURNEYS) {
            return null;
        }
        OptionalDouble value = gap
                ? formulas.gap(counted.formula(), counted.direction(), samples)
                : formulas.value(counted.formula(), samples);
        return value.isEmpty() ? null : BigDecimal.valueOf(value.getAsDouble()).setScale(1, RoundingMode.HALF_UP);
    }

    private static List<Sample> between(List<Sample> samples, Instant from, Instant to) {
        return samples.stream()
                .filter(sample -> !sample.at().isBefore(from) && sample.at().isBefore(to))
                .toList();
    }

    private static Instant begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(NORWAY).toInstant();
    }

    @Override
    public List<PromiseTerm> of(String lifeEvent, String process, String element, @Nullable String service) {
        List<PromiseTerm> terms = new ArrayList<>();
        for (Mission mission : missions) {
            for (Mission.Objective objective : mission.objectives()) {
                for (Mission.Promised promise : objective.promises()) {
                    if (promise.lifeEvent().equals(lifeEvent) && names(promise, process, element, service)) {
                        terms.add(new PromiseTerm(
                                Within.parse(promise.within()).orElseThrow(),
                                Origin.MISSION,
                                mission.key() + "/" + objective.key()));
                    }
                }
            }
        }
        return terms;
    }

    private static boolean names(Mission.Promised promise, String process, String element, @Nullable String service) {
        return promise.service() != null
                ? promise.service().equals(service)
                : process.equals(promise.process()) && element.equals(promise.element());
    }

    /** The text of the objective that a promise's source ({@code mission/objective}) names; empty when it is none of ours. */
    public Optional<Text> objective(String source) {
        String[] parts = source.split("/", 2);
        return parts.length < 2
                ? Optional.empty()
                : find(parts[0]).stream()
                        .flatMap(mission -> mission.objectives().stream())
                        .filter(objective -> objective.key().equals(parts[1]))
                        .map(Mission.Objective::text)
                        .findFirst();
    }
}
