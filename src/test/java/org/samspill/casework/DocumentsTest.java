package org.samspill.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.samspill.casework.HousingOffice.as;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.actors.CurrentUser;
import org.samspill.privacy.Disclosures;
import org.samspill.work.WorkItem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The documents of a journey over HTTP: each organisation reads what its open work names and what it wrote itself, and no reading goes unwritten. */
@SamspillTest
class DocumentsTest {

    @Autowired
    ApplicationContext program;

    @Autowired
    Disclosures disclosures;

    HousingOffice office;
    MockMvc http;

    @BeforeEach
    void open() {
        office = HousingOffice.in(program);
        http = MockMvcBuilders.webAppContextSetup((WebApplicationContext) program)
                .apply(SecurityMockMvcConfigurers.springSecurity())
                .build();
    }

    @Test
    void aDeliveryIsReadByTheNextWhoNeedsIt() throws Exception {
        WorkItem lock = office.lockToReplace();
        String list = list(lock, office.lars);
        assertThat(list).contains("Finne leieavtale", "Bakkebyen boligkontor");
        assertThat(list).doesNotContain("Henvendelsen som startet", "Godta kostnaden", "Bakken 7");

        String address = address(list);
        http.perform(get(address).with(as(office.lars)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Bakken 7")))
                .andExpect(content().string(containsString("Vanlig")));
        assertThat(disclosures.of(lock.journey().value()))
                .filteredOn(row -> office.lars.person().equals(row.person()))
                .anySatisfy(row -> assertThat(row.data()).containsExactly("lease.address", "lease.lockClass"));

        http.perform(get(address + "/file").with(as(office.lars)))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Disposition", containsString("attachment; filename")))
                .andExpect(content().contentType("text/plain;charset=UTF-8"))
                .andExpect(content().string(containsString("Adressen til boligen: Bakken 7\r\n")));
    }

    @Test
    void whatOneWroteOneselfIsReadAgainWhileTheJourneyKnowsIt() throws Exception {
        WorkItem lock = office.lockToReplace();
        String list = list(lock, office.ola);
        assertThat(list).contains("Finne leieavtale").doesNotContain("Henvendelsen som startet");
        http.perform(get(address(list)).with(as(office.ola)))
                .andExpect(content().string(containsString("Bakken 7")));

        office.answer(lock, office.lars, Map.of("lock.replacedOn", "20.11.2026"));
        assertThat(list(lock, office.ola))
                .contains("Innholdet er ikke lenger i forløpet.")
                .doesNotContain("/documents/");
        http.perform(get(address(list)).with(as(office.ola))).andExpect(status().isNotFound());
    }

    @Test
    void whatStartedTheJourneyIsReadWhileTheWorkThatNeedsItIsOpen() throws Exception {
        WorkItem lease = office.lostKey();
        String list = list(lease, office.ola);
        assertThat(list).contains("Henvendelsen som startet forløpet");
        http.perform(get(address(list)).with(as(office.ola)))
                .andExpect(content().string(containsString("Fødselsnummer")))
                .andExpect(content().string(not(containsString("Dagen nøkkelen ble borte"))));
        http.perform(get("/work/{id}/documents", lease.id()).with(as(office.ola)))
                .andExpect(content().string(containsString("Henvendelsen som startet forløpet")));
    }

    @Test
    void theApplicantsAnswerIsADocumentAndStandsInTheTimeline() throws Exception {
        WorkItem lease = office.lostKey();
        http.perform(post("/work/{id}/more", lease.id())
                .param("question", "Hvilken dør?")
                .with(csrf())
                .with(as(office.ola)));
        WorkItem question = office.open(lease.journey(), "Task_TellMore");
        assertThat(list(lease, office.ola)).contains("Spørsmål");
        office.answer(question, office.tenant(lease), Map.of("loss.detail", "Kjellerdøren <bak>"));

        String answers = page("/journeys/" + lease.journey().value() + "?show=answers", office.kari);
        assertThat(answers)
                .contains("Leietaker gjorde «Fortell mer»", ">Les</span>")
                .doesNotContain("Kjellerdøren");
        http.perform(get(address(answers)).with(as(office.kari)))
                .andExpect(content().string(containsString("Kjellerdøren &lt;bak&gt;")));
    }

    @Test
    void whoHasNoWorkThatNamesItOrTakesNoPartFindsNothing() throws Exception {
        WorkItem lock = office.lockToReplace();
        String own = address(list(lock, office.ola));
        WorkItem fresh = office.lostKey();
        String start = address(list(fresh, office.ola));
        for (String address : new String[] {start, start + "/file"}) {
            http.perform(get(address).with(as(office.lars))).andExpect(status().isNotFound());
        }
        http.perform(get("/journeys/{id}/documents", fresh.journey().value()).with(as(office.lars)))
                .andExpect(status().isNotFound());
        http.perform(get("/work/{id}/documents", fresh.id()).with(as(office.lars)))
                .andExpect(status().isNotFound());
        http.perform(get(own.replace(lock.journey().value(), fresh.journey().value()))
                        .with(as(office.ola)))
                .andExpect(status().isNotFound());
        http.perform(get("/journeys/{id}/documents/{n}", lock.journey().value(), "999999999999999999")
                        .with(as(office.ola)))
                .andExpect(status().isNotFound());
        http.perform(get("/journeys/{id}/documents/{n}", lock.journey().value(), "x1")
                        .with(as(office.ola)))
                .andExpect(status().isNotFound());
    }

    private String list(WorkItem item, CurrentUser user) throws Exception {
        return page("/journeys/" + item.journey().value() + "/documents", user);
    }

    private String page(String address, CurrentUser user) throws Exception {
        return http.perform(get(address).with(as(user)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private static String address(String page) {
        return Pattern.compile("href=\"(/journeys/[^\"]+/documents/\\d+)\"")
                .matcher(page)
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError("No document can be read in " + page))
                .group(1);
    }
}
