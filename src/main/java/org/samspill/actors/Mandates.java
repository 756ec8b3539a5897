package org.samspill.actors;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Standing.Insight;
import org.samspill.actors.Standing.Why;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * May this person act for that one now, as what, and if not, why not: the one place that says so. It is asked at every act and answers by the facts and the day
 * of asking, so a birthday needs nobody to notice it. The rules are those of the domain guide, 1.3: parents act until 18, see less from 12, and from 16 nothing
 * of their child's health unless she asks them to.
 */
@Repository
public class Mandates {

    /** What the register, or the person herself, says that one is to another. */
    public enum Kind {
        PARENTAL_RESPONSIBILITY,
        PROXY,
        HEIR
    }

    /** A relation as it is kept; ended ones too. */
    public record Mandate(
            Kind kind,
            PersonId holder,
            PersonId subject,
            @Nullable Instant since,
            @Nullable Instant endedAt) {

        boolean holds(Instant at) {
            return endedAt == null || endedAt.isAfter(at);
        }
    }

    static final int SEES_LESS = 12;
    static final int DECIDES_ON_HEALTH = 16;
    static final int OF_AGE = 18;

    private static final Set<Matter> ALL = Set.of(Matter.values());
    private static final Set<Matter> NO_HEALTH = Set.of(Matter.OWN, Matter.LEGAL);
    private static final Set<Matter> NO_PAPERS = Set.of(Matter.OWN, Matter.HEALTH);
    private static final Set<Matter> OWN_ALONE = Set.of(Matter.OWN);

    private final JdbcClient jdbc;
    private final Circles circles;
    private final Clock clock;

    Mandates(JdbcClient jdbc, Circles circles, Clock clock) {
        this.jdbc = jdbc;
        this.circles = circles;
        this.clock = clock;
    }

    /** How the person stands to the subject now. */
    public Standing of(PersonId person, PersonId subject) {
        return of(circles.of(person), subject);
    }

    /** The same of a person whose ties have been read; only of a stranger to her is anything asked, once. */
    public Standing of(Ties person, PersonId subject) {
        if (person.person().equals(subject)) {
            return self(person.life(), LocalDate.now(clock));
        }
        List<Ties.Tie> ties = person.to(subject);
        List<Mandate> relations = ties.stream().map(Ties.Tie::mandate).toList();
        boolean guardian = relations.stream().anyMatch(each -> each.kind() == Kind.PARENTAL_RESPONSIBILITY);
        return another(
                relations,
                () -> guardian || person.stranger(subject, this::stranger).guardianTold(),
                ties.isEmpty()
                        ? person.stranger(subject, this::stranger).life()
                        : ties.get(0).subject().life());
    }

    /** The same within a circle that was read for the subject. */
    public Standing of(PersonId person, PersonId subject, Circle circle) {
        Life life = circle.life(subject);
        List<Mandate> over = circle.overSubject();
        return person.equals(subject)
                ? self(life, LocalDate.now(clock))
                : another(
                        over.stream()
                                .filter(each -> each.holder().equals(person))
                                .toList(),
                        () -> over.stream().anyMatch(each -> each.kind() == Kind.PARENTAL_RESPONSIBILITY),
                        life);
    }

    private static Standing self(Life life, LocalDate today) {
        LocalDate born = life.born();
        if (born == null || age(born, today) >= OF_AGE) {
            return new Standing(Capacity.SELF, ALL, Insight.FULL, Why.SELF, null, null);
        }
        if (age(born, today) >= DECIDES_ON_HEALTH) {
            return new Standing(
                    Capacity.SELF,
                    NO_PAPERS,
                    Insight.FULL,
                    Why.SELF_FROM_16,
                    birthday(born, DECIDES_ON_HEALTH),
                    birthday(born, OF_AGE));
        }
        return new Standing(null, OWN_ALONE, Insight.NONE, Why.SELF_UNDER_16, null, birthday(born, DECIDES_ON_HEALTH));
    }

