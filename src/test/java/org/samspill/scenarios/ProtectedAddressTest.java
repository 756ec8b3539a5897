package org.samspill.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.samspill.actors.NationalId;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.actors.Protection;
import org.samspill.actors.Protections;
import org.samspill.actors.Role;
import org.samspill.catalogue.DataType;
import org.samspill.catalogue.ModelSource;
import org.samspill.demo.Scenario;
import org.samspill.identity.Accounts;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyCounts;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.work.MachineWork;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The population register says in the middle of a journey that a mother and her child have a protected address, and later that they have not. Until then
 * everybody sees what they saw; from then on nobody without the right learns that the journey is there, and nobody but the mother where they are.
 */
@SamspillTest
@Import({ScenarioRunner.class, Recorder.class})
class ProtectedAddressTest {

    private static final String NAV = "210010009";
    private static final String OSLO = "210051481";
    private static final String HOSPITAL_AREA = "0301";

    /** What tells where a family of Oslo is: the municipality by number and name, its hospital, and what somebody wrote about its school. */
    private static final List<String> PLACES = List.of("0301", "Oslo", OSLO, "Ullevålskolen");

    @Autowired
    private ScenarioRunner runner;

    @Autowired
    private ModelSource models;

    @Autowired
    private WorkItems work;

    @Autowired
    private MachineWork machines;

    @Autowired
    private Journeys journeys;

    @Autowired
    private JourneyLog log;

    @Autowired
    private JourneyCounts counts;

    @Autowired
    private People people;

    @Autowired
    private Protections protections;

    @Autowired
    private Organisations organisations;

    @Autowired
    private Accounts accounts;

    @Autowired
    private RuntimeService engine;

    @Autowired
    private ManagementService management;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private String child;
    private String motherNumber;
    private String fatherNumber;
    private PersonId childId;
    private PersonId motherId;
    private PersonId fatherId;
    private Http mother;
    private Http father;

    @BeforeEach
    void family() {
        child = number("148319");
        motherNumber = number("058487");
        fatherNumber = number("219085");
        childId = people.register(NationalId.of(child), "Trygve Nordlie", LocalDate.of(2019, 3, 14), HOSPITAL_AREA)
                .id();
        motherId = people.register(NationalId.of(motherNumber), "Kari Nordlie", LocalDate.of(1987, 4, 5), HOSPITAL_AREA)
                .id();
        fatherId = people.register(NationalId.of(fatherNumber), "Per Nordlie", LocalDate.of(1985, 10, 21), "4207")
                .id();
        people.relate(motherId, childId);
        people.relate(fatherId, childId);
        mother = citizen(motherId);
        father = citizen(fatherId);
    }

