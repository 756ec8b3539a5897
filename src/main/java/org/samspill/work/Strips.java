package org.samspill.work;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.samspill.actors.CurrentUser;

/**
 * Lists as strips: each strip is a condition whose rows stand side by side in one index, in the order of the list, so that a page reads as many rows as it shows
 * and no more, however many there are. No row is in two strips of a list.
 */
final class Strips {

    /** Which open work a list is of. */
    private enum Shelves {
        ALL("'FREE'", "'FREE_URGENT'", "'HELD'", "'HELD_URGENT'"),
        FREE("'FREE'", "'FREE_URGENT'"),
        URGENT("'FREE_URGENT'", "'HELD_URGENT'");

        /** Word for word the condition of an index, so that PostgreSQL reads it from there. */
        private final String together;

        /** The same in parts, for the indexes that have the shelf among their columns. */
        private final List<String> each;

        /** @param names words of the program's own: as constants they can be planned for */
        Shelves(String... names) {
            together = "shelf in (" + String.join(", ", names) + ")";
            each = Stream.of(names).map(name -> "shelf = " + name).toList();
        }
    }

    /** With more kinds than these, most of what she sees is wanted, and reading past the rest costs less than as many strips. */
    private static final int KINDS = 12;

    private final CurrentUser user;
    private final OffsetDateTime now;
    private final boolean partial;

    /** @param partial whether the database has an index for each of the {@link Shelves} alone */
    Strips(CurrentUser user, OffsetDateTime now, boolean partial) {
        this.user = user;
        this.now = now;
        this.partial = partial;
    }

    List<Condition> of(WorkQuery.View view, Narrowing narrowing) {
        return switch (view) {
            case MINE -> List.of(narrowing.on(mine()));
            case WAITING ->
                List.of(
                        narrowing.on(seen().and("paused = true")),
                        narrowing.on(seen().and(
                                        "paused = false and retries is not null and lock_expires > ? and shelf is not null",
                                        now)));
            case GROUP -> shelves(Shelves.ALL, narrowing);
            case NEW ->
                shelves(Shelves.FREE, narrowing).stream().map(this::unlocked).toList();
            case URGENT -> shelves(Shelves.URGENT, narrowing);
        };
    }

    /** What she may do now: her own, and what nobody has. */
    List<Condition> doable() {
        List<Condition> strips = new ArrayList<>(of(WorkQuery.View.NEW, Narrowing.NONE));
        strips.add(unlocked(mine()));
        return strips;
    }

    /** What she has herself. */
    Condition mine() {
        return seen().and("shelf is not null and assignee = ?", user.person().value());
    }

    private Condition unlocked(Condition condition) {
        return condition.and("(lock_expires is null or lock_expires <= ?)", now);
    }

    private List<Condition> shelves(Shelves shelves, Narrowing narrowing) {
        List<Condition> strips = new ArrayList<>();
        List<String> kinds = narrowing.kinds();
        if (kinds != null && kinds.size() <= KINDS) {
            List<String> parts = partial && shelves == Shelves.URGENT ? List.of(shelves.together) : shelves.each;
            kinds.forEach(
                    kind -> parts.forEach(part -> strips.add(seen().and(part).and("work_kind = ?", kind))));
        } else {
            everyKind(shelves)
                    .forEach(strip -> strips.add(
                            kinds == null
                                    ? strip
                                    : strip.and(
                                            "work_kind in (" + Condition.marks(kinds.size()) + ")", kinds.toArray())));
        }
        if (narrowing.journey() != null) {
            strips.add(narrowing.ofJourney(seen().and(shelves.together)));
        }
        return strips;
    }

    /** Whoever has functions reads theirs, from an index of those shelves alone where there is one; a leader's list is read shelf by shelf. */
    private List<Condition> everyKind(Shelves shelves) {
        List<String> parts = partial && !user.leader() ? List.of(shelves.together) : shelves.each;
        return parts.stream()
                .flatMap(part -> MaySee.byFunction(user, now).stream().map(seen -> seen.and(part)))
                .toList();
    }

    private Condition seen() {
        return MaySee.of(user, now);
    }
}
