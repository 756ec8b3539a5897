package org.samspill.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.samspill.journeys.JourneyCounts;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyLog;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.samspill.work.WorkOperations;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an operator sees of work that stands still, and what she does about it. */
@SamspillTest
class OperationsTest {

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
        assertThat(lease.timer(item).getRetries()).isEqualTo(WorkOperations.TRIES);
        assertThat(incidents.find(incident.key())).isEmpty();
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
        assertThat(operator.get("/operations").body())
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
