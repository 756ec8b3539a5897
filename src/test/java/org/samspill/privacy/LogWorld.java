package org.samspill.privacy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.Category;
import org.samspill.journeys.JourneyEvent.Channel;
import org.samspill.journeys.JourneyEvent.Kind;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The logs and what seals and verifies them, over a database of their own: no engine, no pages. */
final class LogWorld implements AutoCloseable {

    private static final int JOURNEYS = 5;

    private final ConfigurableApplicationContext program;
    final JdbcClient jdbc;
    final TransactionTemplate transaction;
    final LogSealing sealing;
    final LogVerifier verifier;
    final RowMarks marks;
    private final Random random;

    private LogWorld(ConfigurableApplicationContext program, long seed) {
        this.program = program;
        this.jdbc = program.getBean(JdbcClient.class);
        this.transaction = program.getBean(TransactionTemplate.class);
        this.sealing = program.getBean(LogSealing.class);
        this.verifier = program.getBean(LogVerifier.class);
        this.marks = program.getBean(RowMarks.class);
        this.random = new Random(seed);
    }

    private LogWorld furnished() {
        for (int i = 0; i < JOURNEYS; i++) {
            jdbc.sql("""
                            insert into journeys_journey (id, life_event, version, definition_id, municipality, state, started_at)
                            values (?, 'lost-key', 1, 'd', '0301', 'OPEN', current_timestamp)
                            """).param(journey(i)).update();
        }
        return this;
    }

    /**
     * @param database JDBC address
     * @param folder of the keys
     */
    static LogWorld open(String database, Path folder, long seed) {
        return started(database, folder, seed).furnished();
    }

    /** The same database once more, as after a restart. */
    static LogWorld again(String database, Path folder) {
        return started(database, folder, 99);
    }

    private static LogWorld started(String database, Path folder, long seed) {
        return new LogWorld(
                new SpringApplicationBuilder(LogCommands.Parts.class, Writing.class)
                        .web(WebApplicationType.NONE)
                        .run(
                                "--spring.datasource.url=" + database,
                                "--samspill.seal.folder=" + folder,
                                "--samspill.seal.scheduled=false",
                                "--spring.main.banner-mode=off"),
                seed);
    }

    <T> T program(Class<T> part) {
        return program.getBean(part);
    }

    List<SealedLog> logs() {
        return List.copyOf(program.getBeansOfType(SealedLog.class).values());
    }

    private static String journey(int number) {
        return new UUID(7, number).toString();
    }

    /** Writes rows to both logs, each in a transaction of its own. */
    void write(int rows) {
        for (int i = 0; i < rows; i++) {
            transaction.executeWithoutResult(status -> {
                if (random.nextBoolean()) {
                    program.getBean(JourneyLog.class).write(event());
                } else {
                    program.getBean(DisclosureStore.class).insert(disclosure(), "salt");
                }
            });
        }
    }

    private JourneyLog.Entry event() {
        JourneyId journey = new JourneyId(journey(random.nextInt(JOURNEYS)));
        return random.nextBoolean()
                ? JourneyLog.Entry.journey(journey, Kind.MESSAGE, "Discharged", null)
                : new JourneyLog.Entry(
                        journey,
                        Kind.COMPLETED,
                        "lost-key",
                        "Service_ReadLease",
                        "housing-office",
                        "310000019",
                        "housing-office.lease.read",
                        "item",
                        "granted",
                        null,
                        Channel.MACHINE,
                        Instant.parse("2026-05-01T10:00:00.123456789Z"),
                        null);
    }

    private Disclosure disclosure() {
        return new Disclosure(
                0,
                program.getBean(Clock.class).instant(),
                Disclosure.How.READ,
                journey(random.nextInt(JOURNEYS)),
                "item",
                "Service_ReadLease",
                OrganisationNumber.of("310000019"),
                null,
                random.nextBoolean() ? null : new PersonId(new UUID(8, random.nextInt(9)).toString()),
                "caretaker",
                "housing-office.lease.read",
                "Finne leieavtalen",
                "Husleieloven § 5-1",
                null,
                List.of(),
                Set.of(Category.ORDINARY),
                List.of("tenant.nationalId"),
                "0".repeat(64));
    }

    @Override
    public void close() {
        program.close();
    }

    /** What writes and seals. */
    @ImportAutoConfiguration(FlywayAutoConfiguration.class)
    @ComponentScan(
            basePackages = {"org.samspill.privacy", "org.samspill.journeys"},
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = "org\\.samspill\\.(journeys\\.Journey(Log|Store)|privacy\\.LogSealing)"))
    static class Writing {

        /** Each look at this clock is a little later than the one before. */
        @Bean
        Clock clock() {
            return new Clock() {
                private Instant now = Instant.parse("2026-05-01T08:00:00.123456789Z");

                @Override
                public ZoneId getZone() {
                    return ZoneId.of("Europe/Oslo");
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public synchronized Instant instant() {
                    now = now.plus(Duration.ofMinutes(7));
                    return now;
                }
            };
        }
    }
}