    /** @param told whether a register has said of anybody that she is the subject's guardian */
    private Standing another(List<Mandate> relations, BooleanSupplier told, Life life) {
        LocalDate today = LocalDate.now(clock);
        LocalDate dead = life.died();
        Instant now = clock.instant();
        if (dead != null && !dead.isAfter(today)) {
            // Who was a guardian when the child died is its heir; arveloven gives a child's estate to its parents.
            boolean heir = relations.stream()
                    .anyMatch(each -> each.kind() == Kind.HEIR && each.holds(now)
                            || each.kind() == Kind.PARENTAL_RESPONSIBILITY
                                    && each.holds(
                                            dead.atStartOfDay(clock.getZone()).toInstant())
                                    && wasChild(life, dead));
            return heir ? new Standing(Capacity.HEIR, ALL, Insight.FULL, Why.HEIR, dead, null) : none(Why.NO_RELATION);
        }
        if (holds(relations, Kind.PROXY, now)) {
            // What the giver may do herself, and what a parent may without being asked.
            Set<Matter> matters = new HashSet<>(self(life, today).matters());
            if (life.born() != null && holds(relations, Kind.PARENTAL_RESPONSIBILITY, now)) {
                matters.addAll(guardian(life.born(), today).matters());
            }
            return new Standing(Capacity.PROXY, matters, Insight.FULL, Why.PROXY, null, null);
        }
        if (holds(relations, Kind.PARENTAL_RESPONSIBILITY, now)) {
            return life.born() == null ? notKnownYet(null, today) : guardian(life.born(), today);
        }
        return relations.stream()
                .filter(each -> each.kind() == Kind.PARENTAL_RESPONSIBILITY)
                .map(Mandate::endedAt)
                .flatMap(ended -> Optional.ofNullable(ended).stream())
                .max(Instant::compareTo)
                .map(ended -> new Standing(
                        null, OWN_ALONE, Insight.NONE, Why.ENDED, LocalDate.ofInstant(ended, clock.getZone()), null))
                .orElseGet(() -> told.getAsBoolean() ? none(Why.NO_RELATION) : notKnownYet(life.born(), today));
    }

    private static Standing guardian(LocalDate born, LocalDate today) {
        int age = age(born, today);
        if (age < SEES_LESS) {
            return new Standing(Capacity.GUARDIAN, ALL, Insight.FULL, Why.UNDER_12, null, birthday(born, SEES_LESS));
        }
        if (age < DECIDES_ON_HEALTH) {
            return new Standing(
                    Capacity.GUARDIAN,
                    ALL,
                    Insight.REDUCED,
                    Why.FROM_12,
                    birthday(born, SEES_LESS),
                    birthday(born, DECIDES_ON_HEALTH));
        }
        return age < OF_AGE
                ? new Standing(
                        Capacity.GUARDIAN,
                        NO_HEALTH,
                        Insight.NONE,
                        Why.FROM_16,
                        birthday(born, DECIDES_ON_HEALTH),
                        birthday(born, OF_AGE))
                : new Standing(null, OWN_ALONE, Insight.NONE, Why.FROM_18, birthday(born, OF_AGE), null);
    }

    /** Whoever says that she is a guardian is taken for one until the register has spoken, as far as a guardian's word goes at that age. */
    private static Standing notKnownYet(@Nullable LocalDate born, LocalDate today) {
        if (born == null) {
            return new Standing(Capacity.GUARDIAN, ALL, Insight.FULL, Why.NOT_KNOWN_YET, null, null);
        }
        Standing standing = guardian(born, today);
        return standing.capacity() == null
                ? standing
                : new Standing(
                        standing.capacity(),
                        standing.matters(),
                        standing.insight(),
                        Why.NOT_KNOWN_YET,
                        null,
                        standing.until());
    }

    private static Standing none(Why why) {
        return new Standing(null, OWN_ALONE, Insight.NONE, why, null, null);
    }

    private static boolean wasChild(Life life, LocalDate dead) {
        return life.born() == null || age(life.born(), dead) < OF_AGE;
    }

    /** Someone born on 29 February is a year older on 1 March of other years. */
    private static LocalDate birthday(LocalDate born, int age) {
        LocalDate day = born.plusYears(age);
        return day.getDayOfMonth() == born.getDayOfMonth() ? day : day.plusDays(1);
    }

    private static int age(LocalDate born, LocalDate today) {
        int years = today.getYear() - born.getYear();
        return birthday(born, years).isAfter(today) ? years - 1 : years;
    }

    /** True for somebody of whom a register has told that she is dead. */
    public boolean dead(PersonId person) {
        return dead(circles.of(person));
    }

    /** The same of one whose ties have been read. */
    public boolean dead(Ties person) {
        return dead(person.life());
    }

    /** The same of one of a circle. */
    public boolean dead(PersonId person, Circle circle) {
        return dead(circle.life(person));
    }

    private boolean dead(Life life) {
        return life.died() != null && !life.died().isAfter(LocalDate.now(clock));
    }

    /** The dead whose heir the person is; what they had begun for themselves, she may go on with. */
    public List<PersonId> estates(Ties person) {
        return person.all().stream()
                .filter(tie ->
                        tie.mandate().kind() == Kind.HEIR && tie.mandate().endedAt() == null)
                .filter(tie -> dead(tie.subject().life()))
                .map(tie -> tie.mandate().subject())
                .toList();
    }

