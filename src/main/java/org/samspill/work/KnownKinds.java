package org.samspill.work;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.samspill.actors.OrganisationNumber;
import org.samspill.work.WorkSignals.Change;
import org.samspill.work.WorkSignals.Stage;

/**
 * Remembers for a second which kinds of work an organisation has, to know where to look for what a list is narrowed to. It decides nothing about who may see what, for each row is
 * asked; a kind that is gone is looked for in vain. One that comes is known at once on the node where it came, and on another when the second has passed.
 */
final class KnownKinds {

    private static final long NANOS = Duration.ofSeconds(1).toNanos();
    private static final int REMEMBERED = 1_000;

    private final LongSupplier nanos;
    private final Map<Key, Kept> kept = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Kept> eldest) {
            return size() > REMEMBERED;
        }
    };
    private long heard;

    KnownKinds() {
        this(System::nanoTime);
    }

    /** @param nanos a clock of nanoseconds that only goes forward */
    KnownKinds(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @param guarded whether guarded work counts */
    private record Key(OrganisationNumber organisation, boolean guarded) {}

    private record Kept(List<WorkKind> kinds, long at) {}

    /** Those remembered, or asked for when they are not. */
    List<WorkKind> get(OrganisationNumber organisation, boolean guarded, Supplier<List<WorkKind>> ask) {
        Key key = new Key(organisation, guarded);
        synchronized (this) {
            Kept known = kept.get(key);
            if (known != null && nanos.getAsLong() - known.at() < NANOS) {
                return known.kinds();
            }
        }
        return ask(organisation, guarded, ask);
    }

    /** Asks, and remembers the answer unless work came meanwhile. */
    List<WorkKind> ask(OrganisationNumber organisation, boolean guarded, Supplier<List<WorkKind>> ask) {
        long before;
        long at = nanos.getAsLong();
        synchronized (this) {
            before = heard;
        }
        List<WorkKind> kinds = ask.get();
        synchronized (this) {
            if (heard == before) {
                kept.put(new Key(organisation, guarded), new Kept(kinds, at));
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
        Kept known = kept.get(key);
        if (known != null && known.kinds().stream().noneMatch(kind -> is(kind, change))) {
            kept.remove(key);
        }
    }

    private static boolean is(WorkKind kind, Change change) {
        return kind.element().equals(change.element())
                && kind.lifeEvent().equals(change.lifeEvent())
                && Objects.equals(kind.service(), change.service())
                && Objects.equals(kind.function(), change.function());
    }
}
