package org.samspill.missions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.PowerCuts;
import org.samspill.TestDatabase;
import org.samspill.catalogue.ShippedLifeEvents;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.LogBook;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/** What becomes of the sums when a definition changes, a node dies, two count at once, or a journey shall not be counted. */
class SummariesTest {

    private static final String CHILD = "seriously-ill-child";
    private static final Instant NOW = Story.time("2026-06-15");
    private static final String TO_A_NAME =
            "to: {process: coordination, element: Task_AppointCoordinator, event: completed}";
    private static final String TO_A_TALK = "to: {process: intake, element: Task_InformFamily, event: completed}";
    private static final DataSource DATABASE = TestDatabase.fresh();
    private static final LogBook BOOK = LogBook.on(DATABASE);

    private final PowerCuts power = new PowerCuts(DATABASE);
    private final List<JourneyId> families = new ArrayList<>();

    @BeforeEach
    void elevenFamilies() {
        program(mission(TO_A_NAME)).clear();
        BOOK.clear();
        for (int family = 0; family < 11; family++) {
            Story story = Story.of(BOOK, CHILD, family < 6 ? "0301" : "4601");
            story.on("2026-05-01")
                    .passes(CHILD, "Start_Registered")
                    .later(2)
                    .delivers("intake", "Task_InformFamily")
                    .later(8)
                    .delivers("coordination", "Task_AppointCoordinator");
            families.add(story.journey());
        }
    }

    @Test
    void untilAChangedDefinitionIsCountedTheOldOneIsShownAndGoesOn() {
        program(mission(TO_A_NAME)).measure(mission(TO_A_NAME), NOW);
        Sums changed = program(mission(TO_A_TALK));
        changed.at(NOW);
        // Four families at a time: it dies a little later each time, until the first of three batches is done.
        for (int statements = 10; filled() == 0; statements += 4) {
            power.after(statements);
            assertThatThrownBy(changed.summaries()::catchUp)
                    .isInstanceOfAny(DataAccessException.class, TransactionException.class);
        }
        power.never();
        assertThat(changed.summaries().lag().filled()).isBetween(0.1, 0.99);
        assertThat(days(changed, mission(TO_A_TALK))).isEqualByComparingTo("10.0");
        assertThat(filled()).isBetween(4L, 8L);
        Sums again = program(mission(TO_A_TALK));
        assertThat(again.measure(mission(TO_A_TALK), NOW).get("ASB-2").value()).isEqualByComparingTo("2.0");
        assertThat(again.summaries().lag().filled()).isEqualTo(1);
        assertThat(again.summaries().lag().rows()).isZero();
    }

    @Test
    void whatNobodyAsksForAnyMoreIsDeletedAfterAnHour() {
        program(mission(TO_A_NAME)).measure(mission(TO_A_NAME), NOW);
        Sums changed = program(mission(TO_A_TALK));
        changed.measure(mission(TO_A_TALK), NOW);
        int before = count("missions_series");
        changed.summaries().catchUp();
        assertThat(count("missions_series")).isEqualTo(before);
        JdbcClient.create(DATABASE)
                .sql("update missions_series set wanted_at = wanted_at - interval '2' hour")
                .update();
        changed.summaries().catchUp();
        assertThat(count("missions_series")).isEqualTo(before - 1);
        assertThat(days(changed, mission(TO_A_TALK))).isEqualByComparingTo("2.0");
    }

    @Test
    void twoNodesAtOnceCountNothingTwice() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int node = 0; node < 2; node++) {
                Sums one = program(mission(TO_A_NAME));
                work.add(() -> {
                    for (int time = 0; time < 20; time++) {
                        one.at(NOW);
                        one.summaries().catchUp();
                    }
                    return null;
                });
            }
            for (Future<Void> done : nodes.invokeAll(work)) {
                done.get();
            }
        } finally {
            nodes.shutdownNow();
        }
        Measurement measured =
                program(mission(TO_A_NAME)).measure(mission(TO_A_NAME), NOW).get("ASB-2");
        assertThat(measured.journeys()).isEqualTo(11);
        assertThat(measured.value()).isEqualByComparingTo("10.0");
    }

    @Test
    void aJourneyThatIsLeftOutIsInNoNumberAndComesBackWhenItMay() {
        Sums sums = program(mission(TO_A_NAME));
        assertThat(sums.measure(mission(TO_A_NAME), NOW).get("ASB-2").journeys())
                .isEqualTo(11);
        families.subList(0, 7).forEach(family -> sums.summaries().leaveOut(family, true));
        assertThat(sums.measure(mission(TO_A_NAME), NOW.plusSeconds(1))
                        .get("ASB-2")
                        .value())
                .isNull();
        sums.summaries().leaveOut(families.get(0), false);
        assertThat(sums.measure(mission(TO_A_NAME), NOW.plusSeconds(2))
                        .get("ASB-2")
                        .journeys())
                .isEqualTo(5);
    }

    @Test
    void theLagTellsOfRowsThatAreNotCounted() {
        Sums sums = program(mission(TO_A_NAME));
        sums.measure(mission(TO_A_NAME), NOW);
        Story.of(BOOK, CHILD, "0301").on("2026-06-14").passes(CHILD, "Start_Registered");
        assertThat(sums.summaries().lag().rows()).isEqualTo(1);
        assertThat(sums.summaries().lag().age()).hasDays(1);
        sums.summaries().catchUp();
        assertThat(sums.summaries().lag().rows()).isZero();
        assertThat(sums.summaries().lag().age()).isNull();
    }

    private Sums program(Mission mission) {
        return new Sums(power, LogBook.on(power), List.of(mission), ShippedLifeEvents::find);
    }

    private static BigDecimal days(Sums sums, Mission mission) {
        return sums.missions().measure(mission).get("ASB-2").value();
    }

    /** How many families are counted in the series that is not whole yet. */
    private static long filled() {
        return JdbcClient.create(DATABASE)
                .sql("select coalesce(max(done), 0) from missions_series where as_of is null")
                .query(Long.class)
                .single();
    }

    private static int count(String table) {
        return JdbcClient.create(DATABASE)
                .sql("select count(*) from " + table)
                .query(Integer.class)
                .single();
    }

    private static Mission mission(String to) {
        try {
            String file = Files.readString(Path.of("bpmn/missions/no-asb.yaml"));
            return MissionFiles.read(
                    new ByteArrayResource(file.replace(TO_A_NAME + "\n      aggregate", to + "\n      aggregate")
                            .getBytes(StandardCharsets.UTF_8)));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