    @Test
    void whoeverHasNoRightKnowsOfNothingTheMomentTheRegisterSaysSo() throws Exception {
        JourneyId journey = stand("nav.pleiepenger.decide", "Task_FirstFamilyMeeting", "Task_MapNeeds");
        WorkItem deciding = open(journey, "nav.pleiepenger.decide");
        WorkItem local = openAt(journey, OSLO);
        Http leader = employee(OSLO, Set.of(), true);
        Http nav = employee(NAV, Set.of(), true);
        Http knowing = employee(OSLO, Set.of(Protection.RIGHT), true);
        Http navMachine = new Http(port).withTokenOf(NAV);
        MachineWork.Worker worker = new MachineWork.Worker(OrganisationNumber.of(NAV), "before");
        assertThat(machines.lock(worker, deciding.id(), Duration.ofHours(1))).isInstanceOf(Outcome.Done.class);
        String address = "/journeys/" + journey.value();
        for (Http one : List.of(leader, nav, knowing)) {
            assertThat(one.get(address).status()).isEqualTo(200);
        }
        assertThat(leader.get("/api/work-items/" + local.id()).status()).isEqualTo(200);
        assertThat(navMachine.get("/api/journeys/" + journey.value()).status()).isEqualTo(200);
        int listed = listed(leader, journey);
        assertThat(listed).isPositive();

        tell(motherNumber, "strictly-confidential");

        assertThat(journeys.find(journey).orElseThrow().guarded()).isTrue();
        GuardedAddresses addresses = new GuardedAddresses(mappings, journey, local, deciding, numberedIn(journey));
        addresses.lookUnknownTo(leader);
        addresses.lookUnknownTo(nav);
        addresses.lookUnknownTo(navMachine);
        for (Http one : List.of(leader, nav)) {
            for (String path : List.of(
                    "/work",
                    "/work?q=" + journey.value(),
                    "/work?view=urgent",
                    "/journeys",
                    "/journeys?open=false",
                    "/api/work-items?text=" + journey.value())) {
                assertThat(one.get(path).body()).as(path).doesNotContain(local.id(), deciding.id(), address);
            }
            assertThat(listed(one, journey)).isZero();
        }
        String bulk = leader.post("/api/work-items/claim", "{\"items\":[\"" + local.id() + "\"]}")
                .body();
        assertThat(bulk).doesNotContain("Oslo");
        assertThat(navMachine.get("/api/journeys/" + journey.value()).status()).isEqualTo(404);
        assertThat(machines.complete(worker, deciding.id(), Map.of()))
                .as("a lock that was handed out before")
                .isInstanceOf(Outcome.NotFound.class);
        String fetched = navMachine
                .post(
                        "/engine-rest/external-task/fetchAndLock",
                        "{\"workerId\":\"w\",\"maxTasks\":50,\"topics\":[{\"topicName\":\"nav.pleiepenger.decide\","
                                + "\"lockDuration\":1000,\"businessKey\":\"" + journey.value() + "\"}]}")
                .body();
        assertThat(fetched).isEqualTo("[]");
        assertThat(leftOut(journey)).as("of the numbers of missions").isTrue();

        Http.Answer page = knowing.get(address);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("adressesperre");
        assertThat(knowing.get("/work/" + local.id()).status()).isEqualTo(200);
        assertThat(listed(knowing, journey)).isEqualTo(listed);
        assertThat(knowing.get("/api/work-items/" + local.id())
                        .json()
                        .path("item")
                        .path("municipality")
                        .isNull())
                .isTrue();

        notToldToOperators(journey);

        tell(motherNumber, "none");

        assertThat(journeys.find(journey).orElseThrow().guarded()).isFalse();
        for (Http one : List.of(leader, nav)) {
            assertThat(one.get(address).status()).isEqualTo(200);
        }
        assertThat(leader.get("/work/" + local.id()).status()).isEqualTo(200);
        assertThat(navMachine.get("/api/journeys/" + journey.value()).status()).isEqualTo(200);
        assertThat(leftOut(journey)).isFalse();
    }

    @Test
    void theOtherParentIsToldOfNoPlaceAndTheMotherOfAll() throws Exception {
        JourneyId journey =
                stand("nav.pleiepenger.decide", "Task_FirstFamilyMeeting", "Task_MapNeeds", "Task_DescribeCare");
        String address = "/my/journeys/" + journey.value();
        assertThat(places(father, address + "/everything")).isNotEmpty();

        plant(journey);
        tell(motherNumber, "confidential");

        for (String path : List.of(
                "/my",
                address,
                address + "/seen",
                address + "/known",
                address + "/everything",
                address + "/everything.json",
                "/my/tasks/" + open(journey, "Task_DescribeCare").id(),
                "/my/start/seriously-ill-child",
                "/api/journeys/" + journey.value(),
                "/api/journeys/" + journey.value() + "/timeline")) {
            Http.Answer his = father.get(path);
            assertThat(his.status()).as(path).isEqualTo(200);
            assertThat(found(his.body())).as("%s to the other parent", path).isEmpty();
        }
        assertThat(places(mother, address + "/everything")).contains("Oslo");
        assertThat(places(mother, address + "/known")).contains("Oslo");
        assertThat(protections.strictest(Set.of(childId))).contains(Protection.CONFIDENTIAL);
    }

    /** They may hide from each other: neither is told more than her or his own, and both have to agree for the child. */
    @Test
    void twoParentsWhoAreBothProtectedAreNotTakenForOneHousehold() throws Exception {
        JourneyId journey = stand("nav.pleiepenger.decide", "Task_FirstFamilyMeeting", "Task_MapNeeds");
        String address = "/my/journeys/" + journey.value() + "/everything";
        tell(motherNumber, "confidential");
        tell(child, "confidential");
        assertThat(places(mother, address)).isNotEmpty();
        assertThat(protections.mayTellWhere(childId, motherId)).isTrue();

        tell(fatherNumber, "confidential");

        assertThat(places(mother, address)).isEmpty();
        assertThat(places(father, address)).isEmpty();
        for (PersonId parent : List.of(motherId, fatherId)) {
            assertThat(protections.mayTellWhere(childId, parent)).isFalse();
            assertThat(protections.mayTellWhere(parent, parent)).isTrue();
        }
        assertThat(protections.mayTellWhere(motherId, fatherId)).isFalse();
        assertThat(protections.mayTellWhere(fatherId, motherId)).isFalse();

        tell(fatherNumber, "none");
        assertThat(places(mother, address)).isNotEmpty();
        assertThat(places(father, address)).isEmpty();
    }

