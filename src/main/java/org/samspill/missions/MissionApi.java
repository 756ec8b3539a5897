package org.samspill.missions;

import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Text;
import org.samspill.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Missions as public JSON. A value over fewer than five journeys is null. */
@RestController
class MissionApi {

    private final Missions missions;

    MissionApi(Missions missions) {
        this.missions = missions;
    }

    record MissionJson(
            String key,
            Text title,
            Text statement,
            LocalDate deadline,
            String owner,
            List<String> lifeEvents,
            List<ObjectiveJson> objectives,
            List<IndicatorJson> indicators) {}

    record ObjectiveJson(String key, String level, Text text, List<String> indicators) {}

    record IndicatorJson(
            String key,
            Text title,
            Text unit,
            Mission.Direction direction,
            @Nullable BigDecimal baseline,
            @Nullable BigDecimal target,
            @Nullable BigDecimal value,
            @Nullable Integer journeys,
            Instant asOf,
            List<MonthJson> trend) {}

    /**
     * A point of the trend.
     *
     * @param months how many months, this one the last of them, the value is taken over
     */
    record MonthJson(YearMonth month, @Nullable BigDecimal value, int months) {}

    @GetMapping("/api/missions")
    @Operation(summary = "All missions with their indicators as the journey log has them now")
    List<MissionJson> all() {
        return missions.all().stream().map(this::json).toList();
    }

    @GetMapping("/api/missions/{key}")
    @Operation(summary = "One mission with its indicators as the journey log has them now")
    MissionJson one(@PathVariable String key) {
        return missions.find(key)
                .map(this::json)
                .orElseThrow(
                        () -> new Problem(HttpStatus.NOT_FOUND, "unknown-mission", "missions.problem.unknown", key));
    }

    /**
     * An indicator in one municipality over the last twelve months.
     *
     * @param municipality four digits
     */
    record MunicipalityJson(
            String municipality, long journeys, @Nullable BigDecimal value) {}

    /** @param leftOut how many municipalities are left out, so that nothing tells of fewer than five journeys */
    record MunicipalitiesJson(List<MunicipalityJson> municipalities, int leftOut) {}

    @GetMapping("/api/missions/{key}/{indicator}/municipalities")
    @Operation(summary = "One indicator municipality by municipality, over the last twelve months")
    MunicipalitiesJson municipalities(@PathVariable String key, @PathVariable String indicator) {
        return missions.find(key)
                .filter(mission -> mission.indicators().containsKey(indicator))
                .map(mission -> missions.byMunicipality(mission, indicator).orElse(ByMunicipality.NONE))
                .map(cut -> new MunicipalitiesJson(
                        cut.shown().stream()
                                .map(value ->
                                        new MunicipalityJson(value.municipality(), value.journeys(), value.value()))
                                .toList(),
                        cut.leftOut()))
                .orElseThrow(() -> new Problem(
                        HttpStatus.NOT_FOUND, "unknown-indicator", "missions.problem.unknown-indicator", indicator));
    }

    private MissionJson json(Mission mission) {
        Map<String, Measurement> measured = missions.measure(mission);
        return new MissionJson(
                mission.key(),
                mission.title(),
                mission.statement(),
                mission.deadline(),
                mission.owner(),
                mission.lifeEvents(),
                mission.objectives().stream()
                        .map(objective -> new ObjectiveJson(
                                objective.key(), objective.level(), objective.text(), objective.indicators()))
                        .toList(),
                mission.indicators().entrySet().stream()
                        .map(entry -> json(
                                entry.getKey(), entry.getValue(), Objects.requireNonNull(measured.get(entry.getKey()))))
                        .toList());
    }

    private static IndicatorJson json(String key, Mission.Indicator indicator, Measurement measured) {
        return new IndicatorJson(
                key,
                indicator.title(),
                indicator.unit(),
                indicator.direction(),
                indicator.baseline().value(),
                indicator.target().value(),
                measured.value(),
                measured.journeys(),
                measured.asOf(),
                measured.trend().stream()
                        .map(month -> new MonthJson(month.month(), month.value(), month.months()))
                        .toList());
    }
}
