package org.samspill.work;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.samspill.catalogue.Origin;
import org.samspill.catalogue.PromiseTerm;
import org.samspill.catalogue.Within;
import org.samspill.catalogue.WorkingCalendar;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Finds a new work item's promise: of law, contract or publication and the missions' objectives, the one that ends first. */
@Component
class Promises {

    /** A step without any promise would be nobody's concern; the preliminary reply of forvaltningsloven § 11 a is the widest there is. */
    private static final PromiseTerm WIDEST =
            new PromiseTerm(new Within(1, Within.Unit.MONTHS), Origin.LAW, "forvaltningsloven § 11 a");

    private final WorkingCalendar calendar;
    private final ObjectProvider<Objectives> objectives;

    Promises(WorkingCalendar calendar, ObjectProvider<Objectives> objectives) {
        this.calendar = calendar;
        this.objectives = objectives;
    }

    Promise of(
            @Nullable PromiseTerm own,
            String lifeEvent,
            String process,
            String element,
            @Nullable String service,
            Instant createdAt) {
        List<PromiseTerm> terms = new ArrayList<>();
        terms.add(own == null ? WIDEST : own);
        objectives.forEach(room -> terms.addAll(room.of(lifeEvent, process, element, service)));
        PromiseTerm shortest = terms.stream()
                .min(Comparator.comparing(term -> calendar.after(createdAt, term.within())))
                .orElseThrow();
        Instant dueAt = calendar.after(createdAt, shortest.within());
        return new Promise(
                dueAt,
                shortest.within(),
                shortest.origin(),
                shortest.source(),
                0,
                Objects.requireNonNull(Promise.noticeAt(createdAt, dueAt, 0)),
                createdAt,
                Duration.ZERO,
                false);
    }
}
