package org.samspill.agencies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.samspill.actors.NationalId;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.actors.Role;
import org.samspill.identity.Accounts;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.work.WorkItem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Journeys and work items as data, as a case system or a citizen's own program uses them. */
@SamspillTest
class CaseSystemTest {

    private final Garden garden;
    private final Accounts accounts;
    private final People people;
    private final Journeys journeys;
    private final int port;

    @Autowired
    CaseSystemTest(
            ApplicationContext context,
            Accounts accounts,
            People people,
            Journeys journeys,
            @LocalServerPort int port) {
        this.garden = Garden.of(context);
        this.accounts = accounts;
        this.people = people;
        this.journeys = journeys;
        this.port = port;
    }

    /** Someone who has signed in, with the CSRF token that her page would send. */
    private Http signedIn(PersonId person, String organisation, Role role) {
        String username = "case." + UUID.randomUUID();
        OrganisationNumber employer = organisation == null ? null : OrganisationNumber.of(organisation);
        if (employer != null) {
            people.employ(person, employer, Set.of(), false);
        }
        accounts.open(username, person, employer, Set.of(role), accounts.hash("demo"));
        Http http = new Http(port).signedInAs(username);
        return http.with("X-CSRF-TOKEN", http.csrf("/"));
    }

    /** A citizen with a number of her own. */
    private Http citizen(String nationalId) {
        return signedIn(
                people.register(NationalId.of(nationalId), "Kari Dyrker", null, null)
                        .id(),
                null,
                Role.CITIZEN);
    }