    /** The heirs of those among the people who are dead. */
    public List<PersonId> heirsOf(Collection<PersonId> people) {
        return people.isEmpty()
                ? List.of()
                : jdbc.sql("""
                                select m.holder from actors_mandate m join actors_person p on p.id = m.subject
                                where m.kind = :kind and m.subject in (:people) and m.ended_at is null and p.death_date <= :today
                                order by m.seq
                                """)
                        .param("kind", Kind.HEIR.name())
                        .param("people", people.stream().map(PersonId::value).toList())
                        .param("today", LocalDate.now(clock))
                        .query((row, n) -> new PersonId(row.getString(1)))
                        .list();
    }

    /** What holds now of those who may act for the subject. */
    public List<Mandate> over(PersonId subject) {
        return jdbc.sql("select * from actors_mandate where subject = ? and ended_at is null order by seq")
                .param(subject.value())
                .query(Mandates::mandate)
                .list();
    }

    /**
     * A register has told who all stand so to the subject: those it names, and nobody else from now on.
     *
     * @return those who did before, and do not any more
     */
    @Transactional
    public Set<PersonId> told(Kind kind, PersonId subject, Collection<PersonId> holders) {
        Set<PersonId> before = new HashSet<>();
        over(subject).stream().filter(each -> each.kind() == kind).forEach(each -> before.add(each.holder()));
        Set<PersonId> lost = new HashSet<>(before);
        holders.forEach(lost::remove);
        lost.forEach(holder -> end(kind, holder, subject));
        holders.stream()
                .distinct()
                .filter(holder -> !before.contains(holder))
                .forEach(holder -> begin(kind, holder, subject));
        return lost;
    }

    /** Somebody who decides for herself asks another to act for her; false when she may not ask, or has asked before. */
    @Transactional
    public boolean ask(PersonId subject, PersonId holder) {
        boolean may = !subject.equals(holder) && of(subject, subject).may(Matter.HEALTH);
        boolean before = over(subject).stream()
                .anyMatch(each -> each.kind() == Kind.PROXY && each.holder().equals(holder));
        if (!may || before) {
            return false;
        }
        begin(Kind.PROXY, holder, subject);
        return true;
    }

    /** Takes back what was asked; false when there was nothing to take back. */
    @Transactional
    public boolean takeBack(PersonId subject, PersonId holder) {
        return end(Kind.PROXY, holder, subject);
    }

    private void begin(Kind kind, PersonId holder, PersonId subject) {
        jdbc.sql("insert into actors_mandate (kind, holder, subject, since) values (:kind, :holder, :subject, :now)")
                .param("kind", kind.name())
                .param("holder", holder.value())
                .param("subject", subject.value())
                .param("now", now())
                .update();
    }

    private boolean end(Kind kind, PersonId holder, PersonId subject) {
        return jdbc.sql("""
                                update actors_mandate set ended_at = :now
                                where kind = :kind and holder = :holder and subject = :subject and ended_at is null
                                """)
                        .param("now", now())
                        .param("kind", kind.name())
                        .param("holder", holder.value())
                        .param("subject", subject.value())
                        .update()
                > 0;
    }

    private Ties.Stranger stranger(PersonId subject) {
        return jdbc.sql("""
                        select p.birth_date, p.death_date, exists (
                            select 1 from actors_mandate m where m.subject = p.id and m.kind = :kind) as guardian_told
                        from actors_person p where p.id = :id
                        """)
                .param("kind", Kind.PARENTAL_RESPONSIBILITY.name())
                .param("id", subject.value())
                .query((row, n) -> new Ties.Stranger(life(row), row.getBoolean("guardian_told")))
                .optional()
                .orElse(new Ties.Stranger(Life.UNKNOWN, false));
    }

    private static boolean holds(List<Mandate> relations, Kind kind, Instant now) {
        return relations.stream().anyMatch(each -> each.kind() == kind && each.holds(now));
    }

    /** What the rules ask of a life. */
    record Life(@Nullable LocalDate born, @Nullable LocalDate died) {

        static final Life UNKNOWN = new Life(null, null);
    }

    static Life life(ResultSet row) throws SQLException {
        return new Life(row.getObject("birth_date", LocalDate.class), row.getObject("death_date", LocalDate.class));
    }

    static Mandate mandate(ResultSet row, int number) throws SQLException {
        return new Mandate(
                Kind.valueOf(row.getString("kind")),
                new PersonId(row.getString("holder")),
                new PersonId(row.getString("subject")),
                instant(row.getTimestamp("since")),
                instant(row.getTimestamp("ended_at")));
    }

    static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
