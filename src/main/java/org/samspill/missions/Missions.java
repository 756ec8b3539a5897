package org.samspill.missions;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Text;
import org.samspill.catalogue.Origin;
import org.samspill.catalogue.PromiseTerm;
import org.samspill.catalogue.Within;
import org.samspill.work.Objectives;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The missions, what the journey log says of their indicators now, and the promises that their objectives give to steps. */
@Component
public class Missions implements Objectives {

    private final List<Mission> missions;
    private final Definitions definitions;
    private final SeriesStore series;
    private final Measuring measuring;
    private final Clock clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    /** What was read when the series stood so: a page that many look at reads the sums once. */
    private record Kept(List<String> stamps, Map<String, Measurement> measurements) {}

    Missions(Definitions definitions, SeriesStore series, Measuring measuring, Clock clock) {
        this.missions = definitions.missions();
        this.definitions = definitions;
        this.series = series;
        this.measuring = measuring;
        this.clock = clock;
    }

    public List<Mission> all() {
        return missions;
    }

    public Optional<Mission> find(String key) {
        return missions.stream().filter(mission -> mission.key().equals(key)).findFirst();
    }

    /** Every indicator of the mission by key, as far as the log is counted by now ({@link Summaries}), or was moments ago; each says as of when it holds. */
    @Transactional(readOnly = true)
    public Map<String, Measurement> measure(Mission mission) {
        List<String> stamps = series.stamps();
        return kept.compute(
                        mission.key(),
                        (key, before) -> before != null && before.stamps().equals(stamps)
                                ? before
                                : new Kept(stamps, compute(mission)))
                .measurements();
    }

    private Map<String, Measurement> compute(Mission mission) {
        Map<String, Series> counted = definitions.of(mission);
        Map<String, Measurement> measured = new LinkedHashMap<>();
        mission.indicators()
                .keySet()
                .forEach(key -> measured.put(
                        key,
                        shown(mission, key, counted.get(key))
                                .map(shown -> measuring.measure(shown.row(), shown.shown()))
                                .orElse(Measurement.none(clock.instant()))));
        return measured;
    }

    /** One indicator municipality by municipality; empty while it is not counted, and for what has no such parts. */
    @Transactional(readOnly = true)
    Optional<ByMunicipality> byMunicipality(Mission mission, String indicator) {
        return shown(mission, indicator, definitions.of(mission).get(indicator))
                .filter(shown -> !shown.shown().gap())
                .map(shown -> ByMunicipality.of(measuring.byMunicipality(shown.row(), shown.shown())));
    }

    /** The series of today's definition; until it is counted, the one that was shown before. */
    private Optional<SeriesStore.Source> shown(Mission mission, String key, @Nullable Series wanted) {
        if (wanted == null) {
            return Optional.empty();
        }
        return series.find(wanted.hash())
                .map(row -> new SeriesStore.Source(row, Definitions.shown(mission, key)))
                .filter(shown -> shown.row().asOf() != null)
                .or(() -> series.source(mission.key(), key));
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
