package org.samspill.journeys;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.PersonId;
import org.samspill.actors.Protection;
import org.samspill.actors.Protections;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps each journey guarded for as long as somebody in it has a protected address: whom it is about, who takes part, or one they live with. What the
 * register says is in force when its transaction is.
 */
@Component
public class Guarding {

    /** Longer than any step's transaction lasts, and shorter than the minute within which a change has to be in force everywhere. */
    private static final Duration LOOK_BACK = Duration.ofSeconds(50);

    private final JourneyStore store;
    private final Protections protections;
    private final ObjectProvider<Guard> guards;
    private final Clock clock;

    Guarding(JourneyStore store, Protections protections, ObjectProvider<Guard> guards, Clock clock) {
        this.store = store;
        this.protections = protections;
        this.guards = guards;
        this.clock = clock;
    }

    /** True when only those with the right may know of the journey. */
    public boolean guarded(JourneyId id) {
        return store.find(id).filter(Journey::guarded).isPresent();
    }

    /** The register has told how a person's address is protected: all journeys of hers and of those she lives with go by it from now on. */
    @Transactional
    public void told(PersonId person, @Nullable Protection grade) {
        if (protections.told(person, grade)) {
            store.with(protections.household(Set.of(person))).forEach(this::settle);
        }
    }

    /** The journey is a question about another one: it is guarded as long as that one is. */
    @Transactional
    public void follow(JourneyId question, JourneyId about) {
        store.guardWith(question, about);
        settle(question);
    }

    /** Asks anew whether a journey is guarded: its people have changed, or what is known of them. */
    @Transactional
    public void settle(JourneyId id) {
        boolean guarded = protections.strictest(store.people(id)).isPresent();
        // While it is guarded, who is new in it has a bearing on who may know what.
        if (store.guard(id, guarded) || guarded) {
            guards.forEach(guard -> guard.changed(id, guarded));
        }
    }

    /** A step that began before a change may end after it, and leave work that does not know: it is told again. */
    @Scheduled(fixedDelayString = "${samspill.guard-every:10s}")
    @Transactional
    public void tellAgain() {
        store.guardChanged(clock.instant().minus(LOOK_BACK))
                .forEach((id, guarded) -> guards.forEach(guard -> guard.changed(id, guarded)));
    }
}