    @Test
    void nobodyStartsAsSomebodyElse() {
        Http stranger = citizen("01819011652");
        Http.Answer answer = stranger.post("/api/journeys", """
                {"lifeEvent": "shared-garden", "data": {"grower.nationalId": "01819010192", "plot.area": 12.5}}""");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("field").asText()).isEqualTo("grower.nationalId");
        assertThat(answer.json().get("problems").get(0).get("detail").asText()).isNotBlank();
    }

    private Http caseworker() {
        return signedIn(garden.person(), Garden.TOOL_SHED, Role.CASEWORKER);
    }

    /** A journey that waits for a person in the tool shed. */
    private WorkItem toConfirm() {
        JourneyId journey = garden.started();
        String survey = garden.held(journey, "w");
        garden.office.post(
                "/engine-rest/external-task/" + survey + "/complete",
                Map.of("workerId", "w", "variables", Garden.surveyed()));
        String loan = garden.waiting(journey).id();
        garden.shed.post("/engine-rest/external-task/fetchAndLock", Garden.fetch("w", Garden.LEND, journey));
        garden.shed.post(
                "/engine-rest/external-task/" + loan + "/complete",
                Map.of("workerId", "w", "variables", Map.of("kit.number", Garden.typed("String", "K-7"))));
        return garden.waiting(journey);
    }

    @Test
    void aCitizenStartsOnceWithTheAnswersOfTheForm() {
        Http citizen = citizen("01819010192").with("Idempotency-Key", "k-" + UUID.randomUUID());
        String body = """
                {"lifeEvent": "shared-garden", "data": {"grower.nationalId": "01819010192", "plot.area": 12.5, "plot.from": "2027-05-01"}}""";
        Http.Answer first = citizen.post("/api/journeys", body);
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        String id = first.json().get("id").asText();
        assertThat(first.header("Location")).contains("/api/journeys/" + id);
        assertThat(first.json().get("state").asText()).isEqualTo("open");
        assertThat(first.json().get("waiting").get(0).get("titles").get("en").asText())
                .isEqualTo("Survey the plot");
        assertThat(journeys.dataOf(journeys.find(new JourneyId(id)).orElseThrow()))
                .containsEntry("plot.area", 12.5)
                .containsEntry("plot.from", "2027-05-01");

        Http.Answer second = citizen.post("/api/journeys", body);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().get("id").asText()).isEqualTo(id);
        assertThat(citizen.get("/api/journeys/" + id).status()).isEqualTo(200);
        assertThat(citizen.get("/api/journeys/" + id + "/timeline")
                        .json()
                        .get(0)
                        .get("kind")
                        .asText())
                .isEqualTo("started");

        Http.Answer other = citizen.post("/api/journeys", body.replace("12.5", "13"));
        assertThat(other.status()).as(other.body()).isEqualTo(422);
        assertThat(other.json().get("type").asText()).endsWith("key-used-before");
        assertThat(journeys.dataOf(journeys.find(new JourneyId(id)).orElseThrow()))
                .containsEntry("plot.area", 12.5);

        Http stranger = signedIn(garden.person(), null, Role.CITIZEN);
        assertThat(stranger.get("/api/journeys/" + id).status()).isEqualTo(404);
        assertThat(stranger.get("/api/journeys/" + id + "/timeline").status()).isEqualTo(404);
    }

    @Test
    void wrongAnswersAreNamedAllAtOnce() {
        Http citizen = signedIn(garden.person(), null, Role.CITIZEN);
        Http.Answer answer = citizen.post("/api/journeys", """
                {"lifeEvent": "shared-garden", "data": {"grower.nationalId": "01819010193"}}""");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("problems").findValuesAsText("field"))
                .containsExactlyInAnyOrder("grower.nationalId", "plot.area");
        Http.Answer more = citizen.post("/api/journeys", """
                {"lifeEvent": "shared-garden", "data": {"kit.number": "K-1"}}""");
        assertThat(more.status()).isEqualTo(400);
        assertThat(more.json().get("field").asText()).isEqualTo("data.kit.number");
        assertThat(citizen.post("/api/journeys", "{\"lifeEvent\": \"no-such\"}").status())
                .isEqualTo(404);
        assertThat(citizen.post("/api/journeys", "{}").json().get("field").asText())
                .isEqualTo("lifeEvent");
    }

    @Test
    void anOrganisationStartsWithAnEventThatItMaySend() {
        String body = """
                {"lifeEvent": "shared-garden", "data": {"grower.nationalId": "01819010192", "plot.area": 20}}""";
        Http office = new Http(port)
                .withTokenOf(Garden.SURVEY_OFFICE)
                .with("Idempotency-Key", UUID.randomUUID().toString());
        Http.Answer started = office.post("/api/journeys", body);
        assertThat(started.status()).as(started.body()).isEqualTo(201);
        assertThat(office.post("/api/journeys", body).json().get("id"))
                .isEqualTo(started.json().get("id"));
        String path = "/api/journeys/" + started.json().get("id").asText();
        assertThat(office.get(path).status()).isEqualTo(200);

        Http shed = new Http(port).withTokenOf(Garden.TOOL_SHED);
        assertThat(shed.post("/api/journeys", body).status()).isEqualTo(403);
        assertThat(shed.get(path).status()).isEqualTo(404);
        assertThat(office.post("/api/journeys", body.replace("01819010192", "01819010193"))
                        .status())
                .isIn(200, 400);
    }

    @Test
    void aTimelineTellsAnOrganisationHowItsOwnStepsEndedOnly() {
        JourneyId journey = garden.started();
        String survey = garden.held(journey, "w");
        garden.office.post(
                "/engine-rest/external-task/" + survey + "/bpmnError", Map.of("workerId", "w", "errorCode", "no-plot"));
        JsonNode own =
                garden.office.get("/api/journeys/" + journey + "/timeline").json();
        assertThat(own.findValuesAsText("reason")).contains("no-plot");
        assertThat(own.findValuesAsText("kind")).contains("started", "refused", "ended");
        assertThat(garden.shed.get("/api/journeys/" + journey + "/timeline").status())
                .isEqualTo(404);
    }

    @Test
    void aCaseSystemListsClaimsAndAnswers() {
        WorkItem item = toConfirm();
        Http first = caseworker();
        Http second = caseworker();
        JsonNode page = first.get("/api/work-items?element=Task_Confirm&text=" + item.journey())
                .json();
        assertThat(page.get("items")).hasSize(1);
        assertThat(page.get("items").get(0).get("id").asText()).isEqualTo(item.id());
        assertThat(page.get("items").get(0).get("promise").get("within").asText())
                .isEqualTo("P2D");
        assertThat(page.get("next").isNull()).isTrue();

        String path = "/api/work-items/" + item.id();
        assertThat(first.post(path + "/claim", "").status()).isEqualTo(200);
        assertThat(first.post(path + "/claim", "").status()).isEqualTo(200);
        Http.Answer taken = second.post(path + "/claim", "");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.json().get("type").asText()).endsWith("taken");
        assertThat(second.post(path + "/complete", "{\"data\": {\"kit.confirmed\": true}}")
                        .status())
                .isEqualTo(409);

        JsonNode opened = first.get(path).json();
        assertThat(opened.get("data").get("kit.number").asText()).isEqualTo("K-7");
        assertThat(opened.get("data")).hasSize(1);
        assertThat(opened.get("fields").get(0).get("name").asText()).isEqualTo("kit.confirmed");
        Http.Answer empty = first.post(path + "/complete", "{}");
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.json().get("problems").get(0).get("field").asText()).isEqualTo("kit.confirmed");
        Http.Answer done = first.post(path + "/complete", "{\"data\": {\"kit.confirmed\": true}}");
        assertThat(done.status()).as(done.body()).isEqualTo(200);
        assertThat(done.json().get("state").asText()).isEqualTo("done");
        assertThat(journeys.find(item.journey()).orElseThrow().endElement()).isEqualTo("End_Growing");
        assertThat(first.post(path + "/complete", "{\"data\": {\"kit.confirmed\": true}}")
                        .status())
                .isEqualTo(200);
        assertThat(second.post(path + "/release", "").status()).isEqualTo(409);
    }

    @Test
    void severalAtOnceEachSayWhatCameOfThem() {
        WorkItem one = toConfirm();
        WorkItem other = toConfirm();
        JourneyId foreign = garden.started();
        Http http = caseworker();
        Http.Answer claimed = http.post(
                "/api/work-items/claim",
                "{\"ids\": [\"" + one.id() + "\", \"no-such\", \""
                        + garden.waiting(foreign).id() + "\", \"" + other.id() + "\"]}");
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(200);
        assertThat(claimed.json().get("results").findValuesAsText("result"))
                .containsExactly("done", "unknown-work-item", "unknown-work-item", "done");
        Http.Answer completed = http.post(
                "/api/work-items/complete",
                "{\"items\": [{\"id\": \"" + one.id() + "\", \"data\": {\"kit.confirmed\": true}}, {\"id\": \""
                        + other.id() + "\"}]}");
        assertThat(completed.json().get("results").findValuesAsText("result"))
                .containsExactly("done", "answers-refused");
        assertThat(completed
                        .json()
                        .get("results")
                        .get(1)
                        .get("problems")
                        .get(0)
                        .get("field")
                        .asText())
                .isEqualTo("kit.confirmed");
        assertThat(http.post("/api/work-items/release", "{\"ids\": [\"" + other.id() + "\"]}")
                        .json()
                        .get("results")
                        .findValuesAsText("result"))
                .containsExactly("done");
        assertThat(http.post("/api/work-items/refuse", "{\"ids\": [\"" + other.id() + "\"], \"reason\": \"no\"}")
                        .json()
                        .get("results")
                        .findValuesAsText("result"))
                .containsExactly("unknown-reason");
        assertThat(http.post("/api/work-items/claim", "{}").status()).isEqualTo(400);
    }

    @Test
    void anotherOrganisationsWorkIsNotThere() {
        WorkItem item = toConfirm();
        Http stranger = signedIn(garden.person(), Garden.SURVEY_OFFICE, Role.CASEWORKER);
        String path = "/api/work-items/" + item.id();
        assertThat(stranger.get(path).status()).isEqualTo(404);
        for (String verb : List.of("claim", "release", "complete", "assign", "refuse")) {
            Http.Answer answer = stranger.post(path + "/" + verb, "{\"to\": \"x\", \"reason\": \"x\"}");
            assertThat(answer.status()).as(verb).isEqualTo(404);
        }
        Http citizen = signedIn(garden.person(), null, Role.CITIZEN);
        assertThat(citizen.get("/api/work-items").status()).isEqualTo(403);
        assertThat(garden.shed.get("/api/work-items").status()).isEqualTo(403);
        assertThat(new Http(port).get("/api/work-items").status()).isEqualTo(401);
    }

    @Test
    void theInterfaceDescribesItself() {
        JsonNode api = signedIn(garden.person(), null, Role.CITIZEN)
                .get("/v3/api-docs")
                .json();
        assertThat(api.get("paths").has("/engine-rest/external-task/fetchAndLock"))
                .isTrue();
        assertThat(api.get("paths")
                        .get("/api/events")
                        .get("post")
                        .get("responses")
                        .has("202"))
                .isTrue();
        assertThat(api.get("components")
                        .get("schemas")
                        .get("LockedTask")
                        .get("properties")
                        .has("topicName"))
                .isTrue();
        assertThat(api.get("components")
                        .get("schemas")
                        .get("WorkItem")
                        .get("properties")
                        .has("promise"))
                .isTrue();
        assertThat(api.at("/paths/~1api~1work-items~1{id}~1claim/post/responses/409/description")
                        .asText())
                .isNotBlank();
    }
}
