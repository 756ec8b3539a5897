package org.samspill.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.samspill.WhatARequestCost;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.People;
import org.samspill.catalogue.ModelSource;
import org.samspill.demo.Player;
import org.samspill.demo.Scenario;
import org.samspill.journeys.ConsentExpiry;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.privacy.Consent;
import org.samspill.privacy.Consents;
import org.samspill.work.Answering;
import org.samspill.work.Fetching;
import org.samspill.work.MachineWork;
import org.samspill.work.Outcome;
import org.samspill.work.Subjects;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.samspill.work.WorkList;
import org.samspill.work.WorkQuery;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/**
 * A consent is withdrawn or runs out in the middle of the shipped life events: the recipient loses the work at once, in lists, fetches, open pages and
 * machines' hands; branches that rest on consent alone end; what the law gives goes on.
 */
@SamspillTest
@Import({ScenarioRunner.class, Recorder.class})
class ConsentMidFlightTest {

    private static final String CHILD = "seriously-ill-child";
    private static final String ASSOCIATION = "voluntary-organisation";
    private static final String PEER = "patient-organisation.peer-support.match";
    private static final String BANK = "bank.account.open";
    private static final Duration AT_MOST = Duration.ofSeconds(2);

    @Autowired
    private ScenarioRunner runner;

    @Autowired
    private ModelSource models;

    @Autowired
    private Journeys journeys;

    @Autowired
    private JourneyLog log;

    @Autowired
    private WorkItems work;

    @Autowired
    private Answering answering;

    @Autowired
    private WorkList list;

    @Autowired
    private Fetching fetching;

    @Autowired
    private MachineWork machines;

    @Autowired
    private Subjects subjects;

    @Autowired
    private Consents consents;

    @Autowired
    private ConsentExpiry expiry;

    @Autowired
    private People people;

    @Autowired
    private Player player;

    @LocalServerPort
    private int port;

    @AfterEach
    void now() {
        ClockUtil.reset();
    }

    @Test
    void aGuardianTakesAConsentBackWhileTheRecipientHasTheWorkInItsHands() throws Exception {
        JourneyId journey = child();
        WorkItem peer = open(journey, PEER);
        WorkItem assessment = open(journey, "ppt.assessment.request");
        CurrentUser coordinator = player.userFor(peer);
        Http machine = new Http(port).withTokenOf(number(peer));
        assertThat(fetch(machine, PEER, journey)).contains("applicant.nationalId", peer.id());
        assertThat(listed(coordinator, journey)).contains(peer.id());
        assertThat(work.open(peer.id(), coordinator).orElseThrow().data()).containsKey("applicant.nationalId");
        Http mother = new Http(port).signedInAs("parent.kari");
        String address = "/my/journeys/" + journey.value() + "/consents/peer-support/withdraw";

        String before = mother.get(address).body();
        assertThat(before.substring(before.indexOf("stops-now"), before.indexOf("goes-on")))
                .contains("Likeperson")
                .doesNotContain("Pleiepenger");
        assertThat(before.substring(before.indexOf("goes-on"))).contains("Pleiepenger", "Nav");

        Http page = new Http(port).signedInAs("foreldre.marianne");
        assertThat(page.get("/work/" + peer.id()).status()).isEqualTo(200);
        Stream stream = new Stream(page.session());
        long withdrawn = System.nanoTime();
        assertThat(mother.postForm(address, address, Map.of()).status()).isEqualTo(302);
        Duration onThePage = Duration.ofNanos(stream.gone(peer.id()) - withdrawn);
        long committed = System.nanoTime();
        assertThat(fetch(machine, PEER, journey)).isEqualTo("[]");
        assertThat(listed(coordinator, journey)).doesNotContain(peer.id());
        Duration everywhere = Duration.ofNanos(System.nanoTime() - withdrawn);
        System.out.printf(
                "From withdrawal to disappearance: open page %d ms, list and fetch %d ms (of which asking %d ms)%n",
                onThePage.toMillis(),
                everywhere.toMillis(),
                Duration.ofNanos(System.nanoTime() - committed).toMillis());
        assertThat(onThePage).isLessThan(AT_MOST);
        assertThat(everywhere).isLessThan(AT_MOST);

        for (int time = 0; time < 2; time++) {
            Http.Answer answer = machine.post(
                    "/engine-rest/external-task/" + peer.id() + "/complete",
                    "{\"workerId\":\"w\",\"variables\":{\"peer.contactOn\":{\"type\":\"String\",\"value\":\"2026-12-01\"}}}");
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().get("message").asText()).contains("rested on a consent");
        }
        assertThat(page.get("/work/" + peer.id()).status()).isEqualTo(410);
        assertThat(page.get("/api/work-items/" + peer.id()).status()).isEqualTo(410);
        assertThat(page.get("/journeys/" + journey.value()).status()).isEqualTo(404);
        assertThat(page.get("/journeys").body()).doesNotContain(journey.value());
        assertThat(machine.get("/api/journeys/" + journey.value()).status()).isEqualTo(404);
        assertThat(machine.get("/api/journeys/" + journey.value() + "/timeline").status())
                .isEqualTo(404);

