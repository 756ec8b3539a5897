package org.samspill.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.samspill.bench.Statements;
import org.samspill.journeys.JourneyCounts;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.samspill.work.WorkOperations;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.result.MockMvcResultMatchers;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** What an operator sees of work that stands still, and what she does about it. */
@SamspillTest
class OperationsTest {

    /** How often the engine tries a job before it gives up. */
    private static final int TRIES = 5;

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    private Lease lease;
    private Http operator;

    @BeforeEach
    void world() {
        lease = new Lease(context);
        operator = new Http(port).signedInAs("operator.odin");
    }

    @Test
    void onlyOperatorsComeIn() {
        Http caseworker = new Http(port).signedInAs("nav.hilde");
        assertThat(caseworker.get("/operations").status()).isEqualTo(403);
        String csrf = caseworker.csrf("/work");
        assertThat(caseworker
                        .postFormWithoutCsrf("/operations/incidents/x/retry", Map.of("_csrf", csrf))
                        .status())
                .isEqualTo(403);
        assertThat(new Http(port).get("/operations").status()).isEqualTo(302);
    }

    @Test
    void whatAMachineGaveUpIsOfferedAgain() {
        WorkItem item = lease.givenUp("Fagsystemet svarer ikke (for 02828330090), 1");
        assertThat(lease.offered(item)).isFalse();

        Http.Answer overview = operator.get("/operations");
        assertThat(overview.body()).contains("Fagsystemet svarer ikke (for •••••••••••), 1");
        assertThat(overview.body()).doesNotContain("02828330090").doesNotContain("Leif Leier");
        String incident = incidentWith(overview, "for •••••••••••), 1");
        assertThat(operator.get(incident).body()).contains(item.journey().value());

        Http.Answer answer = operator.postForm(incident, incident + "/retry", Map.of("piece", item.id()));
        assertThat(answer.location()).contains("/operations");
        assertThat(operator.get("/operations").body()).contains(item.journey().value());
        assertThat(lease.offered(item)).isTrue();
        assertThat(context.getBean(JourneyLog.class).of(item.journey()))
                .filteredOn(event -> event.kind() == JourneyEvent.Kind.RELEASED)
                .extracting(JourneyEvent::workItem)
                .containsExactly(item.id());
    }

    @Test
    void allOfAnIncidentAreRetriedTogetherAndEachHasItsResult() {
        WorkItem one = lease.givenUp("Tidsavbrudd, 2");
        WorkItem two = lease.givenUp("Tidsavbrudd, 2");
        String incident = incidentWith(operator.get("/operations"), "Tidsavbrudd, 2");
        operator.postForm(incident, incident + "/retry", Map.of());
        assertThat(operator.get("/operations").body())
                .contains(one.journey().value(), two.journey().value())
                .doesNotContain("Tidsavbrudd, 2");
        assertThat(lease.offered(one)).isTrue();
        assertThat(lease.offered(two)).isTrue();

        assertThat(operator.get(incident).status()).isEqualTo(404);
        Http.Answer late = operator.postForm("/operations", incident + "/retry", Map.of());
        assertThat(late.location()).contains("/operations");
    }

    /** Two pieces cost as many questions as one, and each has its own tries. */
    @Test
    void whatHasFailedIsLookedUpInTheLogOnce() throws SQLException {
        WorkItem one = lease.givenUp("Tidsavbrudd, 4");
        WorkItem two = lease.givenUp("Tidsavbrudd, 4");
        DataSource source = context.getBean(DataSource.class);
        Statements statements = new Statements(source, false);
        Map<String, WorkOperations.Halted> failed;
        try (Connection connection = statements.getConnection()) {
            TransactionSynchronizationManager.bindResource(source, new ConnectionHolder(connection));
            failed = context.getBean(WorkOperations.class).failed().stream()
                    .collect(Collectors.toMap(each -> each.item().id(), each -> each));
        } finally {
            TransactionSynchronizationManager.unbindResourceIfPossible(source);
        }
        assertThat(statements.asked())
                .filteredOn(sql -> sql.contains("journeys_log"))
                .hasSize(1);
        assertThat(failed).containsKeys(one.id(), two.id());
        for (WorkItem item : List.of(one, two)) {
            List<JourneyEvent> tries = context.getBean(JourneyLog.class).of(item.journey()).stream()
                    .filter(event -> event.kind() == JourneyEvent.Kind.FAILED)
                    .toList();
            assertThat(failed.get(item.id()).times()).isEqualTo(tries.size()).isPositive();
            assertThat(failed.get(item.id()).since())
                    .isEqualTo(tries.get(tries.size() - 1).at());
        }
    }

