package org.samspill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samspill.actors.NationalId;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.LostKeys;
import org.samspill.journeys.StartCommand;
import org.samspill.privacy.ErasureRequests;
import org.samspill.privacy.RetentionRun;
import org.samspill.work.MachineWork;
import org.samspill.work.Outcome;
import org.samspill.work.Reminders;
import org.samspill.work.WorkItem;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The program is stopped in the middle of everything and started again on the same database file. */
public class RestartTest {

    private static final Map<String, Object> LEASE = Map.of("lease.address", "Bakken 7", "lease.lockClass", "standard");

    private static final String TENANT = "01819010192";

    private static final AtomicInteger READS = new AtomicInteger();

    @TempDir
    private Path data;

    @Test
    void whatWasBegunGoesOnAndNothingIsDoneTwice() {
        JourneyId halfway;
        WorkItem done;
        MachineWork.Worker worker;
        List<String> deployed;
        try (ConfigurableApplicationContext before = start()) {
            LostKeys keys = new LostKeys(before);
            halfway = started(before).id();
            done = keys.waiting(halfway, "Service_ReadLease");
            worker = keys.locked(done);
            assertThat(before.getBean(MachineWork.class).complete(worker, done.id(), LEASE))
                    .isInstanceOf(Outcome.Done.class);
            deployed = deployments(before);
            almostOver(before, keys.waiting(halfway, "Task_AcceptCost"));
        }

        try (ConfigurableApplicationContext after = start()) {
            assertThat(deployments(after)).isEqualTo(deployed);

            // The same start and the same delivery are answered as the first time.
            assertThat(started(after).id()).isEqualTo(halfway);
            assertThat(after.getBean(MachineWork.class).complete(worker, done.id(), LEASE))
                    .isInstanceOf(Outcome.Repeated.class);

            // The promise is remembered, once.
            after.getBean(Reminders.class).sendDue();
            after.getBean(Reminders.class).sendDue();
            assertThat(kinds(after, halfway))
                    .containsOnlyOnce(Kind.REMINDED)
                    .doesNotContain(Kind.OVERDUE, Kind.ESCALATED);

            LostKeys keys = new LostKeys(after);
            keys.answered(halfway, "Task_AcceptCost", Map.of("cost.accepted", "true"));
            keys.delivered(halfway, "Service_ReplaceLock", Map.of("lock.replacedOn", "2026-11-23"));
            assertThat(after.getBean(Journeys.class).find(halfway).orElseThrow().endElement())
                    .isEqualTo("End_KeyReplaced");
            Path file = data.resolve("samspill.mv.db");
            assertThat(holds(file, "Bakken 7"))
                    .as("what is kept stands in the file")
                    .isTrue();
            erase(after, halfway);
        }
        assertThat(files()).isNotEmpty().allSatisfy(file -> {
            for (String planted : List.of("Bakken 7", TENANT, "before-the-restart")) {
                assertThat(holds(file, planted)).as("%s in %s", planted, file).isFalse();
            }
        });
    }

    /** Everything about the tenant goes; what law wants archived is archived outside this folder. */
    private static void erase(ConfigurableApplicationContext program, JourneyId journey) {
        program.getBean(TransactionTemplate.class).executeWithoutResult(status -> program.getBean(ErasureRequests.class)
                .journey("asked", journey.value()));
        assertThat(program.getBean(RetentionRun.class).run().orElseThrow().journeys())
                .isEqualTo(1);
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.walk(data)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean holds(Path file, String words) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(words);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Who loses a race for a piece of work reads its row again; what the statement found before would tell her that nobody has it. */
    @Test
    void theFileDatabaseNeverAnswersWithWhatItFoundBefore() throws SQLException {
        READS.set(0);
        try (ConfigurableApplicationContext program = start();
                Connection connection = program.getBean(DataSource.class).getConnection()) {
            connection.createStatement().execute("create table once (id int)");
            connection.createStatement().execute("insert into once values (1)");
            connection
                    .createStatement()
                    .execute("create alias seen deterministic for '" + RestartTest.class.getName() + ".seen'");
            try (PreparedStatement question = connection.prepareStatement("select seen(id) from once")) {
                question.executeQuery().close();
                int first = READS.get();
                question.executeQuery().close();
                assertThat(READS.get()).isGreaterThan(first);
            }
        }
    }

    /** Called by the database for each row that it reads. */
    public static int seen(int id) {
        READS.incrementAndGet();
        return id;
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(Samspill.class)
                .profiles("test")
                .run("--server.port=0", "--samspill.data=" + data, "--spring.datasource.url=" + database());
    }

    /** The address of the database as it is without the tests' settings. */
    private static String database() {
        YamlPropertiesFactoryBean settings = new YamlPropertiesFactoryBean();
        settings.setResources(new ClassPathResource("application.yaml"));
        return Objects.requireNonNull(settings.getObject()).getProperty("spring.datasource.url");
    }

    /** A tenant who is known by her number has lost a key; the start has a key of its own. */
    private static Journey started(ConfigurableApplicationContext program) {
        PersonId tenant = program.getBean(People.class)
                .register(NationalId.of(TENANT), "Kari", null, null)
                .id();
        return program.getBean(Journeys.class)
                .start(new StartCommand(
                        "lost-key",
                        null,
                        tenant,
                        null,
                        tenant.value(),
                        "before-the-restart",
                        Map.of("tenant.nationalId", TENANT, "key.stolen", false)))
                .orElseThrow()
                .journey();
    }

    private static List<String> deployments(ConfigurableApplicationContext program) {
        return program.getBean(RepositoryService.class).createDeploymentQuery().list().stream()
                .map(Deployment::getId)
                .sorted()
                .toList();
    }

    private static List<Kind> kinds(ConfigurableApplicationContext program, JourneyId journey) {
        return program.getBean(JourneyLog.class).of(journey).stream()
                .map(JourneyEvent::kind)
                .toList();
    }

    /** 85 of the promise's 100 hours have passed. */
    private static void almostOver(ConfigurableApplicationContext program, WorkItem item) {
        Instant now = program.getBean(Clock.class).instant();
        program.getBean(JdbcClient.class)
                .sql("update work_item set created_at = ?, due_at = ?, notice_at = ? where id = ?")
                .params(
                        at(now.minus(Duration.ofHours(85))),
                        at(now.plus(Duration.ofHours(15))),
                        at(now.minus(Duration.ofHours(5))),
                        item.id())
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
