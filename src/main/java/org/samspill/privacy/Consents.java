package org.samspill.privacy;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.ConsentScope;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The consents of a journey: who has agreed to which scope, since when and until when. A scope's key and texts stand in the life event. It holds when
 * everyone who was asked has agreed, save those who need not be asked ({@link Exemptions}), or one of them in an everyday matter; what changes that is told at once to whoever relies on it.
 */
@Component
public class Consents {

    private final ConsentStore store;
    private final ObjectProvider<ConsentChanges> changes;
    private final Clock clock;

    Consents(ConsentStore store, ObjectProvider<ConsentChanges> changes, Clock clock) {
        this.store = store;
        this.changes = changes;
        this.clock = clock;
    }

    /** Someone is asked, and so has to agree; the first of a new round of asking takes the place of all who were asked before. */
    @Transactional
    public void ask(String journey, String scope, PersonId person, String round) {
        store.ask(journey, scope, person, round, clock.instant());
        changed(journey, scope);
    }

    /** Who has to agree is not who it was: whoever relies on a consent of the journey looks anew. */
    @Transactional
    public void lookAnew(String journey) {
        store.scopes(journey).forEach(scope -> changed(journey, scope));
    }

    /**
     * Notes an answer; a later answer of the same person to the same scope takes its place.
     *
     * @param onBehalfOf the child, when a guardian answers for it
     */
    @Transactional
    public void decide(
            String journey,
            ConsentScope scope,
            PersonId grantor,
            @Nullable PersonId onBehalfOf,
            boolean given,
            @Nullable Instant expiresAt) {
        store.insert(journey, scope, grantor, onBehalfOf, given, clock.instant(), expiresAt);
        changed(journey, scope.key());
    }

    /** Who was asked can no longer answer: the question goes to another, or stands with the others who were asked. */
    @Transactional
    public void pass(String journey, PersonId from, @Nullable PersonId to) {
        store.pass(journey, from, to).forEach(scope -> changed(journey, scope));
    }

    /**
     * Somebody has no say any more: nothing waits for her answer, and what she agreed to on another's behalf ends.
     *
     * @return the scopes that held before and do not now, because nobody else has agreed
     */
    @Transactional
    public Set<String> leave(String journey, PersonId person) {
        Set<String> held = new HashSet<>();
        Set<String> touched = new HashSet<>(store.scopesAsked(journey, person));
        store.of(journey).stream()
                .filter(consent -> consent.grantor().equals(person) && consent.onBehalfOf() != null)
                .forEach(consent -> touched.add(consent.scope()));
        touched.stream().filter(scope -> holds(journey, scope)).forEach(held::add);
        touched.forEach(scope -> {
            store.leave(journey, scope, person);
            store.withdraw(journey, scope, person, clock.instant());
            changed(journey, scope);
        });
        held.removeIf(scope -> holds(journey, scope));
        return held;
    }

    /** Ends the person's own consent; false when there was none to end. */
    @Transactional
    public boolean withdraw(String journey, String scope, PersonId grantor) {
        boolean ended = store.withdraw(journey, scope, grantor, clock.instant());
        if (ended) {
            changed(journey, scope);
        }
        return ended;
    }

    /** Consents that have run out without anybody having acted on it yet, the oldest first. */
    public List<Consent> runOut(int most) {
        return store.expired(clock.instant(), most);
    }

    /** Takes it upon the caller to act on a consent that has run out; false when somebody else has. */
    @Transactional
    public boolean expire(Consent consent) {
        boolean ours = store.expire(consent.id(), clock.instant());
        if (ours) {
            changed(consent.journey(), consent.scope());
        }
        return ours;
    }

    /** The answers that count, the oldest first. */
    public List<Consent> of(String journey) {
        return store.of(journey);
    }

    /** True when everyone who has to has agreed, and nobody's consent has ended. */
    public boolean holds(String journey, String scope) {
        return agreements(Set.of(journey)).holds(journey, scope);
    }

    /**
     * Until when a scope holds: the first of the consents that it takes to end. {@link Instant#EPOCH} when it does not hold,
     * {@link Instant#MAX} when it lasts as long as the journey.
     */
    public Instant until(String journey, String scope) {
        return agreements(Set.of(journey)).until(journey, scope);
    }

    /** All that decides which consents of these journeys hold, now, in one question. */
    Agreements agreements(Set<String> journeys) {
        return new Agreements(store.agreements(journeys), clock.instant());
    }

    /** The consents of a scope that hold now. */
    List<String> idsOf(String journey, String scope) {
        return store.of(journey, scope).stream()
                .filter(consent -> consent.holds(clock.instant()))
                .map(Consent::id)
                .toList();
    }

    private void changed(String journey, String scope) {
        changes.forEach(each -> each.changed(journey, scope));
    }
}
