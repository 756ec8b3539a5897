package org.samspill.missions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.samspill.PowerCuts;
import org.samspill.TestDatabase;
import org.samspill.catalogue.ModelSource;
import org.samspill.catalogue.ShippedLifeEvents;
import org.samspill.catalogue.WorkingCalendar;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.LogBook;
import org.samspill.journeys.Writer;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/**
 * Whatever happens, in whatever order it is committed, however often the reader dies or begins anew, and whichever journeys are left out: the sums are those
 * of a count from the beginning, and the numbers are those of a plain recount of the whole log.
 */
class SumsPropertiesTest {

    private static final String CHILD = "seriously-ill-child";
    private static final String ASSOCIATION = "voluntary-organisation";
    private static final DataSource DATABASE = TestDatabase.fresh();
    private static final JdbcClient JDBC = JdbcClient.create(DATABASE);
    private static final LogBook BOOK = LogBook.on(DATABASE);
    private static final List<Mission> MISSIONS = MissionFiles.read(new ModelSource(""));
    private static final List<String> MUNICIPALITIES = List.of("0301", "0301", "4601", "5001");
    private static final List<BiConsumer<Story, Random>> OF_CHILD = List.of(
            (story, random) -> story.passes(CHILD, "Start_Registered"),
            (story, random) -> story.asks("intake", "Task_InformFamily"),
            (story, random) -> story.delivers("intake", "Task_InformFamily"),
            (story, random) -> story.asks("coordination", "Task_AppointCoordinator"),
            (story, random) -> story.delivers("coordination", "Task_AppointCoordinator"),
            (story, random) -> story.decides("coordination", "Decide_Coordinator", "Rule_dmn-barnekoordinator_1"),
            (story, random) -> story.asks("agency-decision", "Service_Decide", "nav.pleiepenger.decide"),
            (story, random) -> story.delivers("agency-decision", "Service_Decide", "nav.pleiepenger.decide"),
            (story, random) -> story.refuses("agency-decision", "Service_Decide", "nav.pleiepenger.decide", "more"),
            (story, random) -> story.leaves("agency-decision", "Service_Decide", "nav.pleiepenger.decide"),
            (story, random) -> story.passes("discharge", "Start_DischargePlanned"),
            (story, random) -> story.passes("discharge", "End_ReadyAtHome"),
            (story, random) -> story.passes("discharge", "Start_Discharged"),
            (story, random) -> story.passes("peer-support", "Start_PeerSupport"),
            (story, random) ->
                    story.asks("peer-support", "Service_MatchPeer", "patient-organisation.peer-support.match"),
            (story, random) -> story.delivers("peer-support", "Task_FirstPeerContact"),
            (story, random) -> story.passes(CHILD, "Boundary_PeerConsentWithdrawn"),
            (story, random) -> story.evidence("care-benefit", "Task_DescribeCare", "typed", "care.hours"),
            (story, random) -> story.startsWith("reused", "child.name"),
            (story, random) -> {
                if (random.nextInt(4) == 0) {
                    story.ends("End");
                }
            });
    private static final List<BiConsumer<Story, Random>> OF_ASSOCIATION = List.of(
            (story, random) -> story.passes(ASSOCIATION, "Start_Idea"),
            (story, random) -> story.passes(ASSOCIATION, "Milestone_Operational"),
            (story, random) -> story.asks("bank-account", "Task_ChooseBank"),
            (story, random) -> story.delivers("bank-account", "Task_ChooseBank"),
            (story, random) -> story.passes("bank-account", "Start_BankAccount"),
            (story, random) -> story.passes("bank-account", "End_AccountOpened"),
            (story, random) -> story.passes("bank-account", "End_NoAccount"),
            (story, random) -> story.evidence("founding", "Task_DraftStatutes", "typed", "name" + random.nextInt(2)),
            (story, random) -> story.startsWith("typed", "name" + random.nextInt(2)),
            (story, random) -> story.delivers("change-of-board", "Service_UpdateRoles", "brreg.roles.update"),
            (story, random) -> story.passes("change-of-board", "End_EveryoneInformed"));

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void theSumsAreThoseOfACountFromTheBeginning(@ForAll Random random) {
        History history = new History(random);
        history.happens(260);
        history.comesToRest();
        Set<String> kept = sums();
        for (Mission mission : MISSIONS) {
            assertThat(history.sums.measure(mission, history.now)).isEqualTo(history.recount(mission));
        }
        // Once more from the beginning, without anything that was done before.
        List<JourneyId> leftOut = List.copyOf(history.leftOut);
        history.sums.clear();
        leftOut.forEach(journey -> history.sums.summaries().leaveOut(journey, true));
        history.sums.summaries().catchUp();
        assertThat(sums()).isEqualTo(kept);
        for (Mission mission : MISSIONS) {
            assertThat(history.sums.missions().measure(mission)).isEqualTo(history.recount(mission));
        }
        // A series of before gaps were kept.
        JDBC.sql("delete from missions_gap").update();
        for (Mission mission : MISSIONS) {
            assertThat(history.sums.missions().measure(mission)).isEqualTo(history.recount(mission));
        }
    }