    @Test
    void workThatNobodyHadGoesToWhoeverPlaysTheActorNow() {
        WorkItem item = lease.waiting();
        jdbc.sql("update work_item set organisation = null where id = ?")
                .param(item.id())
                .update();
        Incidents incidents = context.getBean(Incidents.class);
        Incident incident = incidents.all().stream()
                .filter(each ->
                        each.pieces().stream().anyMatch(piece -> piece.id().equals(item.id())))
                .findFirst()
                .orElseThrow();
        assertThat(incident.source().cause()).isEqualTo(Incident.Cause.UNASSIGNED);

        String address = "/operations/incidents/" + incident.key();
        operator.postForm(address, address + "/retry", Map.of("piece", item.id()));
        assertThat(context.getBean(WorkItems.class).ofJourney(item.journey()))
                .filteredOn(WorkItem::open)
                .extracting(WorkItem::organisation)
                .containsExactly(item.organisation());
        assertThat(lease.offered(item)).isTrue();
    }

    @Test
    void aJobOfTheEngineThatGaveUpIsRunAgain() {
        WorkItem item = lease.found();
        ManagementService management = context.getBean(ManagementService.class);
        Job timer = lease.timer(item);
        management.setJobRetries(timer.getId(), 0);
        Incidents incidents = context.getBean(Incidents.class);
        Incident incident = incidents.all().stream()
                .filter(each ->
                        each.pieces().stream().anyMatch(piece -> piece.id().equals(timer.getId())))
                .findFirst()
                .orElseThrow();
        assertThat(incident.source().cause()).isEqualTo(Incident.Cause.JOB);
        assertThat(incident.source().element()).isEqualTo("Timer_NoAnswer");
        assertThat(incident.pieces()).extracting(Incident.Piece::journey).contains(item.journey());

        String address = "/operations/incidents/" + incident.key();
        operator.postForm(address, address + "/retry", Map.of("piece", timer.getId()));
        assertThat(lease.timer(item).getRetries()).isEqualTo(TRIES);
        assertThat(incidents.find(incident.key())).isEmpty();
    }

    @Test
    void jobsThatFailedForTheSameCauseAreOneIncidentAndAreRetriedOneByOneOrTogether() {
        ManagementService management = context.getBean(ManagementService.class);
        List<WorkItem> items = List.of(lease.found(), lease.found(), lease.found());
        List<String> jobs =
                items.stream().map(item -> lease.timer(item).getId()).toList();
        jobs.forEach(job -> handler(job, "Nowhere"));
        jobs.forEach(job -> {
            for (int time = 0; time < TRIES; time++) {
                assertThatThrownBy(() -> management.executeJob(job)).hasMessageContaining("Error while firing timer");
            }
        });

        Http.Answer overview = operator.get("/operations");
        String incident = incidentWith(overview, "Error while firing timer");
        assertThat(overview.body()).contains("Motoren stanset").contains("Ikke svart på 14 dager");
        assertThat(overview.body().split("Error while firing timer", -1)).hasSize(2);
        String page = operator.get(incident).body();
        assertThat(page).contains("Prøv alle 3 igjen");
        items.forEach(item -> assertThat(page).contains(item.journey().value()));

        jobs.forEach(job -> handler(job, "Timer_NoAnswer"));
        operator.postForm(incident, incident + "/retry", Map.of("piece", jobs.get(0)));
        assertThat(lease.timer(items.get(0)).getRetries()).isEqualTo(TRIES);
        assertThat(lease.timer(items.get(0)).getDuedate())
                .as("its next try would have come in an hour")
                .isBeforeOrEqualTo(new Date());
        assertThat(lease.timer(items.get(1)).getRetries()).isZero();
        assertThat(operator.get("/operations").body())
                .contains(items.get(0).journey().value())
                .doesNotContain(items.get(1).journey().value());
        operator.postForm(incident, incident + "/retry", Map.of());
        assertThat(lease.timer(items.get(2)).getRetries()).isEqualTo(TRIES);
        assertThat(operator.get("/operations").body())
                .contains(items.get(1).journey().value(), items.get(2).journey().value())
                .doesNotContain(items.get(0).journey().value());

        jobs.forEach(management::executeJob);
        items.forEach(item -> assertThat(context.getBean(Journeys.class).find(item.journey()))
                .get()
                .satisfies(journey -> assertThat(journey.endElement()).isEqualTo("End_Declined")));
        assertThat(operator.get("/operations").body()).doesNotContain("Error while firing timer");
    }

