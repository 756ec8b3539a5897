package org.samspill.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.samspill.actors.Text;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.ProcessModel;
import org.samspill.catalogue.Service;
import org.samspill.catalogue.Step;
import org.springframework.stereotype.Component;

/** Looks for words in the titles that the models carry, in both languages, so that rows of work items need no text of their own. */
@Component
class TitleSearch {

    private final LifeEvents lifeEvents;

    TitleSearch(LifeEvents lifeEvents) {
        this.lifeEvents = lifeEvents;
    }

    /** Work whose step, service or life event has the words in its title, or whose journey's id begins so. */
    void narrow(Condition condition, String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        List<String> keys = new ArrayList<>();
        for (LifeEvent lifeEvent : lifeEvents.current()) {
            for (ProcessModel process : lifeEvent.processes().values()) {
                process.steps().values().stream()
                        .filter(step -> has(step.title(), wanted))
                        .map(Step::id)
                        .forEach(keys::add);
            }
            lifeEvent.services().values().stream()
                    .filter(service -> has(service.title(), wanted))
                    .map(Service::key)
                    .forEach(keys::add);
            if (has(lifeEvent.title(), wanted)) {
                keys.add(lifeEvent.key());
            }
        }
        List<String> distinct = keys.stream().distinct().toList();
        String like = wanted.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
        if (distinct.isEmpty()) {
            condition.and("journey_id like ? escape '!'", like);
            return;
        }
        String in = " in (" + Condition.marks(distinct.size()) + ")";
        List<Object> parameters = new ArrayList<>(List.of(like));
        for (int i = 0; i < 3; i++) {
            parameters.addAll(distinct);
        }
        condition.and(
                "(journey_id like ? escape '!' or element" + in + " or service" + in + " or life_event" + in + ")",
                parameters.toArray());
    }

    private static boolean has(Text title, String wanted) {
        return title.nb().toLowerCase(Locale.ROOT).contains(wanted)
                || title.en().toLowerCase(Locale.ROOT).contains(wanted);
    }
}
