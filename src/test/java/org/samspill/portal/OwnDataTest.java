package org.samspill.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.NationalId;
import org.samspill.actors.Organisation;
import org.samspill.actors.Organisations;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.actors.Role;
import org.samspill.catalogue.Origin;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.privacy.Disclosures;
import org.samspill.privacy.ErasureRequests;
import org.samspill.privacy.Questions;
import org.samspill.privacy.RetentionRun;
import org.samspill.work.Answering;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** A citizen's rights to her data: to have a look explained, to have a datum corrected, and to take everything along. */
@SamspillTest
class OwnDataTest {

    private static final NationalId SILJE = NationalId.of("03929104683");
    private static final Duration MOST = Duration.ofSeconds(5);

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext program;

    @Autowired
    WorkItems items;

    @Autowired
    Answering answering;

    @Autowired
    Questions questions;

    @Autowired
    People people;

    private Walk walk;
    private Http citizen;
    private JourneyId journey;
    private String page;

    @BeforeEach
    void journey() {
        walk = new Walk(program);
        citizen = new Http(port).signedInAs("parent.silje");
        Map<String, String> form = Map.of(
                "key", UUID.randomUUID().toString(),
                "about", "1",
                "report.text", "Nevrologisk sykdom",
                "hospital.admitted", "true");
        Http.Answer sent = citizen.postForm("/my", "/my/start/seriously-ill-child/send", form);
        assertThat(sent.status()).as(sent.body()).isEqualTo(302);
        journey = new JourneyId(sent.location().orElseThrow().replaceAll("/my/journeys/([^/]+)/started", "$1"));
        page = "/my/journeys/" + journey.value();
    }

    @Test
    void aLookIsExplainedByTheOneWhoLooked() {
        WorkItem family = walk.to(journey, "Task_CallFamily");
        CurrentUser looker = someoneAt(family, "Noen");
        assertThat(items.open(family.id(), looker)).isPresent();

        String seen = citizen.get(page + "/seen").body();
        assertThat(seen)
                .contains("Noen hos en virksomhet så på")
                .contains("Sendt fra system til system")
                .contains("Trondheim kommune");
        String people = seen.substring(seen.indexOf("id=\"people\""), seen.indexOf("id=\"machines\""));
        String ask = page + "/ask?look=" + group(people, "look=(\\d+)");
        assertThat(citizen.get(ask).body()).contains("Be om en forklaring").contains("Send til Trondheim kommune");

        Map<String, String> form = new HashMap<>(Map.of(
                "look",
                group(people, "look=(\\d+)"),
                "question.text",
                "Hvorfor så dere dette?",
                "_once",
                UUID.randomUUID().toString()));
        for (int press = 0; press < 2; press++) {
            assertThat(citizen.postForm(ask, page + "/ask", form).status()).isEqualTo(302);
        }
        assertThat(questions.of(journey.value(), silje())).hasSize(1);
        assertThat(citizen.get(page + "/seen").body())
                .contains("Du spurte Trondheim kommune")
                .contains("Du skrev: Hvorfor så dere dette?");

        WorkItem work = work();
        assertThat(work.element()).isEqualTo("Task_Explain");
        assertThat(work.organisation()).isEqualTo(family.organisation());
        assertThat(work.promise().origin()).isEqualTo(Origin.LAW);
        assertThat(Duration.between(Instant.now(), work.promise().dueAt()).toDays())
                .isBetween(27L, 32L);
        assertThat(items.open(work.id(), looker).orElseThrow().data())
                .containsEntry("question.text", "Hvorfor så dere dette?")
                .containsEntry("asker.name", "Silje Bakken")
                .hasEntrySatisfying(
                        "question.occasion", what -> assertThat((String) what).contains("Oppgitt grunn"));

        assertReadable(work, "trondheim.leader");
        assertThat(answer(work, looker, Map.of("answer.text", "kort"))).isInstanceOf(Outcome.Rejected.class);
        assertThat(answer(work, looker, Map.of("answer.text", "Camilla skulle ringe dere før innleggelsen.")))
                .isInstanceOf(Outcome.Done.class);
        assertThat(citizen.get("/my").body()).contains("Trondheim kommune har svart deg");
        assertThat(citizen.get(page + "/seen").body())
                .contains("Trondheim kommune svarte")
                .contains("Camilla skulle ringe dere før innleggelsen.")
                .contains("Datatilsynet");
        assertThat(citizen.get("/my").body()).doesNotContain("Trondheim kommune har svart deg");
    }

