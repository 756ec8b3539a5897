package org.samspill.actors;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Mandates.Kind;
import org.samspill.actors.Mandates.Life;
import org.samspill.actors.Mandates.Mandate;

/**
 * What one person is to others, as {@link Circles} read it at once: for whom she acts or has acted, and on whose boards she is or has been. {@link Mandates} and {@link Boards} say
 * what that is worth today. Kept for one page or one act, never longer.
 */
public final class Ties {

    /** What is known of one of them, or of herself. */
    record Member(String name, Life life) {}

    /** A mandate that she has or had, and for whom. */
    record Tie(Mandate mandate, Member subject) {}

    /** Her place on a board; {@code endedAt} is null while she has it. */
    record Seat(OrganisationNumber organisation, @Nullable Instant endedAt) {}

    /** Somebody she has no mandate for; whether a register has told of anybody that she is the guardian. */
    record Stranger(Life life, boolean guardianTold) {}

    private final PersonId person;
    private final Member self;
    private final List<Tie> ties;
    private final List<Seat> seats;
    private final Map<PersonId, Stranger> strangers = new HashMap<>();
    private final Map<OrganisationNumber, Boolean> boardsTold = new HashMap<>();

    Ties(PersonId person, Member self, List<Tie> ties, List<Seat> seats) {
        this.person = person;
        this.self = self;
        this.ties = List.copyOf(ties);
        this.seats = List.copyOf(seats);
    }

    public PersonId person() {
        return person;
    }

    /** What she herself is called, or a child that she is responsible for; null for others, whom she is not told of. */
    public @Nullable String name(PersonId someone) {
        return someone.equals(person)
                ? self.name()
                : ties.stream()
                        .filter(tie -> tie.mandate().kind() == Kind.PARENTAL_RESPONSIBILITY
                                && tie.mandate().endedAt() == null
                                && tie.mandate().subject().equals(someone))
                        .map(tie -> tie.subject().name())
                        .findFirst()
                        .orElse(null);
    }

    /** What has not ended of what she may do for others. */
    public List<Mandate> held() {
        return ties.stream()
                .map(Tie::mandate)
                .filter(mandate -> mandate.endedAt() == null)
                .toList();
    }

    /** On whose boards she is now. */
    public List<OrganisationNumber> boards() {
        return seats.stream()
                .filter(seat -> seat.endedAt() == null)
                .map(Seat::organisation)
                .toList();
    }

    Life life() {
        return self.life();
    }

    /** What she is or was to them. */
    List<Tie> to(PersonId subject) {
        return ties.stream()
                .filter(tie -> tie.mandate().subject().equals(subject))
                .toList();
    }

    List<Tie> all() {
        return ties;
    }

    List<Seat> seats(OrganisationNumber organisation) {
        return seats.stream()
                .filter(seat -> seat.organisation().equals(organisation))
                .toList();
    }

    /** Somebody she has no tie to, looked up once. */
    Stranger stranger(PersonId subject, Function<PersonId, Stranger> look) {
        return strangers.computeIfAbsent(subject, look);
    }

    /** Whether the register has told of the board of an organisation where she has no seat, looked up once. */
    boolean boardTold(OrganisationNumber organisation, Function<OrganisationNumber, Boolean> look) {
        return boardsTold.computeIfAbsent(organisation, look);
    }
}
