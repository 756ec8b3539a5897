package org.samspill.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.samspill.casework.HousingOffice.as;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.actors.CurrentUser;
import org.samspill.work.WorkItem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Asking for more over HTTP: the question reaches the applicant, the work waits without its time running, and comes back with the answer. */
@SamspillTest
class AskingTest {

    private static final String QUESTION = "Hvilken dør gjelder det, og når mistet du <nøkkelen>?";

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
    void theQuestionReachesTheApplicantAndTheAnswerComesBack() throws Exception {
        WorkItem lease = office.lostKey();
        ask(lease, QUESTION, office.ola)
                .andExpect(status().is3xxRedirection())
                .andExpect(flash().attribute("status", containsString("Spørsmålet er sendt.")));

        office.longAgo(lease, 4);
        WorkItem question = office.open(lease.journey(), "Task_TellMore");
        http.perform(get("/my/tasks/{id}", question.id()).with(as(office.tenant(lease))))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("når mistet du &lt;nøkkelen&gt;?")));
        office.answer(question, office.tenant(lease), Map.of("loss.detail", "Ytterdøren, i går"));

        WorkItem back = office.open(lease.journey(), lease.element());
        http.perform(get("/work/{id}", back.id()).with(as(office.kari)))
                .andExpect(content().string(containsString("Ytterdøren, i går")))
                .andExpect(
                        content().string(containsString("Den har stått stille i 4 dager mens dere ventet på svar.")));
        http.perform(get("/work?view=group&q=" + lease.journey().value()).with(as(office.kari)))
                .andExpect(content().string(containsString("row-" + back.id())));
    }

    @Test
    void whileItWaitsItStandsUnderWaitingWithItsTimeStandingStill() throws Exception {
        WorkItem lease = office.lostKey();
        ask(lease, QUESTION, office.ola);

        http.perform(get("/work?view=waiting&q=" + lease.journey().value()).with(as(office.kari)))
                .andExpect(content().string(containsString("row-" + lease.id())))
                .andExpect(content().string(containsString("På vent: ")))
                .andExpect(content().string(containsString("Svar på det dere spurte om")))
                .andExpect(content().string(not(containsString("/work/" + lease.id() + "/claim"))));
        http.perform(get("/work?view=group&q=" + lease.journey().value()).with(as(office.kari)))
                .andExpect(content().string(not(containsString("row-" + lease.id()))));
        http.perform(get("/work/{id}", lease.id()).with(as(office.ola)))
                .andExpect(content().string(containsString("Fristen står stille, og oppgaven kommer tilbake")));
        http.perform(get("/journeys/{id}", lease.journey().value()).with(as(office.ola)))
                .andExpect(content()
                        .string(containsString("Bakkebyen boligkontor venter på svar til «Finne leieavtale»")));
        http.perform(get("/api/work-items?view=waiting").with(as(office.ola)))
                .andExpect(jsonPath("$..[?(@.id == '%s')].promise.paused", lease.id())
                        .value(true));
        http.perform(get("/work?view=waiting").with(as(office.lars)))
                .andExpect(content().string(not(containsString(lease.id()))));
    }

    @Test
    void aQuestionHasWordsAndNotTooMany() throws Exception {
        WorkItem lease = office.lostKey();
        ask(lease, "  ", office.ola)
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Skriv hva dere trenger å vite.")));
        String long2001 = "Hvor".repeat(500) + "?";
        ask(lease, long2001, office.ola)
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Skriv høyst 2")))
                .andExpect(content().string(containsString(long2001)));
        assertThat(office.now(lease).open()).isTrue();
    }

    @Test
    void aQuestionSentTwiceIsAskedOnce() throws Exception {
        WorkItem lease = office.lostKey();
        ask(lease, QUESTION, office.ola).andExpect(status().is3xxRedirection());
        ask(lease, QUESTION, office.ola).andExpect(status().is3xxRedirection());
        assertThat(office.now(lease).paused()).isTrue();
        office.open(lease.journey(), "Task_TellMore");
    }

    @Test
    void whatCannotBeAskedAnyMoreIsKeptToBeCopied() throws Exception {
        WorkItem lease = office.lostKey();
        http.perform(post("/work/{id}/claim", lease.id()).with(csrf()).with(as(office.kari)));
        ask(lease, "Spørsmålet mitt?", office.ola)
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Tatt av Kari Dahl for")))
                .andExpect(content().string(containsString("Spørsmålet mitt?")))
                .andExpect(content().string(containsString("Kopier det hvis noen trenger det.")));
    }

    @Test
    void aContractWithoutThatReasonCannotAsk() throws Exception {
        WorkItem lock = office.lockToReplace();
        http.perform(get("/work/{id}", lock.id()).with(as(office.lars)))
                .andExpect(content().string(not(containsString("Be om flere opplysninger"))));
        ask(lock, QUESTION, office.lars).andExpect(status().isBadRequest());
        assertThat(office.now(lock).open()).isTrue();
    }

    private ResultActions ask(WorkItem item, String question, CurrentUser user) throws Exception {
        return http.perform(post("/work/{id}/more", item.id())
                .param("question", question)
                .with(csrf())
                .with(as(user)));
    }
}
