package org.samspill.work;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;

/**
 * Which of her organisation's work a caseworker may see in lists and counts: what may be told of now, and what her functions let her do; a leader sees all of it,
 * save what is guarded: that takes a right of its own.
 * The one place where this is said in SQL.
 */
final class MaySee {

    /** As the index has work that is for no function: in the order of an index nothing stands behind a null. */
    private static final String ANYONE = "";

    private MaySee() {}

    /** All that she may see, in one condition. */
    static Condition of(CurrentUser user, OffsetDateTime now) {
        Condition condition = told(user, now);
        if (!user.leader()) {
            String functions = user.functions().isEmpty()
                    ? ""
                    : " or actor_function in ("
                            + Condition.marks(user.functions().size()) + ")";
            condition.and(
                    "(actor_function is null" + functions + ")",
                    user.functions().toArray());
        }
        return condition;
    }

    /** The same as one condition for each function, so that each is a range of an index. No work is in two of them. */
    static List<Condition> byFunction(CurrentUser user, OffsetDateTime now) {
        if (user.leader()) {
            return List.of(told(user, now));
        }
        List<Condition> each = new ArrayList<>(List.of(of(ANYONE, user, now)));
        user.functions().forEach(function -> each.add(of(function, user, now)));
        return each;
    }

    private static Condition of(String function, CurrentUser user, OffsetDateTime now) {
        return told(user, now).and("coalesce(actor_function, '') = ?", function);
    }

    /** True when her functions let her do work that is for this one; null for anyone's. */
    static boolean does(CurrentUser user, @Nullable String function) {
        return function == null || user.leader() || user.functions().contains(function);
    }

    /** All of her organisation's work that may be told of now, whoever in it may do it. */
    static Condition told(CurrentUser user, OffsetDateTime now) {
        String organisation =
                user.organisation() == null ? "" : user.organisation().number().value();
        Condition told = new Condition()
                .and("organisation = ?", organisation)
                .and("(told_until is null or told_until > ?)", now);
        return user.knowsProtected() ? told : told.and("guarded = false");
    }
}
