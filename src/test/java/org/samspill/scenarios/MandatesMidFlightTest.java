package org.samspill.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.Browser;
import org.samspill.BrowserTest;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Mandates;
import org.samspill.actors.NationalId;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.actors.Role;
import org.samspill.catalogue.ModelSource;
import org.samspill.demo.Answer;
import org.samspill.demo.Player;
import org.samspill.demo.Scenario;
import org.samspill.demo.UsualAnswers;
import org.samspill.identity.Accounts;
import org.samspill.journeys.Guarding;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.privacy.Consents;
import org.samspill.work.Answering;
import org.samspill.work.HandOver;
import org.samspill.work.JointConsent;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.samspill.work.WorkList;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/**
 * Who may act for a seriously ill child changes while its journey runs: the register says that a parent no longer has parental responsibility, and the child
 * turns 12, 16 and 18. What a parent may no longer see or do is gone with the next click, and nothing waits for somebody who cannot do it.
 */
@SamspillTest
@BrowserTest
@Import({ScenarioRunner.class, Recorder.class})
class MandatesMidFlightTest {

    private static final String KARI = "05848729835";
    private static final String PER = "21908502954";
    private static final String REGISTER = "folkeregisteret";

    @Autowired
    private ScenarioRunner runner;

    @Autowired
    private ModelSource models;

    @Autowired
    private WorkItems work;

    @Autowired
    private Answering answering;

    @Autowired
    private WorkList list;

    @Autowired
    private JourneyLog log;

    @Autowired
    private Consents consents;

    @Autowired
    private JointConsent joint;

    @Autowired
    private Guarding guarding;

    @Autowired
    private HandOver handOver;

    @Autowired
    private Mandates mandates;

    @Autowired
    private People people;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Player player;

    @Autowired
    private UsualAnswers usual;

    @Autowired
    private org.samspill.actors.Organisations organisations;

    @LocalServerPort
    private int port;

    private String number;
    private String name;
    private PersonId emil;
    private PersonId kari;
    private PersonId per;
    private Http mother;
    private Http father;

    @BeforeEach
    void family() {
        kari = person(KARI);
        per = person(PER);
        // A child of its own for each test: what is told of a child holds in all its journeys.
        number = IntStream.range(0, 100_000)
                .mapToObj(end -> NationalId.parse("148319" + String.format("%05d", end)))
                .flatMap(Optional::stream)
                .filter(free -> people.byNationalId(free).isEmpty())
                .findFirst()
                .orElseThrow()
                .value();
        // So that one test does not see the children of another.
        name = "Trygve" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
        emil = people.register(NationalId.of(number), name + " Nordlie", LocalDate.of(2019, 3, 14), "0301")
                .id();
        people.relate(kari, emil);
        people.relate(per, emil);
        mother = new Http(port).signedInAs("parent.kari");
        father = signedIn(per);
    }

    @AfterEach
    void now() {
        ClockUtil.reset();
    }

    @Test
    void whoLosesParentalResponsibilityBeforeAnsweringIsOutAndTheOtherAnswersAlone() throws Exception {
        JourneyId caring = stand("Task_DescribeCare", "nav.pleiepenger.decide");
        JourneyId journey = stand("Task_GiveConsent");
        String address = "/my/journeys/" + journey.value();
        WorkItem asked = open(journey, "Task_GiveConsent").stream()
                .filter(item -> per.equals(item.person()))
                .findFirst()
                .orElseThrow();
        WorkItem care = open(caring, "Task_DescribeCare").get(0);
        for (String each : List.of(address, address + "/seen", "/my/tasks/" + asked.id(), "/my/tasks/" + care.id())) {
            assertThat(father.get(each).status()).as(each).isEqualTo(200);
        }
        assertThat(father.get("/my").body()).contains(name, asked.id());

        assertThat(tell(journey, KARI)).isEqualTo(202);

        Http.Answer page = father.get(address);
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.body()).contains("ikke har hatt foreldreansvar").doesNotContain(name, asked.id());
        for (String each : List.of(
                address + "/seen",
                "/my/tasks/" + asked.id(),
                "/my/tasks/" + care.id(),
                "/my/journeys/" + caring.value())) {
            Http.Answer answer = father.get(each);
            assertThat(answer.status()).as(each).isIn(403, 404);
            assertThat(answer.body()).as(each).doesNotContain(name);
        }
        assertThat(father.get("/api/journeys/" + journey.value()).status()).isEqualTo(404);
        assertThat(father.get("/my").body()).doesNotContain(name, asked.id());
        assertThat(answering.answer(asked.id(), citizen(per), Map.of())).isInstanceOf(Outcome.NotFound.class);
        assertThat(answering.answer(care.id(), citizen(per), Map.of())).isInstanceOf(Outcome.NotFound.class);
        assertThat(list.tasksOf(per)).extracting(WorkItem::journey).doesNotContain(journey, caring);
        assertThat(father.postForm(
                                "/my",
                                "/my/start/seriously-ill-child/send",
                                Map.of("child.nationalId", number, "report.text", "Syk"))
                        .body())
                .as("starting for the child")
                .contains("Folkeregisteret har ikke deg som foresatt");

