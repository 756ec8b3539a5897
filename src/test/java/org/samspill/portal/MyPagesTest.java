package org.samspill.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.WhatARequestCost;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.NationalId;
import org.samspill.actors.Organisation;
import org.samspill.actors.Organisations;
import org.samspill.actors.People;
import org.samspill.actors.Person;
import org.samspill.actors.PersonId;
import org.samspill.actors.Role;
import org.samspill.catalogue.ConsentScope;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.privacy.Consents;
import org.samspill.work.Answering;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The citizens' pages over HTTP: starting once, what is kept when something is wrong, tasks, consents, and that nobody sees another's. */
@SamspillTest
class MyPagesTest {

    private static final String START = "/my/start/seriously-ill-child";

    @Autowired
    ApplicationContext program;

    @Autowired
    People people;

    @Autowired
    Organisations organisations;

    @Autowired
    Journeys journeys;

    @Autowired
    JourneyLog log;

    @Autowired
    WorkItems items;

    @Autowired
    Answering answering;

    @Autowired
    Consents consents;

    MockMvc http;
    CurrentUser guardian;
    CurrentUser stranger;
    Person child;

    @BeforeEach
    void family() {
        http = MockMvcBuilders.webAppContextSetup((WebApplicationContext) program)
                .apply(SecurityMockMvcConfigurers.springSecurity())
                .build();
        Person parent = people.register(number("19817", 300), "Berit Forelder", LocalDate.of(1979, 1, 19), "0301");
        Person other = people.register(number("20817", 300), "Fredrik Fremmed", LocalDate.of(1979, 1, 20), "0301");
        child = people.register(number("21811", 600), "Bo Forelder", LocalDate.of(2019, 1, 21), "0301");
        people.relate(parent.id(), child.id());
        guardian = citizen(parent);
        stranger = citizen(other);
    }

    @Test
    void theFormKnowsTheChildAndStartsOnceForOneKey() throws Exception {
        http.perform(as(guardian, get(START))).andExpect(content().string(containsString("Bo Forelder")));
        http.perform(as(guardian, get(START + "?about=1")))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(containsString(childNumber().substring(0, 6) + " "
                                + childNumber().substring(6))))
                .andExpect(content().string(not(containsString("name=\"child.nationalId\""))))
                .andExpect(content().string(containsString(">Alvorlig sykt barn</h1>")))
                .andExpect(content().string(containsString("Hentet fra Folkeregisteret")));
        http.perform(as(guardian, filled(START, "once", childNumber())))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Stemmer dette?")))
                .andExpect(content().string(containsString("Leukemi")));

