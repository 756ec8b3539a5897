package org.samspill.casework;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.casework.ListView.Choice;
import org.samspill.casework.ListView.Link;
import org.samspill.casework.ListView.NoticeLine;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.Service;
import org.samspill.catalogue.Step;
import org.samspill.work.Notices;
import org.samspill.work.WorkDesk;
import org.samspill.work.WorkList;
import org.samspill.work.WorkQuery.View;
import org.springframework.stereotype.Component;

/** Puts the task list together. */
@Component
class Lists {

    /** In the order in which a caseworker looks. */
    private static final List<View> VIEWS = List.of(View.MINE, View.GROUP, View.URGENT, View.NEW, View.WAITING);

    private static final List<String> LEVELS = List.of("reminded", "overdue", "escalated");
    private static final List<String> COLORS = List.of("warning", "danger", "danger");

    private final WorkList list;
    private final Rows rows;
    private final Notices notices;
    private final SavedViews saved;
    private final LifeEvents lifeEvents;
    private final Says says;

    Lists(WorkList list, Rows rows, Notices notices, SavedViews saved, LifeEvents lifeEvents, Says says) {
        this.list = list;
        this.rows = rows;
        this.notices = notices;
        this.saved = saved;
        this.lifeEvents = lifeEvents;
        this.says = says;
    }

    ListView of(ListQuery query, @Nullable String cursor, CurrentUser user, Locale locale) {
        WorkDesk desk = list.desk(user);
        List<WorkList.Task> tasks = desk.tasks();
        WorkList.Page page = desk.page(query.page(cursor));
        List<SavedViews.SavedView> kept = saved.of(user);
        List<Integer> counts = desk.counts(Stream.concat(
                        VIEWS.stream().map(view -> ListQuery.of(view)),
                        kept.stream().map(view -> ListQuery.of(view.query())))
                .map(each -> each.page(null))
                .toList());
        List<Link> named = savedViews(kept, counts.subList(VIEWS.size(), counts.size()), query, locale);
        String heading = named.stream()
                .filter(Link::current)
                .map(Link::words)
                .findFirst()
                .orElse(says.text(locale, "casework.view." + query.key()));
        return new ListView(
                heading,
                Reader.organisation(user).name(),
                views(counts, query, locale, named),
                named,
                notices(user, locale),
                query,
                query.address(),
                query.withoutFilters().address(),
                lifeEvents(tasks, query, locale),
                tasks(tasks, query, locale),
                rows.of(page.items(), user, locale),
                page.next() == null ? null : query.address(page.next()),
                empty(query));
    }

    private static String empty(ListQuery query) {
        return query.filtered() ? "casework.empty.filtered" : "casework.empty." + query.key();
    }

    private List<Link> views(List<Integer> counts, ListQuery query, Locale locale, List<Link> named) {
        boolean savedIsCurrent = named.stream().anyMatch(Link::current);
        List<Link> links = new ArrayList<>();
        for (View view : VIEWS) {
            links.add(new Link(
                    ListQuery.of(view).address(),
                    says.text(locale, "casework.view." + ListQuery.key(view)),
                    count(counts.get(links.size()), locale),
                    query.view() == view && !savedIsCurrent,
                    null,
                    false));
        }
        return links;
    }

    private List<Link> savedViews(
            List<SavedViews.SavedView> kept, List<Integer> counts, ListQuery query, Locale locale) {
        List<Link> links = new ArrayList<>();
        for (SavedViews.SavedView view : kept) {
            ListQuery asked = ListQuery.of(view.query());
            links.add(new Link(
                    asked.address(),
                    view.name(),
                    count(counts.get(links.size()), locale),
                    asked.equals(query),
                    view.own() ? view.id() : null,
                    view.shared()));
        }
        return links;
    }

    /** A number that can be taken in at a glance; beyond it the list is long, however long. */
    private String count(int count, Locale locale) {
        return count > WorkDesk.COUNTED
                ? says.text(locale, "casework.view.more", WorkDesk.COUNTED)
                : String.valueOf(count);
    }

    private List<NoticeLine> notices(CurrentUser user, Locale locale) {
        List<NoticeLine> lines = new ArrayList<>();
        List<Notices.Notice> unseen = notices.unseen(user);
        Map<String, String> subjects =
                rows.subjects(unseen.stream().map(Notices.Notice::item).toList(), user);
        for (Notices.Notice notice : unseen) {
            lines.add(new NoticeLine(
                    notice.item().id(),
                    says.text(locale, "casework.notice." + LEVELS.get(notice.level() - 1)),
                    COLORS.get(notice.level() - 1),
                    rows.title(notice.item()).in(locale),
                    lifeEvents
                            .ofDefinition(notice.item().definitionId())
                            .title()
                            .in(locale),
                    subjects.get(notice.item().id()),
                    says.tag(notice.item(), locale),
                    says.dateTime(notice.at(), locale)));
        }
        return lines;
    }

    private List<Choice> lifeEvents(List<WorkList.Task> tasks, ListQuery query, Locale locale) {
        return tasks.stream()
                .map(task -> new Choice(
                        task.lifeEvent(),
                        lifeEvents.ofDefinition(task.definitionId()).title().in(locale),
                        task.lifeEvent().equals(query.lifeEvent())))
                .distinct()
                .sorted(java.util.Comparator.comparing(Choice::words))
                .toList();
    }

    private List<Choice> tasks(List<WorkList.Task> tasks, ListQuery query, Locale locale) {
        return tasks.stream()
                .filter(task -> query.lifeEvent() == null || task.lifeEvent().equals(query.lifeEvent()))
                .map(task ->
                        new Choice(task.key(), title(task, locale), task.key().equals(query.task())))
                .distinct()
                .sorted(java.util.Comparator.comparing(Choice::words))
                .toList();
    }

    private String title(WorkList.Task task, Locale locale) {
        LifeEvent lifeEvent = lifeEvents.ofDefinition(task.definitionId());
        if (task.service() != null) {
            return lifeEvent
                    .service(task.service())
                    .map(Service::title)
                    .orElse(lifeEvent.title())
                    .in(locale);
        }
        return lifeEvents
                .step(task.definitionId(), task.element())
                .map(Step::title)
                .orElse(lifeEvent.title())
                .in(locale);
    }
}