    @Test
    void whatTheRegisterAnswersWhenAskedWhoTheFamilyIsHoldsFromThere() throws Exception {
        JourneyId journey = stand("folkeregisteret.person.read");
        WorkItem asking = open(journey, "folkeregisteret.person.read");
        OrganisationNumber register = asking.organisation();
        MachineWork.Worker worker = new MachineWork.Worker(register, "register");
        machines.lock(worker, asking.id(), Duration.ofHours(1));
        assertThat(machines.complete(
                        worker,
                        asking.id(),
                        Map.of(
                                "person.name", "Trygve Nordlie",
                                "person.birthDate", "2019-03-14",
                                "subject.municipality", "0301",
                                "guardians",
                                        List.of(Map.of(
                                                "nationalId", motherNumber,
                                                "name", "Kari Nordlie",
                                                "addressProtection", "strictly-confidential")))))
                .isInstanceOf(Outcome.Done.class);

        assertThat(protections.of(motherId)).contains(Protection.STRICTLY_CONFIDENTIAL);
        assertThat(journeys.find(journey).orElseThrow().guarded()).isTrue();
        assertThat(work.ofJourney(journey)).allMatch(WorkItem::guarded);
        assertThat(log.of(journey)).last().satisfies(event -> assertThat(event.municipality())
                .isNull());
        assertThat(machines.complete(worker, asking.id(), Map.of()))
                .as("the register's own machine may know")
                .isInstanceOf(Outcome.Repeated.class);
    }

    @Test
    void anAssociationIsGuardedWhileOneOfItsFoundersIs() throws Exception {
        String founder = "14838430040";
        Scenario.File file = Scenario.all(models).stream()
                .filter(each -> each.lifeEvent().equals("voluntary-organisation")
                        && each.name().equals("village-choir"))
                .findFirst()
                .orElseThrow();
        JourneyId journey = runner.stand(file, "bank.account.open", "municipality.premises.book");
        PersonId other =
                people.byNationalId(NationalId.of("02897931063")).orElseThrow().id();
        Http member = citizen(other);
        String address = "/my/journeys/" + journey.value() + "/everything";
        assertThat(member.get(address).status()).isEqualTo(200);
        assertThat(places(member, address)).isNotEmpty();
        WorkItem waiting = work.ofJourney(journey).stream()
                .filter(item -> item.open() && item.organisation() != null)
                .findFirst()
                .orElseThrow();
        String holder = waiting.organisation().value();
        Http leader = employee(holder, Set.of(), true);
        int before = associations();
        tell(founder, "confidential");
        try {
            assertThat(leader.get("/work/" + waiting.id()).status()).isEqualTo(404);
            assertThat(leader.get("/journeys/" + journey.value()).status()).isEqualTo(404);
            String operations = new Http(port)
                    .signedInAs("operator.odin")
                    .get("/operations")
                    .body();
            assertThat(operations)
                    .as("nobody there has the right")
                    .contains("protected-address")
                    .doesNotContain(journey.value());
            Http knowing = employee(holder, Set.of(Protection.RIGHT), true);
            assertThat(knowing.get("/work/" + waiting.id()).status()).isEqualTo(200);
            assertThat(places(member, address)).isEmpty();
            assertThat(associations()).isLessThan(before);
        } finally {
            tell(founder, "none");
        }
        assertThat(leader.get("/work/" + waiting.id()).status()).isEqualTo(200);
        assertThat(places(member, address)).isNotEmpty();
    }

    /** Where what was delivered in the journey can be read. */
    private String numberedIn(JourneyId journey) {
        return log.of(journey).stream()
                .filter(event -> event.kind() == JourneyEvent.Kind.COMPLETED)
                .map(event -> Long.toString(event.seq()))
                .findFirst()
                .orElseThrow();
    }

    /** Neither in the list nor where the work that stands still is shown, be it a machine's or the engine's own. */
    private void notToldToOperators(JourneyId journey) {
        String timer = jdbc.sql("""
                        select j.id_ from act_ru_job j join act_ru_execution p on p.id_ = j.process_instance_id_
                        where p.root_proc_inst_id_ = ? order by j.id_ fetch first row only
                        """)
                .param(journeys.find(journey).orElseThrow().processInstanceId())
                .query(String.class)
                .single();
        management.setJobRetries(timer, 0);
        try {
            Http operator = new Http(port).signedInAs("operator.odin");
            String operations = operator.get("/operations").body();
            assertThat(operations).doesNotContain(journey.value());
            List<String> incidents = Pattern.compile("/operations/incidents/[0-9a-f-]{36}")
                    .matcher(operations)
                    .results()
                    .map(MatchResult::group)
                    .distinct()
                    .toList();
            assertThat(incidents)
                    .allSatisfy(incident ->
                            assertThat(operator.get(incident).body()).doesNotContain(journey.value()))
                    .anySatisfy(incident ->
                            assertThat(operator.get(incident).body()).contains(timer));
        } finally {
            management.setJobRetries(timer, 5);
        }
    }

