package org.samspill.missions;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Text;
import org.samspill.catalogue.LifeEvents;
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

    /** So long a computed mission is shown before it is computed anew: a page that many look at reads the log once. */
    private static final long SECONDS_KEPT = 5;

    private final List<Mission> missions;
    private final JourneyLog log;
    private final Measuring measuring;
    private final Clock clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(Instant at, Map<String, Measurement> measurements) {}

    Missions(ModelSource models, JourneyLog log, LifeEvents lifeEvents, WorkingCalendar calendar, Clock clock) {
        this.missions = MissionFiles.read(models);
        this.log = log;
        this.measuring = new Measuring(calendar, lifeEvents::find);
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
        return kept.compute(
                        mission.key(),
                        (key, before) -> fresh(before, now) ? before : new Kept(now, compute(mission, now)))
                .measurements();
    }

    private static boolean fresh(@Nullable Kept before, Instant now) {
        return before != null
                && before.at().plusSeconds(SECONDS_KEPT).isAfter(now)
                && !before.at().isAfter(now);
    }

    private Map<String, Measurement> compute(Mission mission, Instant now) {
        Map<String, List<JourneyEvent>> rows = new HashMap<>();
        mission.lifeEvents().forEach(lifeEvent -> rows.put(lifeEvent, log.after(lifeEvent, 0, Integer.MAX_VALUE)));
        return measuring.measure(mission, rows, now);
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
