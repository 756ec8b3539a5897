package org.samspill.actors;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Standing.Insight;
import org.samspill.actors.Standing.Why;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who may act for an organisation: its board, as the register of legal entities has told (enhetsregisterloven § 4-4). Asked at every act, like
 * {@link Mandates} for people. The chair is one of the board; who may sign alone is not told by the contract and not asked.
 */
@Repository
public class Boards {

    private final JdbcClient jdbc;
    private final Clock clock;

    Boards(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How the person stands to the organisation now. Until the register has told of a board, the word of those who found it is taken. */
    public Standing of(Ties person, OrganisationNumber organisation) {
        List<Ties.Seat> own = person.seats(organisation);
        return standing(own, !own.isEmpty() || person.boardTold(organisation, this::told));
    }

    /** The same for whoever is asked about, read once. */
    public Function<PersonId, Standing> standings(OrganisationNumber organisation) {
        Map<PersonId, List<Ties.Seat>> seats = new HashMap<>();
        jdbc.sql("select holder, ended_at from actors_board where organisation = ?")
                .param(organisation.value())
                .query(row -> {
                    seats.computeIfAbsent(new PersonId(row.getString(1)), holder -> new ArrayList<>())
                            .add(new Ties.Seat(organisation, Mandates.instant(row.getTimestamp(2))));
                });
        return person -> standing(seats.getOrDefault(person, List.of()), !seats.isEmpty());
    }

    private Standing standing(List<Ties.Seat> own, boolean told) {
        if (own.stream().anyMatch(seat -> seat.endedAt() == null)) {
            return whole(Why.BOARD);
        }
        return own.stream()
                .map(Ties.Seat::endedAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .map(ended -> none(Why.BOARD_ENDED, LocalDate.ofInstant(ended, clock.getZone())))
                .orElseGet(() -> told ? none(Why.NOT_ON_BOARD, null) : whole(Why.BOARD_NOT_KNOWN_YET));
    }

    private static Standing whole(Why why) {
        return new Standing(Capacity.BOARD, Set.of(Matter.values()), Insight.FULL, why, null, null);
    }

    private static Standing none(Why why, @Nullable LocalDate since) {
        return new Standing(null, Set.of(Matter.OWN), Insight.NONE, why, since, null);
    }

    /** Who is on the board now. */
    public List<PersonId> of(OrganisationNumber organisation) {
        return jdbc.sql("select holder from actors_board where organisation = ? and ended_at is null order by seq")
                .param(organisation.value())
                .query((row, n) -> new PersonId(row.getString(1)))
                .list();
    }

    /** True once the register has told of a board. */
    public boolean told(OrganisationNumber organisation) {
        return jdbc.sql("select count(*) from actors_board where organisation = ?")
                        .param(organisation.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /**
     * The register has told who the board is: those it names, and nobody else from now on.
     *
     * @return those who were on it, and are not any more
     */
    @Transactional
    public Set<PersonId> told(OrganisationNumber organisation, Collection<PersonId> board) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        Set<PersonId> before = new HashSet<>(of(organisation));
        Set<PersonId> lost = new HashSet<>(before);
        board.forEach(lost::remove);
        lost.forEach(holder -> jdbc.sql(
                        "update actors_board set ended_at = ? where organisation = ? and holder = ? and ended_at is null")
                .params(now, organisation.value(), holder.value())
                .update());
        new LinkedHashSet<>(board)
                .stream().filter(holder -> !before.contains(holder)).forEach(holder -> jdbc.sql(
                                "insert into actors_board (organisation, holder, since) values (?, ?, ?)")
                        .params(organisation.value(), holder.value(), now)
                        .update());
        return lost;
    }
}
