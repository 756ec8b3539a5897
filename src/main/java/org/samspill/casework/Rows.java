package org.samspill.casework;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Actor;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Text;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.Step;
import org.samspill.work.Outcome;
import org.samspill.work.Subjects;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.stereotype.Component;

/** Makes rows of work items, with as many queries for a page as for one row. */
@Component
class Rows {

    private final LifeEvents lifeEvents;
    private final WorkItems items;
    private final Subjects subjects;
    private final Names.Book names;
    private final Says says;

    Rows(LifeEvents lifeEvents, WorkItems items, Subjects subjects, Names.Book names, Says says) {
        this.lifeEvents = lifeEvents;
        this.items = items;
        this.subjects = subjects;
        this.names = names;
        this.says = says;
    }

    List<RowView> of(List<WorkItem> list, CurrentUser user, Locale locale) {
        Map<String, String> known = subjects.of(list, user);
        Map<String, String> colleagues = names.colleagues(user);
        return list.stream()
                .map(item -> row(item, known.get(item.id()), colleagues, null, user, locale))
                .toList();
    }

    /** Whom the work is about, as far as the reader may know, by its id. */
    Map<String, String> subjects(List<WorkItem> list, CurrentUser user) {
        return subjects.of(list, user);
    }

    /** One row, with what came of the reader's wish. */
    RowView of(WorkItem item, @Nullable String outcome, CurrentUser user, Locale locale) {
        String subject = subjects.of(List.of(item), user).get(item.id());
        return row(item, subject, names.colleagues(user), outcome, user, locale);
    }

    private RowView row(
            WorkItem item,
            @Nullable String subject,
            Map<String, String> colleagues,
            @Nullable String outcome,
            CurrentUser user,
            Locale locale) {
        LifeEvent lifeEvent = lifeEvents.ofDefinition(item.definitionId());
        boolean byMachine = item.heldByMachine(says.now());
        return new RowView(
                item.id(),
                item.journey().value(),
                title(item).in(locale),
                lifeEvent.title().in(locale),
                subject,
                function(item, lifeEvent, locale),
                waitingOn(item, byMachine, lifeEvent, locale),
                says.tag(item, locale),
                says.origin(item.promise(), locale),
                assignee(item, colleagues, locale),
                says.since(item.createdAt(), locale),
                says.dateTime(item.createdAt(), locale),
                item.open(),
                user.person().equals(item.assignee()),
                item.assignee() == null && !byMachine,
                items.mayDo(item, user),
                user.leader(),
                outcome);
    }

    /** What the work is called: the service's title, or the step's. */
    Text title(WorkItem item) {
        LifeEvent lifeEvent = lifeEvents.ofDefinition(item.definitionId());
        return item.service() == null
                ? lifeEvents
                        .step(item.definitionId(), item.element())
                        .map(Step::title)
                        .orElse(lifeEvent.title())
                : lifeEvent.service(item.service()).orElseThrow().title();
    }

    private @Nullable String assignee(WorkItem item, Map<String, String> colleagues, Locale locale) {
        if (item.assignee() == null) {
            return null;
        }
        String name = colleagues.get(item.assignee().value());
        return name == null ? says.text(locale, "casework.former-colleague") : name;
    }

    private String waitingOn(WorkItem item, boolean byMachine, LifeEvent lifeEvent, Locale locale) {
        if (item.paused()) {
            return says.text(locale, "casework.waiting.answer");
        }
        if (!item.open()) {
            return says.text(locale, "casework.waiting.nobody");
        }
        if (byMachine) {
            return says.text(locale, "casework.waiting.machine");
        }
        if (item.failed()) {
            return says.text(locale, "casework.waiting.failed");
        }
        if (item.lockExpires() != null && item.lockExpires().isAfter(says.now())) {
            return says.text(locale, "casework.waiting.retry", says.time(item.lockExpires(), locale));
        }
        return function(item, lifeEvent, locale);
    }

    /** The function that has to do it, in words; "all" when anyone in the organisation may. */
    String function(WorkItem item, LifeEvent lifeEvent, Locale locale) {
        if (item.function() == null) {
            return says.text(locale, "casework.waiting.anyone");
        }
        Actor actor = item.actor() == null ? null : lifeEvent.actors().get(item.actor());
        Text title = actor == null ? null : actor.functions().get(item.function());
        return title == null ? item.function() : title.in(locale);
    }

    /** In words why a wish was not granted, or null when it was. */
    @Nullable
    String refusal(Outcome outcome, CurrentUser user, Locale locale) {
        if (outcome instanceof Outcome.Taken taken) {
            return taken(taken.item(), user, locale);
        }
        if (outcome instanceof Outcome.Ended ended) {
            return says.text(
                    locale,
                    "casework.outcome.ended." + ended.item().state().name().toLowerCase(Locale.ROOT));
        }
        if (outcome instanceof Outcome.ConsentEnded) {
            return says.text(locale, "casework.problem.consent-ended");
        }
        if (outcome instanceof Outcome.CannotAssign) {
            return says.text(locale, "casework.outcome.no-function");
        }
        return outcome instanceof Outcome.NotFound ? says.text(locale, "casework.problem.item") : null;
    }

    private String taken(WorkItem item, CurrentUser user, Locale locale) {
        if (item.assignee() == null) {
            return item.heldByMachine(says.now())
                    ? says.text(locale, "casework.outcome.machine")
                    : says.text(locale, "casework.outcome.not-yours");
        }
        String who = assignee(item, names.colleagues(user), locale);
        return item.claimedAt() == null
                ? says.text(locale, "casework.outcome.taken", who)
                : says.text(locale, "casework.outcome.taken-since", who, says.since(item.claimedAt(), locale));
    }
}
