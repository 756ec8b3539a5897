package org.samspill.work;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.OrganisationNumber;

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
    private final LongLists longLists;
    private final KnownKinds knownKinds;
    private final CurrentUser user;
    private final OffsetDateTime now;
    private final Strips strips;
    private @Nullable List<WorkKind> kinds;

    WorkDesk(ListReads reads, TitleSearch titles, LongLists longLists, KnownKinds knownKinds, CurrentUser user) {
        this.reads = reads;
        this.titles = titles;
        this.longLists = longLists;
        this.knownKinds = knownKinds;
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
                strips.of(query.view(), narrowing(query)),
                cursor(query.cursor()).orElse(null),
                query.size() + 1);
        if (items.size() <= query.size()) {
            return new WorkList.Page(items, null);
        }
        List<WorkItem> page = items.subList(0, query.size());
        WorkItem last = page.get(page.size() - 1);
        return new WorkList.Page(page, last.promise().dueAt() + "~" + last.id());
    }

    /**
     * How many items each of these queries asks for on all its pages, in their order; one more than {@link #COUNTED} when there are more. That a list is long beyond
     * doubt may have been seen some seconds ago.
     */
    public List<Integer> counts(List<WorkQuery> queries) {
        if (user.organisation() == null) {
            return queries.stream().map(query -> 0).toList();
        }
        List<WorkQuery> unknown =
                queries.stream().filter(query -> !longLists.has(user, query)).toList();
        int[] found =
                reads.counts(strips.mine(), unknown.stream().map(this::counted).toList(), LongLists.LONG);
        Map<WorkQuery, Integer> counted = new HashMap<>();
        for (int at = 0; at < found.length; at++) {
            longLists.counted(user, unknown.get(at), found[at]);
            counted.put(unknown.get(at), found[at]);
        }
        return queries.stream()
                .map(query -> Math.min(counted.getOrDefault(query, LongLists.LONG), COUNTED + 1))
                .toList();
    }

    private ListReads.Counted counted(WorkQuery query) {
        Narrowing narrowing = narrowing(query);
        return query.view() == WorkQuery.View.MINE
                ? ListReads.Counted.ofHers(narrowing)
                : new ListReads.Counted(null, strips.of(query.view(), narrowing));
    }

    /** The most urgent item that she may do now: her own, or one that nobody has. */
    public Optional<WorkItem> next() {
        return user.organisation() == null ? Optional.empty() : reads.first(strips.doable());
    }

    /** The kinds of task that her list holds, for filters. */
    public List<WorkList.Task> tasks() {
        if (user.organisation() == null) {
            return List.of();
        }
        OrganisationNumber organisation = user.organisation().number();
        List<WorkKind> asked = knownKinds.ask(organisation, user.knowsProtected(), () -> kindsOf(organisation));
        kinds = asked;
        return hers(asked)
                .map(kind -> new WorkList.Task(
                        kind.lifeEvent(), kind.key(), kind.definitionId(), kind.element(), kind.service()))
                .toList();
    }

    /** Where to look for what a list is narrowed to. */
    private Stream<WorkKind> kinds() {
        List<WorkKind> known = kinds;
        if (known == null) {
            OrganisationNumber organisation =
                    Objects.requireNonNull(user.organisation()).number();
            known = knownKinds.get(organisation, user.knowsProtected(), () -> kindsOf(organisation));
            kinds = known;
        }
        return hers(known);
    }

    private List<WorkKind> kindsOf(OrganisationNumber organisation) {
        return reads.kinds(organisation, MaySee.told(user, now));
    }

    private Stream<WorkKind> hers(List<WorkKind> all) {
        return all.stream().filter(kind -> MaySee.does(user, kind.function()));
    }

    private Narrowing narrowing(WorkQuery query) {
        String text = query.text() == null ? "" : query.text().strip().toLowerCase(Locale.ROOT);
        if (query.lifeEvent() == null && query.element() == null && text.isEmpty()) {
            return Narrowing.NONE;
        }
        List<WorkKind> among = kinds().filter(
                        kind -> query.lifeEvent() == null || query.lifeEvent().equals(kind.lifeEvent()))
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
