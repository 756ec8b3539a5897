package org.samspill.work;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.samspill.actors.CurrentUser;

/**
 * Lists as strips: each strip is a condition whose rows stand side by side in one index, in the order of the list, so that a page reads as many rows as it shows
 * and no more, however many there are. No row is in two strips of a list.
 */
final class Strips {

    private static final List<String> ALL = List.of("FREE", "FREE_URGENT", "HELD", "HELD_URGENT");
    private static final List<String> FREE = List.of("FREE", "FREE_URGENT");
    private static final List<String> URGENT = List.of("FREE_URGENT", "HELD_URGENT");

    /** With more kinds than these, most of what she sees is wanted, and reading past the rest costs less than as many strips. */
    private static final int KINDS = 12;

    private final CurrentUser user;
    private final OffsetDateTime now;

    Strips(CurrentUser user, OffsetDateTime now) {
        this.user = user;
        this.now = now;
    }

    List<Condition> of(WorkQuery.View view, Narrowing narrowing) {
        return switch (view) {
            case MINE -> List.of(narrowing.on(mine()));
            case WAITING ->
                List.of(
                        narrowing.on(MaySee.of(user, now).and("paused = true")),
                        narrowing.on(MaySee.of(user, now)
                                .and(
                                        "paused = false and retries is not null and lock_expires > ? and shelf is not null",
                                        now)));
            case GROUP -> shelves(ALL, narrowing);
            case NEW -> shelves(FREE, narrowing).stream().map(this::unlocked).toList();
            case URGENT -> shelves(URGENT, narrowing);
        };
    }

    /** What she may do now: her own, and what nobody has. */
    List<Condition> doable() {
        List<Condition> strips = new ArrayList<>(of(WorkQuery.View.NEW, Narrowing.NONE));
        strips.add(unlocked(mine()));
        return strips;
    }

    private Condition mine() {
        return MaySee.of(user, now)
                .and("shelf is not null and assignee = ?", user.person().value());
    }

    private Condition unlocked(Condition condition) {
        return condition.and("(lock_expires is null or lock_expires <= ?)", now);
    }

    private List<Condition> shelves(List<String> shelves, Narrowing narrowing) {
        List<Condition> strips = new ArrayList<>();
        List<String> kinds = narrowing.kinds();
        for (String shelf : shelves) {
            if (kinds == null) {
                MaySee.byFunction(user, now).forEach(one -> strips.add(on(shelf, one)));
            } else if (kinds.size() > KINDS) {
                MaySee.byFunction(user, now)
                        .forEach(one -> strips.add(on(shelf, one)
                                .and("work_kind in (" + Condition.marks(kinds.size()) + ")", kinds.toArray())));
            } else {
                kinds.forEach(kind -> strips.add(on(shelf, MaySee.of(user, now)).and("work_kind = ?", kind)));
            }
            if (narrowing.journey() != null) {
                strips.add(narrowing.ofJourney(on(shelf, MaySee.of(user, now))));
            }
        }
        return strips;
    }

    private static Condition on(String shelf, Condition condition) {
        // A word of the program's own, and as a constant it can be planned for.
        return condition.and("shelf = '" + shelf + "'");
    }
}
