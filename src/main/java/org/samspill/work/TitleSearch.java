package org.samspill.work;

import java.util.Locale;
import org.samspill.actors.Text;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
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

    /** True when the kind's step, service or life event has the words in its title. */
    boolean finds(WorkKind kind, String words) {
        String wanted = words.toLowerCase(Locale.ROOT);
        LifeEvent lifeEvent = lifeEvents.ofDefinition(kind.definitionId());
        return has(lifeEvent.title(), wanted)
                || kind.service() != null
                        && lifeEvent
                                .service(kind.service())
                                .map(Service::title)
                                .filter(title -> has(title, wanted))
                                .isPresent()
                || lifeEvents
                        .step(kind.definitionId(), kind.element())
                        .map(Step::title)
                        .filter(title -> has(title, wanted))
                        .isPresent();
    }

    private static boolean has(Text title, String wanted) {
        return title.nb().toLowerCase(Locale.ROOT).contains(wanted)
                || title.en().toLowerCase(Locale.ROOT).contains(wanted);
    }
}