    private JourneyId stand(String... waiting) throws Exception {
        Scenario.File file = Scenario.all(models).stream()
                .filter(each -> each.lifeEvent().equals("seriously-ill-child")
                        && each.name().equals("consent-withdrawn"))
                .findFirst()
                .orElseThrow();
        return runner.standFor(file, child, waiting);
    }

    /** Whatever words others have written in the journey, they name the child's school. */
    private void plant(JourneyId journey) {
        Journey there = journeys.find(journey).orElseThrow();
        journeys.lifeEventOf(there).data().all().stream()
                .filter(datum -> datum.type() == DataType.TEXT && !datum.name().endsWith(".name"))
                .filter(datum -> journeys.dataOf(there).containsKey(datum.name()))
                .forEach(datum ->
                        engine.setVariable(there.processInstanceId(), datum.name(), "Han går på Ullevålskolen"));
    }

    /** The register tells how a person's address is protected from now on; it is not told whether there is a journey. */
    private void tell(String person, String grade) {
        String register =
                organisations.playing("folkeregisteret").get(0).number().value();
        Http.Answer answer = new Http(port)
                .withTokenOf(register)
                .with("Content-Type", "application/cloudevents+json")
                .post(
                        "/api/events",
                        "{\"specversion\":\"1.0\",\"id\":\"" + UUID.randomUUID() + "\",\"source\":\"urn:register\","
                                + "\"type\":\"AddressProtectionChanged\",\"datacontenttype\":\"application/json\","
                                + "\"data\":{\"person.nationalId\":\"" + person
                                + "\",\"person.addressProtection\":\"" + grade + "\"}}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json().path("journeys"))
                .as("nobody is told whether there are any")
                .isEmpty();
    }

    private WorkItem open(JourneyId journey, String place) {
        return work.ofJourney(journey).stream()
                .filter(item -> item.open() && (place.equals(item.service()) || place.equals(item.element())))
                .findFirst()
                .orElseThrow();
    }

    private WorkItem openAt(JourneyId journey, String organisation) {
        return work.ofJourney(journey).stream()
                .filter(item ->
                        item.open() && OrganisationNumber.of(organisation).equals(item.organisation()))
                .findFirst()
                .orElseThrow();
    }

    private int associations() {
        return counts.open().getOrDefault("voluntary-organisation", new TreeMap<>()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private boolean leftOut(JourneyId journey) {
        return jdbc.sql("select left_out from missions_left_out where journey_id = ?")
                .param(journey.value())
                .query(Boolean.class)
                .single();
    }

    private static int listed(Http http, JourneyId journey) {
        return http.get("/api/work-items?text=" + journey.value())
                .json()
                .path("items")
                .size();
    }

    private static List<String> places(Http http, String path) {
        return found(http.get(path).body());
    }

    private static List<String> found(String body) {
        List<String> found = new ArrayList<>();
        PLACES.stream().filter(body::contains).forEach(found::add);
        return found;
    }

    private String number(String born) {
        return IntStream.range(0, 100_000)
                .mapToObj(end -> NationalId.parse(born + String.format("%05d", end)))
                .flatMap(Optional::stream)
                .filter(free -> people.byNationalId(free).isEmpty())
                .findFirst()
                .orElseThrow()
                .value();
    }

    private Http citizen(PersonId person) {
        String username = "shield." + UUID.randomUUID();
        accounts.open(username, person, null, Set.of(Role.CITIZEN), accounts.hash("demo"));
        return new Http(port).signedInAs(username);
    }

    private Http employee(String organisation, Set<String> functions, boolean leader) {
        PersonId person = people.add("Finn Ukjent").id();
        people.employ(person, OrganisationNumber.of(organisation), functions, leader);
        String username = "shield." + UUID.randomUUID();
        accounts.open(
                username, person, OrganisationNumber.of(organisation), Set.of(Role.CASEWORKER), accounts.hash("demo"));
        return new Http(port).signedInAs(username);
    }
}
