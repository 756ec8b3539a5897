package org.samspill.privacy;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.PersonId;

/** Who has to agree to what in some journeys, who need not, and who has agreed, as it stood when it was read. */
final class Agreements {

    enum What {
        ASKED,
        EXEMPT,
        ANSWERED
    }

    /**
     * One of those three of a person.
     *
     * @param scope null for who need not agree to any
     * @param stands whether an answer is a yes that has not been taken back; it may have run out
     */
    record Row(
            String journey,
            @Nullable String scope,
            PersonId person,
            What what,
            boolean stands,
            @Nullable Instant expiresAt,
            boolean everyday) {

        private boolean holds(Instant at) {
            return stands && (expiresAt == null || at.isBefore(expiresAt));
        }
    }

    private final List<Row> rows;
    private final Instant at;

    Agreements(List<Row> rows, Instant at) {
        this.rows = List.copyOf(rows);
        this.at = at;
    }

    boolean holds(String journey, String scope) {
        return until(journey, scope).isAfter(at);
    }

    /** See {@link Consents#until}. */
    Instant until(String journey, String scope) {
        List<Row> answers = of(journey, What.ANSWERED, scope).toList();
        Set<PersonId> needed = new HashSet<>();
        of(journey, What.ASKED, scope).forEach(asked -> needed.add(asked.person()));
        if (needed.isEmpty()) {
            answers.forEach(answer -> needed.add(answer.person()));
        }
        of(journey, What.EXEMPT, null).forEach(exempt -> needed.remove(exempt.person()));
        List<Row> holding = answers.stream()
                .filter(answer -> needed.contains(answer.person()) && answer.holds(at))
                .toList();
        // Daily life is the matter of whichever parent the child is with (barneloven §§ 37 and 42): one of them is
        // enough.
        int enough = answers.stream().anyMatch(Row::everyday) ? 1 : needed.size();
        return needed.isEmpty() || holding.size() < enough
                ? Instant.EPOCH
                : holding.stream()
                        .map(answer -> Objects.requireNonNullElse(answer.expiresAt(), Instant.MAX))
                        .min(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH);
    }

    private Stream<Row> of(String journey, What what, @Nullable String scope) {
        return rows.stream()
                .filter(row ->
                        row.what() == what && row.journey().equals(journey) && Objects.equals(row.scope(), scope));
    }
}
