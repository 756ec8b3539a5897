package org.samspill.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.junit.jupiter.api.Test;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.samspill.engine.ClockSkew;
import org.samspill.work.WorkItem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an operator can see of the running program: metrics, the dashboard and the alerts that name them, probes, nodes and queues. */
@SamspillTest
class ObservabilityTest {

    private static final Path DOCS = Path.of("docs", "operations");
    private static final Pattern NAME = Pattern.compile("\\b[a-z][a-z_]*\\b(?!\\s*\\()");
    private static final Set<String> WORDS = Set.of("by", "and", "or", "unless", "without", "on", "offset");

    @Autowired
    private ApplicationContext context;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Readings readings;

    @Autowired
    private Nodes nodes;

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int management;

    private static List<JsonNode> rules() throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        new ObjectMapper(new YAMLFactory())
                .readTree(DOCS.resolve("alerts.yaml").toFile())
                .path("groups")
                .forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }

    private static List<String> expressions() throws IOException {
        List<String> expressions = new ArrayList<>(
                rules().stream().map(rule -> rule.path("expr").asText()).toList());
        new ObjectMapper()
                .readTree(DOCS.resolve("dashboard.json").toFile())
                .path("panels")
                .forEach(panel -> panel.path("targets")
                        .forEach(target -> expressions.add(target.path("expr").asText())));
        return expressions;
    }

    /** The metrics of an expression: what is left when labels, ranges, groupings and functions are taken away. */
    private static Set<String> metrics(String expression) {
        String bare = expression
                .replaceAll("\\{[^}]*}", "")
                .replaceAll("\\[[^]]*]", "")
                .replaceAll("\\b(by|without|on)\\s*\\([^)]*\\)", "");
        Matcher names = NAME.matcher(bare);
        Set<String> found = new HashSet<>();
        while (names.find()) {
            if (!WORDS.contains(names.group())) {
                found.add(names.group());
            }
        }
        return found;
    }

    @Test
    void everyMetricThatTheDashboardAndTheAlertsNameIsThere() throws IOException {
        WorkItem item = new Lease(context).givenUp("Svarer ikke");
        assertThat(new Http(port)
                        .with("Authorization", "Bearer none")
                        .get("/api/work-items")
                        .status())
                .isEqualTo(401);
        readings.read();

        String scraped = new Http(management).get("/actuator/prometheus").body();

        Set<String> there = scraped.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]")[0])
                .collect(Collectors.toSet());
        assertThat(expressions()).hasSizeGreaterThan(30).allSatisfy(expression -> {
            assertThat(metrics(expression)).as(expression).isNotEmpty();
            assertThat(there).as(expression).containsAll(metrics(expression));
        });
        // Labels are keys of models: no organisation, no journey, no person.
        assertThat(scraped.lines().filter(line -> line.startsWith("samspill_")))
                .isNotEmpty()
                .noneMatch(line -> line.contains(String.valueOf(item.organisation())))
                .noneMatch(line -> line.matches(".*[0-9a-f]{8}-[0-9a-f]{4}-.*"));
        assertThat(scraped)
                .containsPattern(
                        "samspill_work_failed\\{actor=\"housing-office\",service=\"housing-office.lease.read\"} [1-9]");
    }

    @Test
    void theAlertsAreFewAndSayWhatToDo() throws IOException {
        List<JsonNode> rules = rules();
        assertThat(rules).hasSizeBetween(1, 10);
        assertThat(rules.stream().map(rule -> rule.path("alert").asText())).doesNotHaveDuplicates();
        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.path("alert").asText()).matches("[A-Z][A-Za-z]+");
            assertThat(rule.path("for").asText("1m")).matches("\\d+[smh]");
            assertThat(rule.at("/labels/severity").asText()).isIn("page", "ticket");
            assertThat(rule.at("/annotations/summary").asText()).hasSizeGreaterThan(20);
            String expression = rule.path("expr").asText();
            assertThat(expression.chars().filter(c -> c == '(').count())
                    .isEqualTo(expression.chars().filter(c -> c == ')').count());
            assertThat(expression).containsPattern("[=><]=? ?[0-9.]+$");
        });
    }

    @Test
    void theProbesAnswerAndSayWhatReadinessIsMadeOf() {
        Http probe = new Http(management);
        assertThat(probe.get("/actuator/health/liveness").json().path("status").asText())
                .isEqualTo("UP");
        assertThat(probe.get("/actuator/health/readiness").json().path("status").asText())
                .isEqualTo("UP");
        for (String part : List.of("db", "migrations", "jobs", "clock", "relay")) {
            assertThat(probe.get("/actuator/health/readiness/" + part).status())
                    .as(part)
                    .isIn(200, 404);
        }
        ReadyGauge gauge = context.getBean(ReadyGauge.class);
        gauge.ask();
        assertThat(probe.get("/actuator/prometheus").body()).contains("samspill_ready 1.0");
    }

    @Test
    void aNodeWhoseClockIsOffIsNotReady() {
        Readiness readiness = new Readiness();
        for (int seconds : new int[] {0, -1, 1, -10, 10, 600}) {
            Nodes skewed = new Nodes(
                    jdbc,
                    new ClockSkew(),
                    "test-" + seconds,
                    "1",
                    Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds)));
            skewed.beat();
            Status status = readiness.clockHealthIndicator(skewed).health().getStatus();
            assertThat(status).as(seconds + " s").isEqualTo(Math.abs(seconds) > 2 ? Status.DOWN : Status.UP);
            skewed.leave();
        }
    }

    @Test
    void aNodeThatRunsNoJobsThoughItShouldIsNotReady() {
        JobExecutor executor = mock(JobExecutor.class);
        ProcessEngineConfigurationImpl settings = mock(ProcessEngineConfigurationImpl.class);
        when(settings.getJobExecutor()).thenReturn(executor);
        ProcessEngine engine = mock(ProcessEngine.class);
        when(engine.getProcessEngineConfiguration()).thenReturn(settings);
        Readiness readiness = new Readiness();
        assertThat(readiness.jobsHealthIndicator(engine, true).health().getStatus())
                .isEqualTo(Status.DOWN);
        assertThat(readiness.jobsHealthIndicator(engine, false).health().getStatus())
                .isEqualTo(Status.UP);
        when(executor.isActive()).thenReturn(true);
        assertThat(readiness.jobsHealthIndicator(engine, true).health().getStatus())
                .isEqualTo(Status.UP);
    }

    @Test
    void theOperatorSeesNodesAndQueues() {
        Nodes other = new Nodes(jdbc, new ClockSkew(), "another-node", "9.9.9", Clock.systemUTC());
        other.beat();
        nodes.beat();
        assertThat(nodes.count()).isGreaterThanOrEqualTo(2);
        new Lease(context).waiting();
        readings.read();

        String page =
                new Http(port).signedInAs("operator.odin").get("/operations").body();

        assertThat(page).contains("another-node", "9.9.9").contains("id=\"queues\"");
        assertThat(page.substring(page.indexOf("id=\"queues\"")))
                .containsPattern("(?i)boligkontor|housing-office")
                .doesNotContain("Leif Leier");
        other.leave();
        assertThat(nodes.all()).noneMatch(node -> node.name().equals("another-node"));
    }
}
