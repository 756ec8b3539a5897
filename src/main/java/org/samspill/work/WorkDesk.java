package org.samspill.work;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;

/**
 * A caseworker's lists as they stand at one moment; made for one page and thrown away. However much work her organisation has, each question is one statement
 * that reads about as many rows as it answers. Someone without an organisation has nothing on her desk.
 */
public final class WorkDesk {

    /** A list's length is told up to here; a longer one has one more, and is told as "more than". */
    public static final int COUNTED = 99;

    /** So much of a journey's id, and nobody else's begins the same by chance. */
    private static final Pattern JOURNEY = Pattern.compile("[0-9a-f][0-9a-f-]{3,35}");

    private final ListReads reads;
    private final TitleSearch titles;
    private final CurrentUser user;
    private final OffsetDateTime now;
    private final Strips strips;
    private @Nullable List<WorkKind> kinds;

    WorkDesk(ListReads reads, TitleSearch titles, CurrentUser user) {
        this.reads = reads;
        this.titles = titles;
        this.user = user;
        this.now = reads.now();
        this.strips = reads.strips(user, now);
    }

    /** The page that a query asks for. */
    public WorkList.Page page(WorkQuery query) {
        if (user.organisation() == null) {
            return new WorkList.Page(List.of(), null);
        }
        List<WorkItem> items = reads.page(
                strips.of(query.view(), narrowing(query, kinds == null ? query.lifeEvent() : null)),
                cursor(query.cursor()).orElse(null),
                query.size() + 1);
        if (items.size() <= query.size()) {
            return new WorkList.Page(items, null);
        }
        List<WorkItem> page = items.subList(0, query.size());
        WorkItem last = page.get(page.size() - 1);
        return new WorkList.Page(page, last.promise().dueAt() + "~" + last.id());
    }

    /** How many items each of these queries asks for on all its pages, in their order; one more than {@link #COUNTED} when there are more. */
    public List<Integer> counts(List<WorkQuery> queries) {
        if (user.organisation() == null) {
            return queries.stream().map(query -> 0).toList();
        }
        int[] counts = reads.counts(
                queries.stream()
                        .map(query -> strips.of(query.view(), narrowing(query, null)))
                        .toList(),
                COUNTED + 1);
        List<Integer> each = new ArrayList<>();
        for (int count : counts) {
            each.add(count);
        }
        return each;
    }

    /** The most urgent item that she may do now: her own, or one that nobody has. */
    public Optional<WorkItem> next() {
        return user.organisation() == null
                ? Optional.empty()
                : reads.page(strips.doable(), null, 1).stream().findFirst();
    }

    /** The kinds of task that her list holds, for filters. */
    public List<WorkList.Task> tasks() {
        return kinds().stream()
                .map(kind -> new WorkList.Task(
                        kind.lifeEvent(), kind.key(), kind.definitionId(), kind.element(), kind.service()))
                .toList();
    }

    private List<WorkKind> kinds() {
        List<WorkKind> known = kinds;
        if (known == null) {
            known = kinds(null);
            kinds = known;
        }
        return known;
    }

    /** @param lifeEvent key; null for all */
    private List<WorkKind> kinds(@Nullable String lifeEvent) {
        return user.organisation() == null
                ? List.of()
                : reads.kinds(user.organisation().number().value(), lifeEvent, MaySee.told(user, now)).stream()
                        .filter(kind -> MaySee.does(user, kind.function()))
                        .toList();
    }

    /** @param lifeEvent of no other are kinds asked for here; null to ask for all, and once for all questions */
    private Narrowing narrowing(WorkQuery query, @Nullable String lifeEvent) {
        String text = query.text() == null ? "" : query.text().strip().toLowerCase(Locale.ROOT);
        if (query.lifeEvent() == null && query.element() == null && text.isEmpty()) {
            return Narrowing.NONE;
        }
        List<WorkKind> among = (lifeEvent == null ? kinds() : kinds(lifeEvent))
                .stream()
                        .filter(kind ->
                                query.lifeEvent() == null || query.lifeEvent().equals(kind.lifeEvent()))
                        .filter(kind -> query.element() == null
                                || query.element().equals(kind.element())
                                || query.element().equals(kind.service()))
                        .toList();
        if (text.isEmpty()) {
            return new Narrowing(among.stream().map(WorkKind::text).toList(), null, null);
        }
        boolean all = query.lifeEvent() == null && query.element() == null;
        return new Narrowing(
                among.stream()
                        .filter(kind -> titles.finds(kind, text))
                        .map(WorkKind::text)
                        .toList(),
                JOURNEY.matcher(text).matches() ? text : null,
                all ? null : among.stream().map(WorkKind::text).toList());
    }

    static Optional<ListReads.Cursor> cursor(@Nullable String text) {
        int at = text == null ? -1 : text.indexOf('~');
        if (text == null || at < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ListReads.Cursor(Instant.parse(text.substring(0, at)), text.substring(at + 1)));
        } catch (DateTimeParseException notCursor) {
            return Optional.empty();
        }
    }
}
