package org.samspill.work;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.journeys.JourneyEvent.Channel;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Representation;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps promises in mind: a reminder at 80 % of the time, an alarm at 100 %, and at 150 % word to the organisation's leaders and the journey's
 * coordinators (the ladder of domain guide 1.4). What is due stands in the work item's row, so a restart forgets nothing; the row's level is moved by a
 * conditional update, so of several nodes one sends.
 */
@Component
public class Reminders {

    private static final int BATCH = 200;
    private static final List<Kind> LEVELS = List.of(Kind.REMINDED, Kind.OVERDUE, Kind.ESCALATED);

    private final WorkStore store;
    private final WorkSignals signals;
    private final JourneyLog log;
    private final Representation representation;
    private final People people;
    private final WorkGuard guard;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final boolean scheduled;

    Reminders(
            WorkStore store,
            WorkSignals signals,
            JourneyLog log,
            Representation representation,
            People people,
            WorkGuard guard,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            @Value("${samspill.reminders:true}") boolean scheduled) {
        this.store = store;
        this.signals = signals;
        this.log = log;
        this.representation = representation;
        this.people = people;
        this.guard = guard;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.scheduled = scheduled;
    }

    @Scheduled(fixedDelayString = "${samspill.reminders-every:5s}")
    void tick() {
        if (scheduled) {
            sendDue();
        }
    }

    /** Sends all that is due by now. One work item that cannot be reminded of does not hold back the others. */
    public void sendDue() {
        for (List<WorkItem> due = store.due(BATCH); !due.isEmpty(); due = store.due(BATCH)) {
            int sent = 0;
            for (WorkItem item : due) {
                try {
                    transaction.executeWithoutResult(status -> send(item));
                    sent++;
                } catch (RuntimeException failed) {
                    LoggerFactory.getLogger(Reminders.class)
                            .error("Work item {} could not be reminded of", item.id(), failed);
                }
            }
            if (sent == 0 || due.size() < BATCH) {
                return;
            }
        }
    }

    /** When the next one is due; empty when nothing waits. */
    public Optional<Instant> nextDue() {
        return store.nextNotice();
    }

    private void send(WorkItem item) {
        int level = item.promise().level() + 1;
        Instant next = Promise.noticeAt(item.promise().from(), item.promise().dueAt(), level);
        if (level > LEVELS.size() || !store.notice(item, level, next)) {
            return;
        }
        log.write(WorkLog.entry(
                item,
                LEVELS.get(level - 1),
                null,
                null,
                Channel.ENGINE,
                item.promise().origin().key() + " " + item.promise().within()));
        recipients(item, level).stream()
                .filter(person -> item.role() != null || !item.guarded() || guard.mayKnow(person, item))
                .forEach(person -> note(item, level, person));
        signals.changed(item);
    }

    private Set<PersonId> recipients(WorkItem item, int level) {
        Set<PersonId> recipients = new LinkedHashSet<>();
        if (item.role() != null) {
            if (item.person() != null) {
                recipients.add(item.person());
            } else {
                recipients.addAll(representation.acting(item.journey(), item.role(), item.matter()));
            }
        } else if (item.assignee() != null) {
            recipients.add(item.assignee());
        }
        if (level == LEVELS.size()) {
            if (item.organisation() != null) {
                people.leadersOf(item.organisation()).forEach(leader -> recipients.add(leader.id()));
                if (item.guarded()) {
                    recipients.addAll(guard.knowing(item));
                }
            }
            recipients.addAll(coordinators(item));
        }
        return recipients;
    }

    /** Who coordinates the journey: those who have done a coordinator's work in it. */
    private List<PersonId> coordinators(WorkItem item) {
        return jdbc.sql("""
                        select distinct coalesce(assignee, ended_by) from work_item
                        where journey_id = ? and actor_function in ('barnekoordinator', 'coordinator')
                          and coalesce(assignee, ended_by) is not null and worker is null
                        """)
                .param(item.journey().value())
                .query((row, n) -> new PersonId(row.getString(1)))
                .list();
    }

    private void note(WorkItem item, int level, PersonId person) {
        jdbc.sql("insert into work_notice (work_item, level, at, recipient) values (?, ?, ?, ?)")
                .params(item.id(), level, store.now(), person.value())
                .update();
    }
}
