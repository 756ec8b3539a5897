package org.samspill.casework;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.not;
import static org.samspill.casework.HousingOffice.as;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.work.WorkItem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** One journey over HTTP, as two organisations that take part in it see it, and one that does not. */
@SamspillTest
class JourneyTest {

    @Autowired
    ApplicationContext program;

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
    void theTimelineIsToldInSentences() throws Exception {
        WorkItem lock = office.lockToReplace();
        http.perform(get("/journeys/{id}", lock.journey().value()).with(as(office.ola)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Bakkebyen boligkontor gjorde «Finne leieavtale»")))
                .andExpect(content().string(containsString("Venter på Låsesmed Lund AS: «Bytte lås»")))
                .andExpect(content().string(containsString(HousingOffice.TENANT)))
                // A day is a heading here, and the journey belongs to the place of tasks.
                .andExpect(content().string(matchesRegex("(?s).*<h3[^>]*>[A-ZÆØÅ][a-zæøå]+ \\d+\\. .*")))
                .andExpect(content().string(matchesRegex("(?s).*href=\"/work\"[^>]*aria-current=\"true\".*")));
        http.perform(get("/journeys/{id}", lock.journey().value())
                        .cookie(new jakarta.servlet.http.Cookie("lang", "en"))
                        .with(as(office.ola)))
                .andExpect(content().string(containsString("Bakkebyen boligkontor did “Find a lease”")));
    }

    @Test
    void aJourneyThatIsOverSaysSo() throws Exception {
        WorkItem lease = office.lostKey();
        String running = ">Pågår</span>";
        String over = ">Avsluttet</span>";
        http.perform(get("/journeys/{id}", lease.journey().value()).with(as(office.ola)))
                .andExpect(content().string(containsString(running)))
                .andExpect(content().string(not(containsString(over))));
        office.answer(lease, office.ola, Map.of("lease.address", "Bakken 7", "lease.lockClass", "standard"));
        office.answer(
                office.open(lease.journey(), "Task_AcceptCost"),
                office.tenant(lease),
                Map.of("cost.accepted", "false"));
        http.perform(get("/journeys/{id}", lease.journey().value()).with(as(office.ola)))
                .andExpect(content().string(containsString(over)))
                .andExpect(content().string(not(containsString(running))));
    }

    @Test
    void whoTakesPartSeesTheJourneyButNotNamesThatItsContractsDoNotName() throws Exception {
        WorkItem lock = office.lockToReplace();
        http.perform(get("/journeys/{id}", lock.journey().value()).with(as(office.lars)))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString(HousingOffice.TENANT))));
        http.perform(get("/journeys").with(as(office.lars)))
                .andExpect(content().string(containsString(lock.journey().value())))
                .andExpect(content().string(not(containsString(HousingOffice.TENANT))));
    }

    @Test
    void whoTakesNoPartFindsNothing() throws Exception {
        WorkItem lease = office.lostKey();
        String id = lease.journey().value();
        for (String part :
                new String[] {"", "/diagram", "/documents", "/notes", "/diagram.bpmn", "/state.json", "/live"}) {
            http.perform(get("/journeys/" + id + part).with(as(office.lars))).andExpect(status().isNotFound());
        }
        http.perform(get("/journeys?open=false").with(as(office.lars)))
                .andExpect(content().string(not(containsString(id))));
        http.perform(get("/journeys/not-an-id").with(as(office.ola))).andExpect(status().isNotFound());
    }

    @Test
    void theDiagramKnowsWhatIsDoneAndWhereItStands() throws Exception {
        WorkItem lock = office.lockToReplace();
        String id = lock.journey().value();
        http.perform(get("/journeys/{id}/state.json", id).with(as(office.ola)))
                .andExpect(jsonPath("$.done").value(hasItem("Service_ReadLease")))
                .andExpect(jsonPath("$.done").value(not(hasItem("Call_ReplaceLock"))))
                .andExpect(jsonPath("$.flows").value(hasItem("Flow_Service_ReadLease_Decide_Payer")))
                .andExpect(jsonPath("$.tokens[*].element").value(hasItem("Call_ReplaceLock")));
        http.perform(get("/journeys/{id}/state.json?process=replace-lock", id).with(as(office.ola)))
                .andExpect(jsonPath("$.tokens[*].element").value(hasItem(lock.element())));
        http.perform(get("/journeys/{id}/diagram.bpmn?process=replace-lock", id)
                        .cookie(new jakarta.servlet.http.Cookie("lang", "en"))
                        .with(as(office.ola)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("BPMNDiagram")));
        http.perform(get("/journeys/{id}/diagram.bpmn?process=nothing", id).with(as(office.ola)))
                .andExpect(status().isNotFound());
    }
}
