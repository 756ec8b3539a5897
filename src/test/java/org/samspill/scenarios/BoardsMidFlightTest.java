package org.samspill.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.samspill.actors.Boards;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.NationalId;
import org.samspill.actors.Organisations;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.actors.Role;
import org.samspill.catalogue.ModelSource;
import org.samspill.demo.Scenario;
import org.samspill.identity.Accounts;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.privacy.Consents;
import org.samspill.work.Answering;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/**
 * Who may act for an association changes while its journey runs: the register has another board, or a founder dies. Those who are out are out with the next
 * click, and what waited for them goes to those who are in.
 */
@SamspillTest
@Import({ScenarioRunner.class, Recorder.class})
class BoardsMidFlightTest {

    private static final String INGRID = "14838430040";
    private static final String AMIR = "02897931063";
    private static final String LIV = "21869132060";
    private static final String ODD = "25837911470";

    @Autowired
    private ScenarioRunner runner;

    @Autowired
    private ModelSource models;

    @Autowired
    private Journeys journeys;

    @Autowired
    private WorkItems work;

    @Autowired
    private Answering answering;

    @Autowired
    private JourneyLog log;

    @Autowired
    private Boards boards;

    @Autowired
    private Consents consents;

    @Autowired
    private People people;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Organisations organisations;

    @LocalServerPort
    private int port;

    @Test
    void whoeverTheRegisterHasOnTheBoardActsForTheAssociation() throws Exception {
        JourneyId journey = stand("bank.account.open", "Task_DescribeEconomy");
        String association = Objects.requireNonNull(
                        journeys.find(journey).orElseThrow().subjectNumber())
                .value();
        WorkItem economy = open(journey, "Task_DescribeEconomy");
        String page = "/my/journeys/" + journey.value();
        String task = "/my/tasks/" + economy.id();
        Http ingrid = signedIn(person(INGRID));
        Http amir = signedIn(person(AMIR));
        Http odd = signedIn(person(ODD));
        assertThat(boards.of(journeys.find(journey).orElseThrow().subjectNumber()))
                .as("what the register answered when it registered the association")
                .containsExactlyInAnyOrder(person(INGRID), person(AMIR), person(LIV));
        assertThat(ingrid.get(page).status()).isEqualTo(200);
        assertThat(ingrid.get(task).status()).isEqualTo(200);
        assertThat(amir.get(task).status()).as("on the board, and no founder").isEqualTo(200);
        assertThat(odd.get(page).status()).isEqualTo(404);
        assertThat(consents.holds(journey.value(), "bank-onboarding")).isTrue();

        assertThat(tell("bank", "BoardRegistered", board(association, ODD)).status())
                .as("nobody but the register")
                .isEqualTo(403);
        assertThat(odd.get(page).status()).isEqualTo(404);
        assertThat(tell("brreg", "BoardRegistered", board(association, AMIR, LIV, ODD))
                        .status())
                .isEqualTo(202);

        Http.Answer out = ingrid.get(page);
        assertThat(out.status()).isEqualTo(403);
        assertThat(out.body()).contains("ikke har sittet i styret siden").doesNotContain(economy.id());
        assertThat(ingrid.get(task).status()).isEqualTo(403);
        assertThat(ingrid.get(page + "/messages/WindDownProposed").status()).isIn(403, 404);
        assertThat(ingrid.get("/api/journeys/" + journey.value()).status()).isEqualTo(404);
        assertThat(ingrid.get("/my").body()).doesNotContain(economy.id());
        assertThat(answering.answer(economy.id(), citizen(person(INGRID)), Map.of()))
                .isInstanceOf(Outcome.NotFound.class);
        assertThat(amir.get(page).status()).isEqualTo(200);
        assertThat(odd.get("/my").body()).contains(journey.value(), economy.id());
        assertThat(odd.get(task).status()).isEqualTo(200);
        assertThat(consents.holds(journey.value(), "bank-onboarding"))
                .as("those who are left have agreed")
                .isTrue();
        assertThat(log.of(journey))
                .filteredOn(event -> event.kind() == JourneyEvent.Kind.MANDATE_ENDED)
                .extracting(JourneyEvent::outcome)
                .containsExactly("board");

        assertThat(tell("brreg", "BoardRegistered", board(association, INGRID)).status())
                .isEqualTo(202);
        assertThat(ingrid.get(task).status()).as("elected again").isEqualTo(200);
        assertThat(amir.get(page).status()).isEqualTo(403);
    }