        assertThat(passed(journey))
                .contains("Boundary_PeerConsentWithdrawn")
                .doesNotContain("Boundary_SchoolConsentWithdrawn");
        assertThat(open(journey, "nav.pleiepenger.decide").told(Instant.now())).isTrue();
        assertThat(open(journey, "ppt.assessment.request").id()).isEqualTo(assessment.id());
        Http nav = new Http(port).withTokenOf(number(open(journey, "nav.pleiepenger.decide")));
        assertThat(fetch(nav, "nav.pleiepenger.decide", journey)).contains("child.nationalId");
    }

    @Test
    void aPageAsksForConsentsOnceForItsNamesAndOnceForItsDocuments() throws Exception {
        JourneyId journey = association();
        assertThat(open(journey, BANK).consents()).isNotEmpty();
        Http page = new Http(port).signedInAs("fjordbanken.ida").with("X-Request-Id", "consents");
        String address = "/journeys/" + journey.value();
        // The first time that a name is told, the consents are written down that it was told by.
        assertThat(page.get(address).body()).contains("<strong>Solbygda kor</strong>");
        try (WhatARequestCost cost = new WhatARequestCost()) {
            assertThat(page.get(address).body()).contains("<strong>Solbygda kor</strong>");
            assertThat(cost.statements("consents"))
                    .filteredOn(sql -> sql.contains("privacy_consent"))
                    .hasSize(2);
        }
    }

    @Test
    void aConsentThatRunsOutActsByItself() throws Exception {
        JourneyId journey = child();
        WorkItem assessment = open(journey, "ppt.assessment.request");
        WorkItem plan = openAt(journey, "Task_DraftPlan");
        CurrentUser adviser = player.userFor(assessment);
        CurrentUser coordinator = player.userFor(plan);
        assertThat(plan.consents()).containsExactly("individual-plan");
        Instant end = consents.until(journey.value(), "school");
        MachineWork.Worker worker = new MachineWork.Worker(Objects.requireNonNull(assessment.organisation()), "w");
        assertThat(machines.lock(worker, assessment.id(), Duration.ofDays(800))).isInstanceOf(Outcome.Done.class);

        ClockUtil.setCurrentTime(Date.from(end.minus(1, ChronoUnit.SECONDS)));
        assertThat(listed(adviser, journey)).contains(assessment.id());
        assertThat(work.open(plan.id(), coordinator).orElseThrow().data()).isNotEmpty();

        ClockUtil.setCurrentTime(Date.from(end.plusMillis(1)));
        assertThat(listed(adviser, journey)).as("before anything has acted").doesNotContain(assessment.id());
        assertThat(listed(coordinator, journey)).doesNotContain(plan.id());
        assertThat(work.open(plan.id(), coordinator)).isEmpty();
        assertThat(subjects.of(List.of(plan), coordinator)).isEmpty();
        assertThat(machines.complete(worker, assessment.id(), Map.of("assessment.recommendation", "Hjelp")))
                .isInstanceOf(Outcome.ConsentEnded.class);
        assertThat(answering.answer(plan.id(), coordinator, Map.of())).isInstanceOf(Outcome.ConsentEnded.class);

        // The three were given one after the other.
        ClockUtil.setCurrentTime(Date.from(end.plus(1, ChronoUnit.MINUTES)));
        long due = System.nanoTime();
        expiry.endRunOut();
        System.out.printf(
                "Branches ended by expiry after %d ms%n",
                Duration.ofNanos(System.nanoTime() - due).toMillis());
        assertThat(passed(journey))
                .contains(
                        "Boundary_SchoolConsentWithdrawn",
                        "Boundary_PlanConsentWithdrawn",
                        "Boundary_PeerConsentWithdrawn");
        assertThat(log.of(journey))
                .filteredOn(event -> event.kind() == JourneyEvent.Kind.CONSENT_WITHDRAWN)
                .extracting(JourneyEvent::outcome)
                .containsOnly("expired");
        assertThat(new Http(port)
                        .signedInAs("oslo.leader")
                        .get("/journeys/" + journey.value())
                        .body())
                .contains("Samtykke har gått ut");
        assertThat(machines.complete(worker, assessment.id(), Map.of("assessment.recommendation", "Hjelp")))
                .isInstanceOf(Outcome.ConsentEnded.class);
        assertThat(open(journey, "nav.pleiepenger.decide")
                        .told(ClockUtil.getCurrentTime().toInstant()))
                .isTrue();
        assertThat(journeys.dataOf(journeys.find(journey).orElseThrow())).containsEntry("consent.school", false);
    }

    @Test
    void oneOnTheBoardTakesTheConsentBackWhileTheBankHasTheWork() throws Exception {
        JourneyId journey = association();
        WorkItem account = open(journey, BANK);
        CurrentUser officer = player.userFor(account);
        Http machine = new Http(port).withTokenOf(number(account));
        assertThat(fetch(machine, BANK, journey)).contains("organisation.name", account.id());
        assertThat(listed(officer, journey)).contains(account.id());
        List<String> others = others(journey, account);
        assertThat(others).isNotEmpty();
        Consent one = consents.of(journey.value()).get(0);

        long withdrawn = System.nanoTime();
        assertThat(journeys.withdraw(journey, "bank-onboarding", one.grantor())).isTrue();
        assertThat(fetch(machine, BANK, journey)).isEqualTo("[]");
        assertThat(listed(officer, journey)).doesNotContain(account.id());
        assertThat(Duration.ofNanos(System.nanoTime() - withdrawn)).isLessThan(AT_MOST);

        Http.Answer answer = machine.post(
                "/engine-rest/external-task/" + account.id() + "/complete",
                "{\"workerId\":\"w\",\"variables\":{\"account.number\":{\"value\":\"97101112342\"},\"account.openedOn\":{\"value\":\"2026-12-01\"}}}");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("message").asText()).contains("rested on a consent");
        assertThat(work.open(account.id(), officer)).isEmpty();
        assertThat(passed(journey)).contains("Boundary_BankConsentWithdrawn").doesNotContain("End_AccountOpened");
        assertThat(others(journey, account)).as("what does not rest on it").containsAll(others);
    }

    @Test
    void theBanksConsentRunsOut() throws Exception {
        JourneyId journey = association();
        WorkItem account = open(journey, BANK);
        MachineWork.Worker bank = new MachineWork.Worker(Objects.requireNonNull(account.organisation()), "w");
        Instant end = consents.until(journey.value(), "bank-onboarding");
        List<String> others = others(journey, account);

        ClockUtil.setCurrentTime(Date.from(end));
        assertThat(fetching.fetch(bank, wanted(BANK, journey), 10)).isEmpty();
        assertThat(machines.lock(bank, account.id(), Duration.ofHours(1))).isInstanceOf(Outcome.ConsentEnded.class);
        expiry.endRunOut();
        assertThat(passed(journey)).contains("Boundary_BankConsentWithdrawn");
        assertThat(others(journey, account)).containsAll(others);
    }

    /** A child's journey in which the peer, the school's assessment, the plan and the allowance all wait. */
    private JourneyId child() throws Exception {
        return runner.stand(
                file(CHILD, "consent-withdrawn"),
                PEER,
                "ppt.assessment.request",
                "Task_DraftPlan",
                "nav.pleiepenger.decide",
                "Task_DescribeCare");
    }

    private JourneyId association() throws Exception {
        return runner.stand(
                file(ASSOCIATION, "village-choir"),
                BANK,
                "insurer.policy.bind",
                "politi.certificate.issue",
                "municipality.premises.book");
    }

    private Scenario.File file(String lifeEvent, String name) {
        return Scenario.all(models).stream()
                .filter(file ->
                        file.lifeEvent().equals(lifeEvent) && file.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private WorkItem open(JourneyId journey, String service) {
        return work.ofJourney(journey).stream()
                .filter(item -> item.open() && service.equals(item.service()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(service + " does not wait, but " + others(journey, null)));
    }

    private WorkItem openAt(JourneyId journey, String element) {
        return work.ofJourney(journey).stream()
                .filter(item -> item.open() && element.equals(item.element()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(element + " does not wait, but " + others(journey, null)));
    }

    /** The elements of other open work of organisations. */
    private List<String> others(JourneyId journey, WorkItem than) {
        return work.ofJourney(journey).stream()
                .filter(item -> item.open() && item.organisation() != null)
                .filter(item -> than == null || !item.id().equals(than.id()))
                .map(WorkItem::element)
                .toList();
    }

    private Set<String> passed(JourneyId journey) {
        return log.of(journey).stream()
                .map(JourneyEvent::element)
                .filter(Objects::nonNull)
                .collect(java.util.stream.Collectors.toSet());
    }

    private List<String> listed(CurrentUser user, JourneyId journey) {
        WorkQuery query = new WorkQuery(WorkQuery.View.GROUP, journey.value(), null, null, null, 200);
        return list.desk(user).page(query).items().stream().map(WorkItem::id).toList();
    }

    private static String number(WorkItem item) {
        OrganisationNumber number = Objects.requireNonNull(item.organisation());
        return number.value();
    }

    private static String fetch(Http machine, String service, JourneyId journey) {
        return machine.post(
                        "/engine-rest/external-task/fetchAndLock",
                        "{\"workerId\":\"w\",\"maxTasks\":10,\"topics\":[{\"topicName\":\"" + service
                                + "\",\"lockDuration\":600000,\"businessKey\":\"" + journey + "\"}]}")
                .body();
    }

    private static List<Fetching.Wanted> wanted(String service, JourneyId journey) {
        return List.of(new Fetching.Wanted(
                service, Duration.ofHours(1), null, new Fetching.Filter(Set.of(journey.value()), Set.of(), Set.of())));
    }

    /** A live page: what it is told, and when. */
    private final class Stream {

        private final BufferedReader lines;

        Stream(HttpClient session) throws Exception {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/work/live"))
                    .build();
            lines = new BufferedReader(new InputStreamReader(
                    session.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8));
            // The comment that the stream opens with: from here on it hears everything.
            assertThat(lines.readLine()).startsWith(":");
        }

        /** When the page was told to let go of the item. */
        long gone(String id) throws Exception {
            return CompletableFuture.supplyAsync(() -> {
                        try {
                            String event = "";
                            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                                if (line.startsWith("event:")) {
                                    event = line;
                                } else if (event.equals("event:work.gone") && line.equals("data:" + id)) {
                                    return System.nanoTime();
                                }
                            }
                            throw new AssertionError("The stream ended");
                        } catch (IOException failed) {
                            throw new java.io.UncheckedIOException(failed);
                        }
                    })
                    .get(10, TimeUnit.SECONDS);
        }
    }
}