        assertThat(mother.get(address).status()).isEqualTo(200);
        assertThat(open(journey, "Task_GiveConsent"))
                .as("both questions are hers now")
                .hasSize(2)
                .allMatch(item -> kari.equals(item.person()));
        work.ofJourney(journey).stream()
                .filter(item -> item.open() && item.element().equals("Task_GiveConsent"))
                .forEach(this::answer);
        assertThat(consents.holds(journey.value(), "peer-support"))
                .as("what one alone may say")
                .isTrue();
        assertThat(log.of(journey)).extracting(JourneyEvent::kind).contains(JourneyEvent.Kind.MANDATE_ENDED);
    }

    @Test
    void consentsOutliveAParentWhoLeavesAsLongAsTheOtherHasAgreedAndEndWithTheLast() throws Exception {
        JourneyId journey =
                stand("patient-organisation.peer-support.match", "nav.pleiepenger.decide", "Task_DescribeCare");
        assertThat(consents.holds(journey.value(), "peer-support")).isTrue();

        assertThat(tell(journey, KARI)).isEqualTo(202);
        assertThat(consents.holds(journey.value(), "peer-support")).isTrue();
        assertThat(passed(journey)).doesNotContain("Boundary_PeerConsentWithdrawn");

        String aunt = "25837911470";
        assertThat(tell(journey, aunt)).isEqualTo(202);
        assertThat(consents.holds(journey.value(), "peer-support")).isFalse();
        assertThat(passed(journey)).contains("Boundary_PeerConsentWithdrawn");
        assertThat(work.ofJourney(journey))
                .filteredOn(item -> "nav.pleiepenger.decide".equals(item.service()))
                .anyMatch(WorkItem::open);
        assertThat(mother.get("/my/journeys/" + journey.value()).status()).isEqualTo(403);
        Http newcomer = signedIn(person(aunt));
        assertThat(newcomer.get("/my/journeys/" + journey.value()).status()).isEqualTo(200);
        assertThat(newcomer.get("/my").body()).contains(journey.value());
    }

    @Test
    void birthdaysMoveTheRightFromTheParentsToTheChild() throws Exception {
        JourneyId caring = stand("Task_DescribeCare", "nav.pleiepenger.decide");
        JourneyId journey = stand("Task_GiveConsent");
        String address = "/my/journeys/" + journey.value();
        String other = "/my/journeys/" + caring.value();
        WorkItem care = open(caring, "Task_DescribeCare").get(0);
        WorkItem asked = open(journey, "Task_GiveConsent").stream()
                .filter(item -> kari.equals(item.person()))
                .findFirst()
                .orElseThrow();
        Http child = signedIn(emil);

        on(2031, 3, 13);
        assertThat(mother.get(address).body()).doesNotContain("Barnet har fylt 12");
        on(2031, 3, 14);
        assertThat(mother.get(address).body()).contains("Barnet har fylt 12");
        assertThat(child.get(address).status()).as("at 12").isIn(403, 404);

        on(2035, 3, 13);
        assertThat(mother.get(address).status()).isEqualTo(200);
        assertThat(mother.get("/my/tasks/" + asked.id()).status()).isEqualTo(200);
        assertThat(child.get(address).status()).as("the day before 16").isIn(403, 404);

        on(2035, 3, 14);
        Http.Answer less = mother.get(address);
        assertThat(less.status()).isEqualTo(403);
        assertThat(less.body()).contains("fylte 16").doesNotContain(asked.id());
        assertThat(mother.get(other).body()).contains("fylte 16", "/my/tasks/" + care.id());
        assertThat(mother.get("/my/tasks/" + care.id()).status())
                .as("applications are the parents' until 18")
                .isEqualTo(200);
        assertThat(mother.get("/my/tasks/" + asked.id()).status()).isEqualTo(403);
        assertThat(answering.answer(asked.id(), citizen(kari), Map.of())).isInstanceOf(Outcome.NotFound.class);
        assertThat(child.get(address).status()).as("at 16").isEqualTo(200);
        assertThat(child.get("/my").body()).contains(journey.value());
        assertThat(child.get("/my/tasks/" + asked.id()).status()).isEqualTo(200);
        assertThat(child.get("/my/tasks/" + care.id()).status()).isEqualTo(403);

        handOver.passOutgrown();
        assertThat(open(journey, "Task_GiveConsent")).hasSize(2).allMatch(item -> emil.equals(item.person()));
        open(journey, "Task_GiveConsent").forEach(this::answer);
        assertThat(consents.holds(journey.value(), "peer-support")).isTrue();
        assertThat(consents.of(journey.value()))
                .allMatch(consent -> consent.grantor().equals(emil));

        assertThat(mandates.ask(emil, kari)).isTrue();
        assertThat(mother.get(address).body()).contains("etter fullmakt");
        assertThat(mandates.takeBack(emil, kari)).isTrue();
        assertThat(mother.get(address).status()).isEqualTo(403);

        on(2037, 3, 14);
        Http.Answer none = mother.get(other);
        assertThat(none.status()).isEqualTo(403);
        assertThat(none.body()).contains("ble myndig").doesNotContain(care.id());
        assertThat(mother.get("/my/tasks/" + care.id()).status()).isEqualTo(403);
        assertThat(child.get("/my/tasks/" + care.id()).status()).isEqualTo(200);
    }

    @Test
    void aParentWhoNeedNotBeAskedIsLetGoWithoutBeingTold(Browser browser) throws Exception {
        JourneyId journey = stand("Task_GiveConsent");
        String page = "/journeys/" + journey.value() + "/exemptions";
        String address = "/my/journeys/" + journey.value();
        WorkItem hers = asked(journey, kari);
        WorkItem his = asked(journey, per);
        answer(hers);
        assertThat(consents.holds(journey.value(), "peer-support"))
                .as("he has not answered")
                .isFalse();

        Http colleague = new Http(port).signedInAs("ous.mette");
        assertThat(colleague.get(page).status()).isEqualTo(403);
        assertThat(colleague.postForm("/work", page, Map.of("parent", "1")).status())
                .isEqualTo(403);
        assertThat(new Http(port).signedInAs("fjordbanken.ida").get(page).status())
                .as("no part in the journey")
                .isEqualTo(404);
        Http camilla = new Http(port).signedInAs("ous.camilla");
        Http.Answer shown = camilla.get(page);
        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        String place = placeOf(shown.body(), people.find(per).orElseThrow().name());
        assertThat(camilla.postForm(page, page, Map.of("parent", place, "basis", "", "explanation", ""))
                        .body())
                .contains("Skriv lovhjemmelen", "Skriv en begrunnelse")
                .contains("id=\"basis-error\"", "id=\"explanation-error\"", "aria-invalid=\"true\"")
                .doesNotContain("id=\"parent-error\"");
        assertThat(consents.holds(journey.value(), "peer-support")).isFalse();
        Map<String, String> decision =
                Map.of("parent", place, "basis", "Barneloven § 43", "explanation", "Besøksforbud etter mishandling");
        assertThat(camilla.postForm(page, page, decision).status()).isEqualTo(302);
        assertThat(camilla.get(page).body()).contains("Barneloven § 43", "Besøksforbud", "På grunn av vold");
        browser.as("ous.camilla").open(page).isSound().isAccessible().isReachedByKeys();
        browser.as("ous.camilla").english().phone().dark().open(page).isSound().isAccessible();

        assertThat(consents.holds(journey.value(), "peer-support"))
                .as("hers is enough now")
                .isTrue();
        assertThat(work.find(his.id(), citizen(per)).filter(WorkItem::open))
                .as("nothing waits for him")
                .isEmpty();
        for (String each : List.of("/my", address, address + "/known", address + "/seen", address + "/everything")) {
            assertThat(father.get(each).body())
                    .as(each)
                    .doesNotContainIgnoringCase("unntak")
                    .doesNotContainIgnoringCase("besøksforbud")
                    .doesNotContain("§ 43", "På grunn av vold");
        }
        assertThat(log.of(journey))
                .extracting(event -> event.outcome() + " " + event.detail())
                .noneMatch(words -> words.contains("violence") || words.contains("exempt"));
        assertThat(colleague.get("/journeys/" + journey.value()).body()).doesNotContain("§ 43", "Besøksforbud");

        String end = camilla.get(page).body().replaceAll("(?s).*(/journeys/[^\"]+/exemptions/[^\"]+/end).*", "$1");
        assertThat(camilla.postForm(page, end, Map.of()).status()).isEqualTo(302);
        assertThat(consents.holds(journey.value(), "peer-support"))
                .as("he has to agree again")
                .isFalse();
    }

    @Test
    void whoIsExemptIsNotAskedLaterEither() throws Exception {
        JourneyId journey = stand("Task_InformFamily");
        joint.exempt(
                journey,
                per,
                "Barneloven § 43",
                "Besøksforbud",
                new CurrentUser(
                        PersonId.random(),
                        "",
                        organisations.playing("municipality").get(0),
                        Set.of(JointConsent.RIGHT),
                        false,
                        Set.of(Role.CASEWORKER)));
        runner.walkOn(scenario(), journey, "Task_GiveConsent");
        assertThat(open(journey, "Task_GiveConsent"))
                .extracting(WorkItem::person)
                .containsExactly(kari);
        answer(asked(journey, kari));
        assertThat(consents.holds(journey.value(), "peer-support")).isTrue();
    }

    @Test
    void aParentFromWhomTheChildsAddressIsHiddenNeedNotAgreeForAsLongAsItIs() throws Exception {
        JourneyId journey = stand("Task_GiveConsent");
        answer(asked(journey, kari));
        WorkItem his = asked(journey, per);
        try {
            protection(journey, "confidential");
            assertThat(consents.holds(journey.value(), "peer-support")).isTrue();
            assertThat(work.find(his.id(), citizen(per)).filter(WorkItem::open)).isEmpty();
            guarding.settle(journey);
            assertThat(consents.holds(journey.value(), "peer-support"))
                    .as("said twice")
                    .isTrue();
        } finally {
            // Others' journeys have the same mother.
            protection(journey, "none");
        }
        assertThat(consents.holds(journey.value(), "peer-support")).isFalse();
    }

    /** The register tells how the address is protected at which the child lives with the mother. */
    private void protection(JourneyId journey, String grade) {
        assertThat(tell(
                        REGISTER,
                        "AddressProtectionChanged",
                        journey,
                        "\"person.nationalId\":\"" + KARI + "\",\"person.addressProtection\":\"" + grade + "\""))
                .isEqualTo(202);
    }

    private WorkItem asked(JourneyId journey, PersonId person) {
        return open(journey, "Task_GiveConsent").stream()
                .filter(item -> person.equals(item.person()))
                .findFirst()
                .orElseThrow();
    }

    /** The value of the choice with this name. */
    private static String placeOf(String page, String called) {
        int label = page.indexOf(">" + called + "<");
        assertThat(label).as(called + " on " + page).isPositive();
        String before = page.substring(0, label);
        return before.substring(before.lastIndexOf("for=\"parent-") + 12).replaceAll("\\D.*", "");
    }

    @Test
    void theHeirsOfSomeoneWhoDiedAsAnAdultActForHer() throws Exception {
        JourneyId journey = stand("Task_DescribeCare", "nav.pleiepenger.decide");
        String address = "/my/journeys/" + journey.value();
        Http heir = signedIn(person("25837911470"));
        on(2040, 5, 2);
        String deceased = "\"deceased.nationalId\":\"" + number + "\"";
        assertThat(tell(REGISTER, "PersonDied", journey, deceased + ",\"deceased.deathDate\":\"2040-05-01\""))
                .isEqualTo(202);
        assertThat(heir.get(address).status()).isEqualTo(404);
        assertThat(mother.get(address).status())
                .as("of somebody who came of age")
                .isEqualTo(403);
        assertThat(tell(
                        "tingrett",
                        "HeirsNamed",
                        journey,
                        deceased + ",\"heirs\":[{\"nationalId\":\"25837911470\",\"name\":\"Navn\"}]"))
                .isEqualTo(202);
        assertThat(heir.get(address).status()).isEqualTo(200);
        assertThat(heir.get("/my").body()).contains(journey.value());
    }

    private JourneyId stand(String... waiting) throws Exception {
        return runner.standFor(scenario(), number, waiting);
    }

    private Scenario.File scenario() {
        return Scenario.all(models).stream()
                .filter(each -> each.lifeEvent().equals("seriously-ill-child")
                        && each.name().equals("consent-withdrawn"))
                .findFirst()
                .orElseThrow();
    }

    /** The register tells, in its own event, who has parental responsibility now. */
    private int tell(JourneyId journey, String... holders) {
        String guardians = String.join(
                ",",
                java.util.Arrays.stream(holders)
                        .map(each -> "{\"nationalId\":\"" + each + "\",\"name\":\"Navn\"}")
                        .toList());
        return tell(
                REGISTER,
                "ParentalResponsibilityChanged",
                journey,
                "\"child.nationalId\":\"" + number + "\",\"guardians\":[" + guardians + "]");
    }

    private int tell(String actor, String type, JourneyId journey, String data) {
        return new Http(port)
                .withTokenOf(organisations.playing(actor).get(0).number().value())
                .with("Content-Type", "application/cloudevents+json")
                .post(
                        "/api/events",
                        "{\"specversion\":\"1.0\",\"id\":\"" + UUID.randomUUID() + "\",\"source\":\"urn:register\","
                                + "\"type\":\"" + type + "\",\"subject\":\"" + journey.value()
                                + "\",\"datacontenttype\":\"application/json\",\"data\":{" + data + "}}")
                .status();
    }

    private void answer(WorkItem item) {
        Answer answer =
                usual.of(item.lifeEvent(), item.element(), item.service()).orElseThrow();
        assertThat(player.act(item, answer, false)).isInstanceOf(Outcome.Done.class);
    }

    private List<WorkItem> open(JourneyId journey, String element) {
        List<WorkItem> found = work.ofJourney(journey).stream()
                .filter(item -> item.open() && element.equals(item.element()))
                .toList();
        assertThat(found).as(element).isNotEmpty();
        return found;
    }

    private Set<String> passed(JourneyId journey) {
        return log.of(journey).stream()
                .map(JourneyEvent::element)
                .filter(Objects::nonNull)
                .collect(java.util.stream.Collectors.toSet());
    }

    private static void on(int year, int month, int day) {
        ClockUtil.setCurrentTime(Date.from(LocalDate.of(year, month, day)
                .atTime(9, 0)
                .atZone(ZoneId.of("Europe/Oslo"))
                .toInstant()));
    }

    private PersonId person(String number) {
        return people.register(NationalId.of(number), "Navn", null, null).id();
    }

    private Http signedIn(PersonId person) {
        String username = "mandates." + UUID.randomUUID();
        accounts.open(username, person, null, Set.of(Role.CITIZEN), accounts.hash("demo"));
        return new Http(port).signedInAs(username);
    }

    private CurrentUser citizen(PersonId person) {
        return new CurrentUser(person, "", null, Set.of(), false, Set.of(Role.CITIZEN));
    }
}
