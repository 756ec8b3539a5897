package org.samspill.missions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.ModelSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** What is counted for which indicator, by the mission files and the diagrams in force. */
@Component
class Definitions {

    private final List<Mission> missions;
    private final Function<String, Optional<LifeEvent>> lifeEvents;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    /** What follows from the versions in force, until others are. */
    private record Kept(List<String> versions, Map<String, Series> series) {}

    @Autowired
    Definitions(ModelSource models, LifeEvents lifeEvents) {
        this(MissionFiles.read(models), lifeEvents::find);
    }

    Definitions(List<Mission> missions, Function<String, Optional<LifeEvent>> lifeEvents) {
        this.missions = missions;
        this.lifeEvents = lifeEvents;
    }

    /** The series of a mission's computed indicators, by their keys. A gap has the series of the indicator that it compares. */
    Map<String, Series> of(Mission mission) {
        Map<String, LifeEvent> models = new LinkedHashMap<>();
        mission.lifeEvents().forEach(key -> lifeEvents.apply(key).ifPresent(lifeEvent -> models.put(key, lifeEvent)));
        List<String> versions =
                models.values().stream().map(LifeEvent::deploymentId).toList();
        Kept before = kept.get(mission.key());
        if (before != null && before.versions().equals(versions)) {
            return before.series();
        }
        Map<String, Series> series = of(mission, models);
        kept.put(mission.key(), new Kept(versions, series));
        return series;
    }

    private static Map<String, Series> of(Mission mission, Map<String, LifeEvent> models) {
        Map<String, Series> series = new LinkedHashMap<>();
        mission.indicators().forEach((key, indicator) -> {
            if (!indicator.formula().external()) {
                String counted = counted(key, indicator);
                Mission.Indicator of =
                        Objects.requireNonNull(mission.indicators().get(counted));
                String lifeEvent = Objects.requireNonNull(of.formula().lifeEvent());
                boolean compared = mission.indicators().entrySet().stream()
                        .anyMatch(other -> !other.getKey().equals(counted)
                                && !other.getValue().formula().external()
                                && counted(other.getKey(), other.getValue()).equals(counted));
                series.put(
                        key,
                        Series.of(
                                of.formula(),
                                of.direction(),
                                compared,
                                Optional.ofNullable(models.get(lifeEvent)).stream()
                                        .toList()));
            }
        });
        return series;
    }

    /** How an indicator is shown; a gap compares values that are taken as the other indicator takes them. */
    static Shown shown(Mission mission, String key) {
        Mission.Indicator indicator =
                Objects.requireNonNull(mission.indicators().get(key));
        Mission.Indicator counted = Objects.requireNonNull(mission.indicators().get(counted(key, indicator)));
        return new Shown(
                indicator.formula().measure() == Formula.Measure.GAP,
                counted.formula().aggregate() == Formula.Aggregate.P90);
    }

    /** The key of the indicator whose samples an indicator counts. */
    private static String counted(String key, Mission.Indicator indicator) {
        return indicator.formula().measure() == Formula.Measure.GAP
                ? String.valueOf(indicator.formula().ofWhat())
                : key;
    }

    /** Every series that is wanted, by its hash. */
    Map<String, Series> all() {
        Map<String, Series> all = new LinkedHashMap<>();
        missions.forEach(mission -> of(mission).values().forEach(series -> all.put(series.hash(), series)));
        return all;
    }

    List<Mission> missions() {
        return missions;
    }
}
