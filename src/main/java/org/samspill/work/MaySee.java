package org.samspill.work;

import java.time.OffsetDateTime;
import java.util.List;
import org.samspill.actors.CurrentUser;

/**
 * Which of her organisation's work a caseworker may see in lists and counts: what may be told of now, and what her functions let her do; a leader sees all of it,
 * save what is guarded: that takes a right of its own.
 * The one place where this is said in SQL.
 */
final class MaySee {

    private MaySee() {}

    static Condition of(CurrentUser user, OffsetDateTime now) {
        Condition condition = new Condition()
                .and(
                        "organisation = ?",
                        user.organisation() == null
                                ? ""
                                : user.organisation().number().value())
                .and("(told_until is null or told_until > ?)", now);
        if (!user.knowsProtected()) {
            condition.and("guarded = false");
        }
        if (!user.leader()) {
            List<String> functions = List.copyOf(user.functions());
            condition.and(
                    "(actor_function is null"
                            + (functions.isEmpty()
                                    ? ""
                                    : " or actor_function in (" + Condition.marks(functions.size()) + ")")
                            + ")",
                    functions.toArray());
        }
        return condition;
    }
}