        String key = UUID.randomUUID().toString();
        String first = send(key);
        assertThat(send(key)).isEqualTo(first);
        assertThat(journeys.of(guardian.person()))
                .filteredOn(journey -> first.contains(journey.id().value()))
                .hasSize(1);
        assertThat(send(UUID.randomUUID().toString())).isNotEqualTo(first);
        http.perform(as(guardian, get(first)))
                .andExpect(content().string(containsString("Vi har fått det du sendte")))
                .andExpect(content().string(containsString("Bo Forelder")));
    }

    @Test
    void whatWasKnownCountsAsReusedAndTheRestAsTyped() throws Exception {
        JourneyId id = id(send(UUID.randomUUID().toString()));
        assertThat(log.of(id))
                .filteredOn(event -> event.kind() == JourneyEvent.Kind.EVIDENCE && event.workItem() == null)
                .extracting(event -> event.outcome() + " " + event.detail())
                .containsExactlyInAnyOrder("reused child.nationalId", "typed report.text");
    }

    @Test
    void aWrongNumberIsKeptWithAMessageAndStartsNothing() throws Exception {
        int before = journeys.of(guardian.person()).size();
        for (String address : List.of(START, START + "/send")) {
            http.perform(as(guardian, filled(address, "wrong", "12345678901")))
                    .andExpect(status().isUnprocessableEntity())
                    .andExpect(content().string(containsString("value=\"12345678901\"")))
                    .andExpect(content().string(containsString("Fødselsnummeret stemmer ikke")))
                    .andExpect(content().string(containsString("Leukemi")));
        }
        assertThat(journeys.of(guardian.person())).hasSize(before);
    }

    @Test
    void nobodyReportsAChildThatOthersAreGuardiansOf() throws Exception {
        http.perform(as(stranger, filled(START + "/send", "foreign", childNumber())))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Folkeregisteret har ikke deg som foresatt")))
                .andExpect(content().string(not(containsString("Bo Forelder"))));
        assertThat(journeys.of(stranger.person())).isEmpty();
    }

    @Test
    void anUnknownLifeEventIsNotFound() throws Exception {
        http.perform(as(guardian, get("/my/start/no-such-thing"))).andExpect(status().isNotFound());
    }

    @Test
    void aJourneyIsShownToThoseWhoTakePartAlone() throws Exception {
        String id = id(send(UUID.randomUUID().toString())).value();
        for (String page : List.of("", "/started", "/seen")) {
            http.perform(as(guardian, get("/my/journeys/{id}" + page, id))).andExpect(status().isOk());
            http.perform(as(stranger, get("/my/journeys/{id}" + page, id)))
                    .andExpect(status().isNotFound())
                    .andExpect(content().string(not(containsString("Bo Forelder"))));
        }
        http.perform(as(guardian, get("/my/journeys/{id}", "not-an-id"))).andExpect(status().isNotFound());
        http.perform(as(guardian, get("/my"))).andExpect(content().string(containsString(id)));
        http.perform(as(stranger, get("/my"))).andExpect(content().string(not(containsString(id))));
        Organisation oslo = organisations.playing("municipality", "0301").orElseThrow();
        CurrentUser caseworker =
                new CurrentUser(guardian.person(), "Berit", oslo, Set.of(), false, Set.of(Role.CASEWORKER));
        http.perform(as(caseworker, get("/my"))).andExpect(status().isForbidden());
        http.perform(as(caseworker, get("/my/journeys/{id}", id))).andExpect(status().isForbidden());
    }

    @Test
    void whatAGuardianSeesOfHerChildsJourneyIsFiveQuestions() throws Exception {
        JourneyId id = id(send(UUID.randomUUID().toString()));
        assertThat(asked(id)).hasSize(5);
        consents.decide(id.value(), scope(id), guardian.person(), null, true, null);
        assertThat(asked(id)).hasSize(5);
        // Until a register has told of any guardian, whom she says that she cares for is looked up.
        program.getBean(JdbcClient.class)
                .sql("delete from actors_mandate where subject = ?")
                .param(child.id().value())
                .update();
        assertThat(asked(id)).hasSize(6);
    }

    /** What her page asks, once it is known what the organisations on it are called. */
    private List<String> asked(JourneyId id) throws Exception {
        MockHttpServletRequestBuilder page = as(guardian, get("/my/journeys/{id}", id.value()));
        http.perform(page).andExpect(status().isOk());
        MDC.put("requestId", "guardian");
        try (WhatARequestCost cost = new WhatARequestCost()) {
            http.perform(page).andExpect(status().isOk());
            return cost.statements("guardian");
        } finally {
            MDC.remove("requestId");
        }
    }

    private ConsentScope scope(JourneyId id) {
        return Objects.requireNonNull(
                journeys.lifeEventOf(journeys.find(id).orElseThrow()).consents().get("peer-support"));
    }

    @Test
    void aConsentIsWithdrawnByTheOneWhoGaveIt() throws Exception {
        JourneyId id = id(send(UUID.randomUUID().toString()));
        consents.decide(id.value(), scope(id), guardian.person(), null, true, null);
        String address = "/my/journeys/" + id.value() + "/consents/peer-support/withdraw";
        http.perform(as(guardian, get(address)))
                .andExpect(content().string(containsString("Pasientorganisasjonen får ikke vite mer")));
        http.perform(as(stranger, post(address))).andExpect(status().isNotFound());
        assertThat(consents.holds(id.value(), "peer-support")).isTrue();
        http.perform(as(guardian, post(address)))
                .andExpect(redirectedUrl("/my/journeys/" + id.value()))
                .andExpect(flash().attribute("status", "Samtykket til «Kontakt med en likeperson» er trukket."));
        assertThat(consents.holds(id.value(), "peer-support")).isFalse();
        http.perform(as(guardian, post(address)))
                .andExpect(
                        flash().attribute("status", "Samtykket til «Kontakt med en likeperson» gjaldt ikke lenger."));
        http.perform(as(guardian, get(address.replace("peer-support", "school"))))
                .andExpect(status().isNotFound());
    }

    @Test
    void aTaskIsDoneOnceByTheOneWhoseItIs() throws Exception {
        WorkItem task = task();
        String address = "/my/tasks/" + task.id();
        http.perform(as(stranger, get(address))).andExpect(status().isNotFound());
        http.perform(as(stranger, post(address))).andExpect(status().isNotFound());
        http.perform(as(guardian, get(address)))
                .andExpect(content().string(containsString(">Bli med eller starte nytt?</h1>")))
                .andExpect(content().string(containsString("Bygdekoret")));
        http.perform(as(guardian, post(address))).andExpect(status().isUnprocessableEntity());

        http.perform(as(guardian, post(address + "/draft").param("match.choice", "start")))
                .andExpect(status().isOk())
                .andExpect(content().string(matchesPattern("\\d\\d:\\d\\d")));
        http.perform(as(guardian, get(address)))
                .andExpect(content().string(containsString("Du begynte på dette")))
                .andExpect(content().string(containsString("checked=\"checked\"")));
        MockHttpSession session = new MockHttpSession();
        String once = UUID.randomUUID().toString();
        for (int press = 0; press < 2; press++) {
            http.perform(as(guardian, post(address).session(session))
                            .param("_once", once)
                            .param("match.choice", "start"))
                    .andExpect(redirectedUrl(address + "/receipt"));
        }
        // Another window, with another answer.
        http.perform(as(guardian, post(address).session(session))
                        .param("_once", UUID.randomUUID().toString())
                        .param("match.choice", "join"))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Du har gjort denne oppgaven")))
                .andExpect(content().string(containsString("Dette ble ikke sendt")));
        http.perform(as(guardian, get(address + "/receipt")))
                .andExpect(content().string(containsString("Takk, svaret er sendt")));
        http.perform(as(guardian, get(address)))
                .andExpect(content().string(containsString("Du har gjort denne oppgaven")));
    }

    @Test
    void aTaskThatEndedMeanwhileShowsWhatWasTyped() throws Exception {
        WorkItem task = task();
        Person second = people.register(number("22817", 300), "Frida Fremmed", null, "0301");
        program.getBean(JdbcClient.class)
                .sql("update work_item set state = 'DONE', ended_by = ?, ended_at = current_timestamp where id = ?")
                .params(second.id().value(), task.id())
                .update();
        http.perform(as(guardian, post("/my/tasks/{id}", task.id()).param("match.choice", "start")))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("En annen i samme rolle har gjort denne oppgaven")))
                .andExpect(content().string(containsString("Dette ble ikke sendt")));
    }

    /** A task of the founder of a new association, with a choice to make. */
    private WorkItem task() throws Exception {
        String key = UUID.randomUUID().toString();
        String number = people.find(guardian.person())
                .map(Person::nationalId)
                .orElseThrow()
                .value();
        String started = http.perform(as(guardian, post("/my/start/voluntary-organisation/send"))
                        .param("key", key)
                        .param("idea.purpose", "Et kor for alle i bygda som øver hver uke")
                        .param("idea.activity", "culture-arts")
                        .param("applicant.nationalId", number))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        return drive(id(String.valueOf(started)));
    }

    /** Answers what organisations have to do first, until the founder has a choice to make. */
    private WorkItem drive(JourneyId id) {
        answer(
                open(id, "Service_ReadPerson"),
                Map.of(
                        "person.name",
                        "Berit Forelder",
                        "person.birthDate",
                        "19.01.1979",
                        "subject.municipality",
                        "0301"));
        answer(
                open(id, "Service_MatchExisting"),
                Map.of("match.found", "true", "match.names", "Bygdekoret", "match.contact", "Kari"));
        return open(id, "Task_ChooseJoinOrStart");
    }

    private WorkItem open(JourneyId id, String element) {
        return items.ofJourney(id).stream()
                .filter(item -> item.open() && item.element().equals(element))
                .findFirst()
                .orElseThrow();
    }

    private void answer(WorkItem item, Map<String, String> typed) {
        Organisation organisation = organisations.find(item.organisation()).orElseThrow();
        CurrentUser someone = new CurrentUser(
                new PersonId(UUID.randomUUID().toString()),
                "Noen",
                organisation,
                Set.of(),
                true,
                Set.of(Role.CASEWORKER));
        Map<String, String[]> posted = new HashMap<>();
        typed.forEach((name, value) -> posted.put(name, new String[] {value}));
        assertThat(answering.answer(item.id(), someone, posted)).isInstanceOf(Outcome.Done.class);
    }

    private String send(String key) throws Exception {
        String address = http.perform(
                        as(guardian, filled(START + "/send", key, childNumber()).param("about", "1")))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        assertThat(address).endsWith("/started");
        return String.valueOf(address);
    }

    private static JourneyId id(String started) {
        return new JourneyId(started.replaceAll("/my/journeys/([^/]+)/.*", "$1"));
    }

    private static MockHttpServletRequestBuilder filled(String address, String key, String number) {
        return post(address)
                .param("key", key)
                .param("child.nationalId", number)
                .param("report.text", "Leukemi, innlagt i går")
                .param("hospital.admitted", "true");
    }

    private String childNumber() {
        NationalId number = child.nationalId();
        return number == null ? "" : number.value();
    }

    private static MockHttpServletRequestBuilder as(CurrentUser user, MockHttpServletRequestBuilder request) {
        return request.with(csrf()).with(signedIn(user));
    }

    private static RequestPostProcessor signedIn(CurrentUser user) {
        return SecurityMockMvcRequestPostProcessors.authentication(UsernamePasswordAuthenticationToken.authenticated(
                user,
                null,
                user.roles().stream()
                        .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                        .toList()));
    }

    private static CurrentUser citizen(Person person) {
        return new CurrentUser(person.id(), person.name(), null, Set.of(), false, Set.of(Role.CITIZEN));
    }

    /** The first synthetic number with these beginning digits (day and month + 80, decade of the year). */
    private static NationalId number(String begin, int serial) {
        for (int year = 9; year >= 0; year--) {
            for (int next = serial; next < serial + 90; next++) {
                for (int control = 0; control < 100; control++) {
                    var found = NationalId.parse(begin + year + next + String.format("%02d", control));
                    if (found.isPresent()) {
                        return found.get();
                    }
                }
            }
        }
        throw new IllegalStateException("No number begins with " + begin);
    }
}