    /** Where the engine goes on when the timer fires: what a broken model or a bug of the engine would have got wrong. */
    private void handler(String job, String element) {
        jdbc.sql("update act_ru_job set handler_cfg_ = ? where id_ = ?")
                .params(element, job)
                .update();
    }

    @Test
    void anIncidentOrPieceThatDoesNotExistIsSaidToBeOver() {
        Http.Answer unknown = operator.get("/operations/incidents/" + UUID.randomUUID());
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).contains("Feilen finnes ikke lenger");
        assertThat(operator.get("/operations/incidents/no-id").status()).isEqualTo(404);

        lease.givenUp("Feil nummer");
        String incident = incidentWith(operator.get("/operations"), "Feil nummer");
        operator.postForm(incident, incident + "/retry", Map.of("piece", "nothing"));
        assertThat(operator.get("/operations").body())
                .contains("Feilen venter ikke lenger")
                .contains("Feil nummer");
    }

    /** In a transaction that is rolled back, so that nothing stands still for as long as the page is made. */
    @Test
    void whenNothingStandsStillThePageSaysSo() {
        MockMvc http = MockMvcBuilders.webAppContextSetup((WebApplicationContext) context)
                .apply(SecurityMockMvcConfigurers.springSecurity())
                .build();
        lease.givenUp("Snart borte");
        context.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
            status.setRollbackOnly();
            jdbc.sql("update work_item set state = 'DONE' where state = 'OPEN'").update();
            jdbc.sql("delete from act_ru_incident").update();
            jdbc.sql("delete from act_ru_job").update();
            try {
                http.perform(MockMvcRequestBuilders.get("/operations")
                                .with(SecurityMockMvcRequestPostProcessors.user("operator")
                                        .roles("OPERATOR")))
                        .andExpect(MockMvcResultMatchers.status().isOk())
                        .andExpect(MockMvcResultMatchers.content()
                                .string(org.hamcrest.Matchers.containsString("Ingen feil venter")))
                        .andExpect(MockMvcResultMatchers.content()
                                .string(org.hamcrest.Matchers.not(
                                        org.hamcrest.Matchers.containsString("Snart borte"))));
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        });
        assertThat(operator.get("/operations").body()).contains("Snart borte");
    }

    @Test
    void versionsTellHowManyJourneysKeepThem() {
        lease.waiting();
        int open = context.getBean(JourneyCounts.class)
                .open()
                .get("lost-key")
                .entrySet()
                .iterator()
                .next()
                .getValue();
        assertThat(open).isPositive();
        context.getBean(Readings.class).read();
        assertThat(operator.get("/operations").body())
                .containsPattern("(?s)counted \\d|telt \\d")
                .containsPattern("(?s)(Lost key|Mistet nøkkel).{0,600}>" + open + "<");
    }

    @Test
    void agenciesTellWhatWaitsForThem() {
        WorkItem item = lease.waiting();
        assertThat(context.getBean(AgencyBoard.class).rows(Locale.ENGLISH))
                .filteredOn(row -> row.number().equals(String.valueOf(Objects.requireNonNull(item.organisation()))))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.waiting()).isPositive();
                    assertThat(row.oldest()).isNotNull();
                    assertThat(row.running()).isNull();
                });
        assertThat(operator.get("/operations").body()).contains("Styres ikke herfra");
        assertThat(operator.postForm("/operations", "/operations/agencies/310840009/stop", Map.of())
                        .status())
                .isEqualTo(404);
    }

    private static String incidentWith(Http.Answer overview, String message) {
        int at = overview.body().indexOf(message);
        assertThat(at).as("the incident with %s", message).isPositive();
        Matcher links = Pattern.compile("/operations/incidents/[0-9a-f-]{36}")
                .matcher(overview.body().substring(0, at));
        String last = "";
        while (links.find()) {
            last = links.group();
        }
        return last;
    }
}
