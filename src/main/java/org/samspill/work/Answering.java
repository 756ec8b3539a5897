package org.samspill.work;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.Datum;
import org.samspill.catalogue.FormAnswers;
import org.samspill.catalogue.FormProblem;
import org.samspill.catalogue.Forms;
import org.samspill.catalogue.Service;
import org.samspill.journeys.Corrections;
import org.samspill.journeys.JourneyData;
import org.samspill.journeys.JourneyEvent.Channel;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Whereabouts;
import org.springframework.stereotype.Component;

/** How people end work items: by answering with the form, or by refusing with a reason of the contract; the journey goes on in the same transaction. */
@Component
public class Answering {

    /** The reason by which an organisation asks for more before it answers. */
    public static final String MORE_INFORMATION = "more-information-needed";

    private final WorkItems items;
    private final WorkStore store;
    private final WorkSignals signals;
    private final EngineTasks engine;
    private final Pauses pauses;
    private final Needs needs;
    private final JourneyData data;
    private final JourneyLog log;
    private final Evidence evidence;
    private final Forms forms;
    private final HandOver handOver;
    private final Corrections corrections;
    private final Whereabouts whereabouts;
    private final Clock clock;

    Answering(
            WorkItems items,
            WorkStore store,
            WorkSignals signals,
            EngineTasks engine,
            Pauses pauses,
            Needs needs,
            JourneyData data,
            JourneyLog log,
            Evidence evidence,
            Forms forms,
            HandOver handOver,
            Corrections corrections,
            Whereabouts whereabouts,
            Clock clock) {
        this.items = items;
        this.store = store;
        this.signals = signals;
        this.engine = engine;
        this.pauses = pauses;
        this.needs = needs;
        this.data = data;
        this.log = log;
        this.evidence = evidence;
        this.forms = forms;
        this.handOver = handOver;
        this.corrections = corrections;
        this.whereabouts = whereabouts;
        this.clock = clock;
    }

    /**
     * Answers an item with its form: checks it, keeps the answers, and lets the journey go on. An unclaimed item is claimed by answering it.
     *
     * @param posted the form's fields by datum name
     */
    public Outcome answer(String id, CurrentUser user, Map<String, String[]> posted) {
        return engine.command(() -> {
            WorkItem item = items.find(id, user).map(handOver::pass).orElse(null);
            Outcome obstacle = obstacle(item, user);
            if (item == null || obstacle != null) {
                return Objects.requireNonNull(obstacle);
            }
            Needs.Need need = needs.of(item);
            engine.read(item);
            Map<String, Object> visible = data.visibleFrom(item.executionId());
            FormAnswers answers = forms.read(need.form(), posted, readBy(item, need, user, visible));
            if (answers instanceof FormAnswers.Accepted accepted) {
                List<FormProblem> problems = corrections.problems(item.journey(), accepted.values());
                if (!problems.isEmpty()) {
                    return new Outcome.Rejected(problems, need.form().typed(posted));
                }
            }
            return answers instanceof FormAnswers.Accepted accepted
                    ? deliver(item, need, user, accepted.values(), visible)
                    : new Outcome.Rejected(
                            ((FormAnswers.Rejected) answers).problems(), ((FormAnswers.Rejected) answers).typed());
        });
    }

    /** What an answer is checked against: a choice among places nearby would tell a participant where nearby is. */
    private Map<String, Object> readBy(WorkItem item, Needs.Need need, CurrentUser user, Map<String, Object> visible) {
        if (!item.guarded() || item.role() == null || whereabouts.told(item.journey(), user.person())) {
            return visible;
        }
        Map<String, Object> told = new HashMap<>(visible);
        told.keySet().removeIf(name -> need.lifeEvent()
                .data()
                .find(name)
                .filter(Datum::tellsWhere)
                .isPresent());
        return told;
    }

    private Outcome deliver(
            WorkItem item,
            Needs.Need need,
            CurrentUser user,
            Map<String, @Nullable Object> values,
            Map<String, Object> visible) {
        String outcome = evidence.outcomeKey(need.lifeEvent(), values);
        if (!store.close(item.id(), WorkItem.State.DONE, user.person().value(), outcome)) {
            return new Outcome.Ended(store.find(item.id()).orElseThrow());
        }
        log.write(WorkLog.entry(item, Kind.COMPLETED, outcome, null, Channel.PERSON, null));
        PersonId participant = item.role() == null ? null : user.person();
        if (participant != null) {
            evidence.typed(item, values, visible);
        } else if (need.service() != null) {
            evidence.held(item, need.lifeEvent(), need.service(), values);
        }
        if (participant == null) {
            corrections.take(item.journey(), item.organisation(), values);
        }
        engine.complete(item, data.absorb(item.journey(), need.lifeEvent(), values, participant, visible));
        WorkItem now =
                item.ended(WorkItem.State.DONE, clock.instant(), user.person().value(), outcome);
        signals.changed(now);
        return new Outcome.Done(now);
    }

    /**
     * Refuses a service with a reason of its contract.
     *
     * @param message words for the applicant, kept with the journey and never in the log; null for none
     */
    public Outcome refuse(String id, CurrentUser user, String reason, @Nullable String message) {
        return engine.step(() -> {
            WorkItem item = items.find(id, user).orElse(null);
            Outcome obstacle = obstacle(item, user);
            if (item == null || obstacle != null) {
                return Objects.requireNonNull(obstacle);
            }
            Service service = needs.of(item).service();
            if (service == null || !service.contract().refusals().containsKey(reason)) {
                return new Outcome.UnknownReason(
                        service == null
                                ? Set.of()
                                : service.contract().refusals().keySet());
            }
            if (!store.close(id, WorkItem.State.REFUSED, user.person().value(), reason)) {
                return new Outcome.Ended(store.find(id).orElseThrow());
            }
            log.write(WorkLog.entry(item, Kind.REFUSED, null, reason, Channel.PERSON, null));
            engine.refuse(item, reason, message);
            pauses.refused(item, reason);
            WorkItem now = store.find(id).orElseThrow();
            signals.changed(now);
            return new Outcome.Done(now);
        });
    }

    /** What stands in the way of this person ending this item now; null when nothing does. */
    private @Nullable Outcome obstacle(@Nullable WorkItem item, CurrentUser user) {
        if (item == null) {
            return new Outcome.NotFound();
        }
        if (!item.told(clock.instant())) {
            return new Outcome.ConsentEnded();
        }
        if (!item.open()) {
            return user.person().value().equals(item.endedBy()) ? new Outcome.Repeated(item) : new Outcome.Ended(item);
        }
        if (item.role() != null) {
            return null;
        }
        if (!items.mayDo(item, user)) {
            return new Outcome.CannotAssign();
        }
        boolean taken = item.assignee() != null && !item.assignee().equals(user.person());
        return taken || item.heldByMachine(clock.instant()) ? new Outcome.Taken(item) : null;
    }
}
