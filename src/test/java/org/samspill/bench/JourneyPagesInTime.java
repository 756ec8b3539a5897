package org.samspill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.samspill.casework.LongJourney;
import org.samspill.journeys.JourneyCounts;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.context.WebApplicationContext;

/**
 * The pages of a journey of 500 steps beside one row by its key, which is asked for in a transaction too: all that a page asks the database, asked again by itself
 * in one transaction as the page does, and the whole page with its words and its HTML; and what a page would ask of bare Camunda.
 */
final class JourneyPagesInTime {

    private static final String FLOOR = "one row by primary key";
    private static final String CAMUNDA = "bare Camunda: an instance, its newest fifty steps, tasks and data";
    private static final String ASKED = ": what it asks the database";
    private static final List<String> PAGES = List.of("caseworker's page with the newest fifty", "citizen's page");

    private final DataSource source;
    private final JdbcClient database;
    private final JourneyCounts counts;
    private final LongJourney journey;
    private final LongInstance camunda;

    /** @param camunda what stands beside it on bare Camunda */
    JourneyPagesInTime(ConfigurableApplicationContext program, LongInstance camunda) {
        this.camunda = camunda;
        source = program.getBean(DataSource.class);
        database = program.getBean(JdbcClient.class);
        counts = program.getBean(JourneyCounts.class);
        journey = new LongJourney((WebApplicationContext) program);
        journey.growOld();
    }

    /** Measures; the goals are checked when what it gives back is run, after all is reported. */
    List<Runnable> measure(Report report, String among, int rounds, int calls) throws SQLException {
        Map<String, IntConsumer> reads = new LinkedHashMap<>();
        List<Statements.Question> one = questions(() -> database.sql("select * from journeys_journey where id = ?")
                .param(journey.id().value())
                .query()
                .singleRow());
        reads.put(FLOOR, call -> ask(one));
        put(reads, PAGES.get(0), journey::caseworkerLooks);
        put(reads, PAGES.get(1), journey::tenantLooks);
        reads.put(CAMUNDA, call -> camunda.look());
        Map<String, Measured> measured = new Turns(rounds, calls, calls * 2).measure(reads);
        Measured floor = measured.get(FLOOR);
        IntConsumer counting = call -> assertThat(counts.open()).isNotEmpty();
        measured.putAll(new Turns(rounds, 1, 1).measure(Map.of("operator's count of open journeys", counting)));
        measured.values().forEach(each -> report.add(among, each, floor));
        return PAGES.stream()
                .map(page -> measured.get(page + ASKED))
                .flatMap(asked -> {
                    Measured.Ratio ratio = asked.to(floor, 95);
                    report.add(asked.what() + ", 95th percentiles, " + among, ratio);
                    report.add(
                            "%s: bare Camunda against it, %s".formatted(asked.what(), among),
                            measured.get(CAMUNDA).to(asked, 50));
                    return Stream.<Runnable>of(() -> assertThat(ratio.middle())
                            .as(asked.what() + " " + among + ", 95th percentile against that of one row")
                            .isLessThanOrEqualTo(10));
                })
                .toList();
    }

    private void put(Map<String, IntConsumer> reads, String page, Runnable look) throws SQLException {
        look.run();
        List<Statements.Question> questions = questions(look);
        System.out.printf("#### %s asks %d questions%n", page, questions.size());
        put(reads, page + ": its log alone", questions, sql -> sql.contains("from journeys_log"));
        put(reads, page + ": of the journey itself", questions, LongJourney::ofTheJourney);
        reads.put(page + ASKED, call -> ask(questions));
        reads.put(page, call -> look.run());
    }

    private void put(
            Map<String, IntConsumer> reads, String what, List<Statements.Question> all, Predicate<String> some) {
        List<Statements.Question> chosen =
                all.stream().filter(question -> some.test(question.sql())).toList();
        reads.put(what, call -> ask(chosen));
    }

    /** What is asked on the way: by the connection that this thread has already. */
    private List<Statements.Question> questions(Runnable look) throws SQLException {
        Statements statements = new Statements(source, false);
        try (Connection connection = statements.getConnection()) {
            TransactionSynchronizationManager.bindResource(source, new ConnectionHolder(connection));
            look.run();
        } finally {
            TransactionSynchronizationManager.unbindResourceIfPossible(source);
        }
        List<Statements.Question> asked = statements.questions();
        assertThat(asked).isNotEmpty().allMatch(one -> one.sql().startsWith("select"));
        return asked;
    }

    private void ask(List<Statements.Question> questions) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            for (Statements.Question question : questions) {
                question.ask(connection);
            }
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