    /** Every sum that is not nothing, with all that is kept of it. */
    private static Set<String> sums() {
        return Set.copyOf(JDBC.sql("""
                        select concat_ws(' ', r.hash, s.period, s.municipality, s.step, s.many, s.total, s.journeys, s.half, s.nine,
                            t.whole_days, t.many, t.minutes)
                        from missions_sum s join missions_series r on r.id = s.series left join missions_tally t on t.sum_id = s.id
                        where s.journeys > 0 or s.many <> 0 or s.total <> 0 or t.many <> 0
                        """).query(String.class).list());
    }

    /** A few years in which journeys go on, transactions overlap, and the reader comes and dies. */
    private static final class History {

        private final Random random;
        private final PowerCuts power = new PowerCuts(DATABASE);
        private final List<Writer> writers = List.of(new Writer(DATABASE), new Writer(DATABASE), new Writer(DATABASE));
        private final List<Story> stories = new ArrayList<>();
        private final Set<JourneyId> leftOut = new HashSet<>();
        private Sums sums;
        private Instant now = Instant.parse("2024-11-20T10:00:00Z");

        History(Random random) {
            this.random = random;
            begins();
            sums.clear();
            BOOK.clear();
        }

        /** A program that starts on what is there. */
        private void begins() {
            sums = new Sums(power, LogBook.on(power), MISSIONS, ShippedLifeEvents::find);
        }

        void happens(int times) {
            for (int time = 0; time < times; time++) {
                switch (random.nextInt(12)) {
                    case 0 -> now = now.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 25)));
                    case 1 -> writer().commit();
                    case 2 -> {
                        if (random.nextInt(3) == 0) {
                            writer().rollback();
                        }
                    }
                    case 3 -> reads();
                    case 4 -> judged();
                    default -> step();
                }
            }
        }

        private void step() {
            if (stories.size() < 24 && random.nextInt(3) == 0) {
                String municipality = MUNICIPALITIES.get(random.nextInt(MUNICIPALITIES.size()));
                stories.add(Story.of(BOOK, random.nextInt(3) == 0 ? ASSOCIATION : CHILD, municipality));
                return;
            }
            if (!stories.isEmpty()) {
                int which = random.nextInt(stories.size());
                Story story = stories.get(which).in(writer().book()).on(now.plusSeconds(random.nextInt(120) - 60));
                List<BiConsumer<Story, Random>> can = ofChild(story) ? OF_CHILD : OF_ASSOCIATION;
                for (int more = 1 + random.nextInt(3); more > 0; more--) {
                    can.get(random.nextInt(can.size())).accept(story, random);
                }
            }
        }

        private static boolean ofChild(Story story) {
            return JDBC.sql("select life_event from journeys_journey where id = ?")
                    .param(story.journey().value())
                    .query(String.class)
                    .single()
                    .equals(CHILD);
        }

        private Writer writer() {
            return writers.get(random.nextInt(writers.size()));
        }

        /** The reader comes by; now and then it dies in the middle of it, and sometimes another begins where it was. */
        private void reads() {
            sums.at(random.nextInt(8) == 0 ? now.minus(Duration.ofDays(random.nextInt(400))) : now);
            if (random.nextInt(3) > 0) {
                power.after(random.nextInt(120));
            }
            try {
                sums.summaries().catchUp();
            } catch (DataAccessException | TransactionException gone) {
                assertThat(power.happened()).isTrue();
            }
            power.never();
            if (random.nextInt(4) == 0) {
                begins();
            }
        }

        private void judged() {
            if (!stories.isEmpty()) {
                JourneyId journey = stories.get(random.nextInt(stories.size())).journey();
                boolean out = random.nextInt(3) == 0;
                sums.summaries().leaveOut(journey, out);
                if (out) {
                    leftOut.add(journey);
                } else {
                    leftOut.remove(journey);
                }
            }
        }

        void comesToRest() {
            writers.forEach(Writer::commit);
            writers.forEach(Writer::close);
            now = now.plus(Duration.ofMinutes(2));
            sums.at(now);
            sums.summaries().catchUp();
        }

        Map<String, Measurement> recount(Mission mission) {
            Map<String, List<JourneyEvent>> rows = mission.lifeEvents().stream()
                    .collect(Collectors.toMap(key -> key, key -> BOOK.rows(key).stream()
                            .filter(row -> !leftOut.contains(row.journey()))
                            .toList()));
            return new Recount(new WorkingCalendar(Clock.fixed(now, Story.NORWAY)), ShippedLifeEvents::find)
                    .measure(mission, rows, now);
        }
    }
}
