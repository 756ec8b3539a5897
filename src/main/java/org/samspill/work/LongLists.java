package org.samspill.work;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Set;
import org.samspill.actors.CurrentUser;
import org.samspill.work.WorkQuery.View;

/**
 * Remembers for some seconds which lists are long beyond doubt. Of a list that had so many more rows than are told, "more than" is still true when somebody asks
 * again so soon, and it need not be counted anew; whatever is told as a number is counted each time. Who may see the same remembers the same.
 */
final class LongLists {

    /** A list that has this many is long: so much is not done in the seconds for which it is remembered. */
    static final int LONG = 2 * WorkDesk.COUNTED + 2;

    private static final int REMEMBERED = 5_000;

    private final Cache<Key, Boolean> seen;

    LongLists() {
        this(Ticker.systemTicker());
    }

    LongLists(Ticker clock) {
        seen = Caffeine.newBuilder()
                .ticker(clock)
                .expireAfterWrite(Duration.ofSeconds(10))
                .maximumSize(REMEMBERED)
                .executor(Runnable::run)
                .build();
    }

    /** What a list is, and all that decides who may see what of it. */
    private record Key(String organisation, boolean leader, Set<String> functions, WorkQuery query) {}

    boolean has(CurrentUser user, WorkQuery query) {
        return shared(query) && seen.getIfPresent(key(user, query)) != null;
    }

    void counted(CurrentUser user, WorkQuery query, int items) {
        if (items >= LONG && shared(query)) {
            seen.put(key(user, query), true);
        }
    }

    /** What she has herself is hers alone, and seldom long. */
    private static boolean shared(WorkQuery query) {
        return query.view() != View.MINE;
    }

    private static Key key(CurrentUser user, WorkQuery query) {
        String organisation =
                user.organisation() == null ? "" : user.organisation().number().value();
        return new Key(
                organisation,
                user.leader(),
                user.functions(),
                new WorkQuery(query.view(), query.text(), query.lifeEvent(), query.element(), null, 1));
    }
}
