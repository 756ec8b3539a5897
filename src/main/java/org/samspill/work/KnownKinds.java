package org.samspill.work;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.samspill.actors.OrganisationNumber;
import org.samspill.work.WorkSignals.Change;
import org.samspill.work.WorkSignals.Stage;

/**
 * Remembers for a second which kinds of work an organisation has, to know where to look for what a list is narrowed to. It decides nothing about who may see what, for each row is
 * asked; a kind that is gone is looked for in vain. One that comes is known at once on the node where it came, and on another when the second has passed.
 */
final class KnownKinds {

    private static final int REMEMBERED = 1_000;

    private final Cache<Key, List<WorkKind>> kept;
    private volatile long heard;

    KnownKinds() {
        this(Ticker.systemTicker());
    }

    KnownKinds(Ticker clock) {
        kept = Caffeine.newBuilder()
                .ticker(clock)
                .expireAfterWrite(Duration.ofSeconds(1))
                .maximumSize(REMEMBERED)
                .executor(Runnable::run)
                .build();
    }

    /** @param guarded whether guarded work counts */
    private record Key(OrganisationNumber organisation, boolean guarded) {}

    /** Those remembered, or asked for when they are not. */
    List<WorkKind> get(OrganisationNumber organisation, boolean guarded, Supplier<List<WorkKind>> ask) {
        List<WorkKind> known = kept.getIfPresent(new Key(organisation, guarded));
        return known != null ? known : ask(organisation, guarded, ask);
    }

    /** Asks, and remembers the answer unless work came meanwhile. */
    List<WorkKind> ask(OrganisationNumber organisation, boolean guarded, Supplier<List<WorkKind>> ask) {
        long before = heard;
        List<WorkKind> kinds = ask.get();
        synchronized (this) {
            if (heard == before) {
                kept.put(new Key(organisation, guarded), kinds);
            }
        }
        return kinds;
    }

    /** What has changed and is committed: work of a kind that is not known is asked for anew. */
    synchronized void heard(Change change) {
        if (change.organisation() != null && change.stage() != Stage.ENDED) {
            heard++;
            forgetUnless(new Key(change.organisation(), true), change);
            forgetUnless(new Key(change.organisation(), false), change);
        }
    }

    private void forgetUnless(Key key, Change change) {
        List<WorkKind> known = kept.getIfPresent(key);
        if (known != null && known.stream().noneMatch(kind -> is(kind, change))) {
            kept.invalidate(key);
        }
    }

    private static boolean is(WorkKind kind, Change change) {
        return kind.element().equals(change.element())
                && kind.lifeEvent().equals(change.lifeEvent())
                && Objects.equals(kind.service(), change.service())
                && Objects.equals(kind.function(), change.function());
    }
}