    @Test
    void whenAFounderDiesHerHeirsGoOnUntilTheRegisterHasABoard() throws Exception {
        JourneyId journey = stand("Task_HoldFoundingMeeting");
        PersonId heir = person(ODD);
        Http odd = signedIn(heir);
        WorkItem meeting = open(journey, "Task_HoldFoundingMeeting");
        String page = "/my/journeys/" + journey.value();
        String task = "/my/tasks/" + meeting.id();
        PersonId founder = journeys.participants(journey).get(0).person();
        String number = Objects.requireNonNull(
                        people.find(founder).orElseThrow().nationalId())
                .value();

        assertThat(tell("tingrett", "HeirsNamed", "\"deceased.nationalId\":\"" + number + "\",\"heirs\":" + people(ODD))
                        .status())
                .isEqualTo(202);
        assertThat(odd.get(page).status()).as("while the founder lives").isEqualTo(404);
        String died = "\"deceased.nationalId\":\"" + number + "\",\"deceased.deathDate\":\"2026-01-02\"";
        assertThat(tell("tingrett", "PersonDied", died).status())
                .as("of deaths the population register alone tells")
                .isEqualTo(403);
        assertThat(tell("folkeregisteret", "PersonDied", died).status()).isEqualTo(202);

        assertThat(answering.answer(meeting.id(), citizen(founder), Map.of())).isInstanceOf(Outcome.NotFound.class);
        assertThat(odd.get(page).body()).contains("som arving");
        assertThat(odd.get(task).status()).isEqualTo(200);
        assertThat(odd.get("/my").body()).contains(journey.value(), meeting.id());
        assertThat(signedIn(person(LIV)).get(page).status()).isEqualTo(404);
        runner.walkOn(scenario(), journey, "bank.account.open", "Task_DescribeEconomy");
        assertThat(odd.get(page).status()).as("the board acts now").isEqualTo(404);
        assertThat(signedIn(person(LIV)).get(page).status()).isEqualTo(200);
    }

    /** The village choir founded by somebody of this test's own, since death is for good. */
    private JourneyId stand(String... waiting) throws Exception {
        return waiting.length > 1
                ? runner.stand(scenario(), waiting)
                : runner.standStartedBy(scenario(), somebodyNew(), waiting);
    }

    private String somebodyNew() {
        return IntStream.range(0, 100_000)
                .mapToObj(end -> NationalId.parse("148384" + String.format("%05d", end)))
                .flatMap(Optional::stream)
                .filter(free -> people.byNationalId(free).isEmpty())
                .findFirst()
                .orElseThrow()
                .value();
    }

    private Scenario.File scenario() {
        return Scenario.all(models).stream()
                .filter(each -> each.lifeEvent().equals("voluntary-organisation")
                        && each.name().equals("village-choir"))
                .findFirst()
                .orElseThrow();
    }

    private Http.Answer tell(String actor, String type, String data) {
        return new Http(port)
                .withTokenOf(organisations.playing(actor).get(0).number().value())
                .with("Content-Type", "application/cloudevents+json")
                .post(
                        "/api/events",
                        "{\"specversion\":\"1.0\",\"id\":\"" + UUID.randomUUID() + "\",\"source\":\"urn:register\","
                                + "\"type\":\"" + type + "\",\"datacontenttype\":\"application/json\",\"data\":{" + data
                                + "}}");
    }

    private static String board(String association, String... members) {
        return "\"organisation.number\":\"" + association + "\",\"register.board\":" + people(members);
    }

    private static String people(String... numbers) {
        return Arrays.stream(numbers)
                .map(each -> "{\"nationalId\":\"" + each + "\",\"name\":\"Navn\"}")
                .toList()
                .toString();
    }

    private WorkItem open(JourneyId journey, String element) {
        List<WorkItem> found = work.ofJourney(journey).stream()
                .filter(item -> item.open() && element.equals(item.element()))
                .toList();
        assertThat(found).as(element).hasSize(1);
        return found.get(0);
    }

    private PersonId person(String number) {
        return people.register(NationalId.of(number), "Navn", null, null).id();
    }

    private Http signedIn(PersonId person) {
        String username = "boards." + UUID.randomUUID();
        accounts.open(username, person, null, Set.of(Role.CITIZEN), accounts.hash("demo"));
        return new Http(port).signedInAs(username);
    }

    private static CurrentUser citizen(PersonId person) {
        return new CurrentUser(person, "", null, Set.of(), false, Set.of(Role.CITIZEN));
    }
}