    @Test
    void aWrongDatumGoesToItsHolderAndTheAnswerComesBack() {
        walk.to(journey, "Task_CallFamily");
        String known = citizen.get(page + "/known").body();
        assertThat(known)
                .contains("Lea Bakken")
                .contains("Fra Skatteetaten")
                .contains("Nevrologisk sykdom")
                .contains("den som meldte det");
        String name = group(known, "datum=([a-z]+\\.name)");
        String ask = page + "/ask?datum=" + name;
        Http.Answer empty = citizen.postForm(ask, page + "/ask", Map.of("datum", name, "question.text", ""));
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body()).contains("Rett opp dette");
        assertThat(citizen.postForm(ask, page + "/ask", Map.of("datum", name, "question.text", "Hun heter Leah Bakken"))
                        .location())
                .contains(page + "/known");

        WorkItem work = work();
        assertThat(work.element()).isEqualTo("Task_Check");
        CurrentUser holder = someoneAt(work, "Saksbehandler");
        assertThat(holder.organisation()).extracting(Organisation::name).isEqualTo("Skatteetaten");
        assertThat(items.open(work.id(), holder).orElseThrow().data())
                .containsEntry("question.text", "Hun heter Leah Bakken")
                .doesNotContainKey("question.occasion");
        assertReadable(work, "skatteetaten.leader");
        assertThat(answer(
                        work,
                        holder,
                        Map.of("answer.outcome", "corrected", "answer.text", "Vi har rettet navnet i registeret.")))
                .as("corrected to what?")
                .isInstanceOf(Outcome.Rejected.class);
        assertThat(answer(
                        work,
                        holder,
                        Map.of(
                                "answer.outcome",
                                "corrected",
                                "answer.value",
                                "Leah Bakken",
                                "answer.text",
                                "Vi har rettet navnet i registeret.")))
                .isInstanceOf(Outcome.Done.class);
        assertThat(citizen.get(page + "/known").body()).contains("Leah Bakken");
        assertThat(citizen.get(page + "/everything.json").json().path("known"))
                .filteredOn(datum -> datum.path("name").asText().equals(name))
                .isNotEmpty()
                .allSatisfy(datum -> {
                    assertThat(datum.path("value").asText()).isEqualTo("Leah Bakken");
                    assertThat(datum.path("from").asText()).isEqualTo("Skatteetaten");
                    assertThat(Instant.parse(datum.path("at").asText()))
                            .isAfter(Instant.now().minusSeconds(600));
                });
        assertThat(citizen.get(page + "/known").body())
                .contains("Opplysningen er rettet")
                .contains("Vi har rettet navnet i registeret.");
    }

    @Test
    void aCorrectedDatumIsCheckedByItsDictionaryAndReadByTheNextStep() {
        WorkItem call = walk.to(journey, "Task_CallFamily");
        citizen.postForm(
                page + "/ask?datum=subject.municipality",
                page + "/ask",
                Map.of("datum", "subject.municipality", "question.text", "Vi har flyttet til Oslo"));
        WorkItem work = work();
        CurrentUser holder = someoneAt(work, "Saksbehandler");
        for (String wrong : List.of("Oslo et sted", "9999999", "")) {
            assertThat(answer(
                            work,
                            holder,
                            Map.of(
                                    "answer.outcome",
                                    "corrected",
                                    "answer.value",
                                    wrong,
                                    "answer.text",
                                    "Vi har rettet.")))
                    .as(wrong)
                    .isInstanceOf(Outcome.Rejected.class);
        }
        assertThat(items.ofJourney(journey))
                .filteredOn(WorkItem::open)
                .filteredOn(item -> item.id().equals(call.id()))
                .extracting(WorkItem::municipality)
                .containsExactly("5001");
        assertThat(answer(
                        work,
                        holder,
                        Map.of(
                                "answer.outcome",
                                "kept",
                                "answer.value",
                                "0301",
                                "answer.text",
                                "Adressen er riktig hos oss.")))
                .isInstanceOf(Outcome.Done.class);
        Journeys journeys = program.getBean(Journeys.class);
        assertThat(journeys.dataOf(journeys.find(journey).orElseThrow()))
                .as("what the holder keeps stays")
                .containsEntry("subject.municipality", "5001");

        citizen.postForm(
                page + "/ask?datum=subject.municipality",
                page + "/ask",
                Map.of("datum", "subject.municipality", "question.text", "Jo, vi har flyttet til Oslo"));
        assertThat(answer(
                        work(),
                        holder,
                        Map.of(
                                "answer.outcome",
                                "corrected",
                                "answer.value",
                                "0301",
                                "answer.text",
                                "Vi har rettet adressen.")))
                .isInstanceOf(Outcome.Done.class);
        assertThat(journeys.dataOf(journeys.find(journey).orElseThrow())).containsEntry("subject.municipality", "0301");
        assertThat(items.ofJourney(journey))
                .filteredOn(item -> item.id().equals(call.id()))
                .as("the work goes where the family lives")
                .extracting(WorkItem::municipality)
                .containsExactly("0301");
    }

    @Test
    void erasureIsAskedForDecidedByWhoeverIsResponsibleAndDoneWhenTheJourneyIsOver() {
        walk.to(journey, "Task_CallFamily");
        String known = citizen.get(page + "/known").body();
        assertThat(known)
                .contains("Slettes 5 år etter at dette er over.")
                .contains("Så lenge dette går, trengs opplysningene.")
                .contains("Be om at dette forløpet slettes")
                .contains("Be om at alt om deg slettes");
        String ask = page + "/ask?erase=journey";
        assertThat(citizen.get(ask).body()).contains("Send til Helsedirektoratet");
        assertThat(citizen.get(page + "/ask?erase=everybody").status()).isEqualTo(404);
        Map<String, String> form = Map.of(
                "erase",
                "journey",
                "question.text",
                "Vi trenger det ikke mer",
                "_once",
                UUID.randomUUID().toString());
        for (int press = 0; press < 2; press++) {
            assertThat(citizen.postForm(ask, page + "/ask", form).location()).contains(page + "/known");
        }
        assertThat(citizen.get(page + "/known").body()).contains("Du spurte Helsedirektoratet");

        WorkItem work = work();
        assertThat(work.element()).isEqualTo("Task_Erase");
        CurrentUser responsible = someoneAt(work, "Saksbehandler");
        assertThat(items.open(work.id(), responsible).orElseThrow().data())
                .containsEntry("question.about", "Alt om deg og de andre i dette forløpet")
                .containsEntry("question.text", "Vi trenger det ikke mer");
        assertReadable(work, "helsedir.leader");
        assertThat(answer(
                        work,
                        responsible,
                        Map.of("answer.outcome", "erase", "answer.text", "Det slettes når det er over.")))
                .isInstanceOf(Outcome.Done.class);

        assertThat(citizen.get("/my").body()).contains("Helsedirektoratet har svart deg");
        String answered = "/my/journeys/" + work.journey().value() + "/known";
        assertThat(citizen.get("/my").body()).contains(answered);
        assertThat(citizen.get(answered).body())
                .contains("Det slettes når det er over.")
                .contains("Slettes ");
        assertThat(citizen.get("/my").body()).doesNotContain("Helsedirektoratet har svart deg");
        assertThat(citizen.get(page + "/known").body()).contains("Det slettes");
        // The journey still goes on, so nothing of it has gone.
        program.getBean(RetentionRun.class).run();
        assertThat(citizen.get(page + "/known").body()).contains("Nevrologisk sykdom");
        assertThat(program.getBean(ErasureRequests.class).waiting(500))
                .anySatisfy(request -> assertThat(request.journey()).isEqualTo(journey.value()));
    }

    @Test
    void everythingIsTakenAlongWithinFiveSeconds() {
        walk.to(journey, "Task_DraftPlan");
        citizen.get(page + "/everything.json");
        Instant begin = Instant.now();
        Http.Answer file = citizen.get(page + "/everything.json");
        Duration json = Duration.between(begin, Instant.now());
        begin = Instant.now();
        Http.Answer html = citizen.get(page + "/everything");
        Duration read = Duration.between(begin, Instant.now());
        JsonNode all = file.json();
        System.out.printf(
                "Everything about a journey of %d log rows and %d disclosures: %d ms as JSON, %d ms to read%n",
                all.path("events").size(), all.path("disclosures").size(), json.toMillis(), read.toMillis());
        assertThat(json).isLessThan(MOST);
        assertThat(read).isLessThan(MOST);

        assertThat(all.path("format").asText()).isEqualTo("samspill-journey/1");
        assertThat(all.path("events"))
                .hasSize(program.getBean(JourneyLog.class).of(journey).size());
        // That she read what is known before this download stands in it; that she reads it now is written with it.
        assertThat(all.path("disclosures").size())
                .isGreaterThanOrEqualTo(
                        program.getBean(Disclosures.class).of(journey.value()).size() - 2);
        assertThat(all.path("known").findValuesAsText("name"))
                .contains("report.text", "child.name", "child.nationalId");
        // Decisions of several agencies run through one block at the same time.
        assertThat(all.path("known"))
                .filteredOn(datum -> Set.of("pleiepenger.outcome", "hjelpestonad.outcome")
                        .contains(datum.path("name").asText()))
                .isNotEmpty()
                .allSatisfy(datum -> assertThat(datum.path("from").asText()).isEqualTo("Nav"));
        assertThat(all.path("known")).allSatisfy(datum -> {
            assertThat(datum.path("kept").asText()).startsWith("P");
            assertThat(datum.path("stays").asText()).startsWith("Slettes");
        });
        assertThat(html.body())
                .contains("Nevrologisk sykdom")
                .contains("everything.json")
                .contains("Slettes 5 år etter");
        all.path("disclosures")
                .forEach(row -> assertThat(row.path("purpose").asText()).isNotBlank());
        assertThat(citizen.get(page + "/seen").body()).contains("Innsyn i egne opplysninger");
    }

    @Test
    void aDatumOfBranchesThatRunAtOnceIsNamedByItsOwnStep() {
        walk.with("nav.pleiepenger.decide", Map.of("decision.outcome", "rejected"))
                .untilAwaited(journey, "AppealFiled");
        JsonNode all = citizen.get(page + "/everything.json").json();
        List<JsonNode> rejected = new java.util.ArrayList<>();
        all.path("known").forEach(datum -> {
            if (datum.path("name").asText().equals("decision.outcome")
                    && datum.path("value").asText().equals("rejected")) {
                rejected.add(datum);
            }
        });
        assertThat(rejected).isNotEmpty().allSatisfy(datum -> {
            assertThat(datum.path("from").asText()).isEqualTo("Nav");
            Instant at = Instant.parse(datum.path("at").asText());
            assertThat(events(all, "nav.pleiepenger.decide")).contains(at);
        });
    }

    private List<Instant> events(JsonNode all, String service) {
        List<String> decided = items.ofJourney(journey).stream()
                .filter(item -> service.equals(item.service()))
                .map(WorkItem::element)
                .toList();
        List<Instant> times = new java.util.ArrayList<>();
        program.getBean(JourneyLog.class).of(journey).stream()
                .filter(event -> service.equals(event.service()))
                .forEach(event -> times.add(event.at()));
        assertThat(decided).isNotEmpty();
        return times;
    }

    @Test
    void nobodyAsksAboutOthersOrReadsTheirAnswers() {
        walk.to(journey, "Task_CallFamily");
        Http other = new Http(port).signedInAs("parent.tone");
        for (String address :
                List.of("/known", "/everything", "/everything.json", "/ask?datum=child.name", "/ask?look=1")) {
            assertThat(other.get(page + address).status()).as(address).isEqualTo(404);
        }
        assertThat(other.postForm("/my", page + "/ask", Map.of("datum", "child.name", "question.text", "Noe er feil"))
                        .status())
                .isEqualTo(404);
        for (String wrong : List.of("/ask", "/ask?datum=no.such", "/ask?look=999999999")) {
            assertThat(citizen.get(page + wrong).status()).as(wrong).isEqualTo(404);
        }
        assertThat(questions.of(journey.value(), silje())).isEmpty();
    }

    private PersonId silje() {
        return people.byNationalId(SILJE).orElseThrow().id();
    }

    /** The work that the question has become. */
    private WorkItem work() {
        return items
                .ofJourney(new JourneyId(
                        questions.of(journey.value(), silje()).get(0).id()))
                .stream()
                .filter(WorkItem::open)
                .findFirst()
                .orElseThrow();
    }

    /** The page of the work, in the browser of somebody whose work it is. */
    private void assertReadable(WorkItem work, String username) {
        Http caseworker = new Http(port).signedInAs(username);
        assertThat(caseworker.get("/work/" + work.id()).body())
                .contains("Hvorfor den er her")
                .contains("svarer for det den gjorde i det andre forløpet");
        assertThat(caseworker.get("/journeys/" + work.journey().value()).status())
                .isEqualTo(200);
    }

    private CurrentUser someoneAt(WorkItem item, String name) {
        Organisation organisation =
                program.getBean(Organisations.class).find(item.organisation()).orElseThrow();
        return new CurrentUser(
                new PersonId(UUID.randomUUID().toString()),
                name,
                organisation,
                Set.of(),
                true,
                Set.of(Role.CASEWORKER));
    }

    private Outcome answer(WorkItem item, CurrentUser user, Map<String, String> typed) {
        Map<String, String[]> posted = new HashMap<>();
        typed.forEach((name, value) -> posted.put(name, new String[] {value}));
        return answering.answer(item.id(), user, posted);
    }

    private static String group(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as("%s on the page", pattern).isTrue();
        return matcher.group(1);
    }
}
