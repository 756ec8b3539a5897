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
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
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

/** The task list over HTTP: who sees what, who may take what, and what a lost race looks like. */
@SamspillTest
class ListTest {

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
    void organisationsSeeTheirOwnWorkOnly() throws Exception {
        WorkItem lease = office.lostKey();

        http.perform(get("/work/{id}/row", lease.id()).with(as(office.ola)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Finne leieavtale")));
        http.perform(get("/work/{id}/row", lease.id()).with(as(office.lars))).andExpect(status().isNotFound());
        http.perform(post("/work/{id}/claim", lease.id()).with(csrf()).with(as(office.lars)))
                .andExpect(status().isNotFound());
        http.perform(get("/work?q={id}", lease.journey().value()).with(as(office.lars)))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString(lease.id()))));
        assertThat(office.now(lease).assignee()).isNull();
    }

    @Test
    void aNameIsToldWhereTheContractNamesItAndWrittenDownOnce() throws Exception {
        WorkItem lease = office.lostKey();
        for (int look = 0; look < 2; look++) {
            http.perform(get("/work?q={id}", lease.journey().value()).with(as(office.kari)))
                    .andExpect(content().string(containsString(HousingOffice.TENANT)));
        }
        assertThat(disclosures.of(lease.journey().value()))
                .filteredOn(row -> office.kari.person().equals(row.person()))
                .singleElement()
                .satisfies(row -> assertThat(row.workItem()).isEqualTo(lease.id()));

        WorkItem lock = office.lockToReplace();
        http.perform(get("/work?q={id}", lock.journey().value()).with(as(office.lars)))
                .andExpect(content().string(containsString("Bytte lås")))
                .andExpect(content().string(not(containsString(HousingOffice.TENANT))));
    }

    @Test
    void aCaseworkerWithoutTheFunctionCannotTakeTheWork() throws Exception {
        WorkItem call = office.callBack();

        http.perform(post("/work/{id}/claim", call.id())
                        .header("HX-Request", "true")
                        .with(csrf())
                        .with(as(office.kari)))
                .andExpect(status().isForbidden())
                .andExpect(content().string(containsString("en funksjon du ikke har")));
        http.perform(get("/work?q={id}", call.journey().value()).with(as(office.kari)))
                .andExpect(content().string(not(containsString(call.id()))));
        assertThat(office.now(call).assignee()).isNull();
        http.perform(post("/work/{id}/claim", call.id()).with(csrf()).with(as(office.vera)))
                .andExpect(redirectedUrl("/work"));
        assertThat(office.now(call).assignee()).isEqualTo(office.vera.person());
    }

    @Test
    void ofTwoWhoClaimAtOnceOneGetsItAndTheOtherLearnsWho() throws Exception {
        WorkItem lease = office.lostKey();
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Future<String>> answers = two.invokeAll(Stream.of(office.ola, office.kari)
                    .map(who -> (Callable<String>) () -> {
                        together.await();
                        var answer = http.perform(post("/work/{id}/claim", lease.id())
                                        .header("HX-Request", "true")
                                        .with(csrf())
                                        .with(as(who)))
                                .andReturn()
                                .getResponse();
                        return answer.getStatus() + " " + answer.getContentAsString();
                    })
                    .toList());
            List<String> said = List.of(answers.get(0).get(), answers.get(1).get());

            CurrentUser winner = office.ola.person().equals(office.now(lease).assignee()) ? office.ola : office.kari;
            assertThat(said).filteredOn(answer -> answer.startsWith("200 ")).hasSize(1);
            assertThat(said)
                    .filteredOn(answer -> answer.startsWith("409 "))
                    .singleElement()
                    .asString()
                    .containsPattern("Tatt av " + winner.name() + " for \\d+ s siden");
        } finally {
            two.shutdownNow();
        }
    }

    @Test
    void manyAreTakenWithOneResultEach() throws Exception {
        WorkItem free = office.lostKey();
        WorkItem taken = office.lostKey();
        WorkItem caretakers = office.callBack();
        http.perform(post("/work/{id}/claim", taken.id()).with(csrf()).with(as(office.ola)));
        String[] chosen = {free.id(), taken.id(), caretakers.id(), "no-such-item"};

        http.perform(post("/work/bulk")
                        .param("item", chosen)
                        .param("action", "claim")
                        .with(csrf())
                        .with(as(office.kari)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("4 oppgaver, 3 kan ikke tas.")))
                // Several tasks of one kind are told apart by whom they are about.
                .andExpect(content().string(containsString(HousingOffice.TENANT)));
        assertThat(office.now(free).assignee()).isNull();

        http.perform(post("/work/bulk/do")
                        .param("item", chosen)
                        .param("action", "claim")
                        .with(csrf())
                        .with(as(office.kari)))
                .andExpect(content().string(containsString("1 oppgave er tatt, 3 gikk ikke.")))
                .andExpect(content().string(containsString("Tatt av Ola Bakke for")));
        assertThat(office.now(free).assignee()).isEqualTo(office.kari.person());
        assertThat(office.now(taken).assignee()).isEqualTo(office.ola.person());

        http.perform(post("/work/bulk/do")
                        .param("item", free.id())
                        .param("action", "release")
                        .with(csrf())
                        .with(as(office.kari)))
                .andExpect(content().string(containsString("1 oppgave er gitt tilbake.")));
        assertThat(office.now(free).assignee()).isNull();
    }

    @Test
    void manyAreAssignedWithOneResultEachAndTheirUndoLeavesOthersWorkAlone() throws Exception {
        WorkItem lease = office.lostKey();
        WorkItem call = office.callBack();
        String[] chosen = {lease.id(), call.id()};
        http.perform(post("/work/bulk")
                        .param("item", chosen)
                        .param("action", "assign")
                        .with(csrf())
                        .with(as(office.liv)))
                .andExpect(content().string(containsString("2 oppgaver.")))
                .andExpect(content().string(containsString("Kari Dahl (1 av 2)")))
                .andExpect(content().string(containsString("Vera Vang (2 av 2)")));
        http.perform(post("/work/bulk/do")
                        .param("item", chosen)
                        .param("action", "assign")
                        .param("to", office.kari.person().value())
                        .with(csrf())
                        .with(as(office.liv)))
                .andExpect(content().string(containsString("1 oppgave er tildelt, 1 gikk ikke.")))
                .andExpect(content().string(containsString("Kollegaen har ikke funksjonen som trengs")));
        assertThat(office.now(lease).assignee()).isEqualTo(office.kari.person());
        assertThat(office.now(call).assignee()).isNull();

        http.perform(post("/work/bulk/do")
                        .param("item", chosen)
                        .param("action", "release")
                        .with(csrf())
                        .with(as(office.ola)))
                .andExpect(content().string(containsString("1 gikk ikke.")));
        assertThat(office.now(lease).assignee()).isEqualTo(office.kari.person());
    }

    @Test
    void workIsAssignedToThoseWhoMayDoIt() throws Exception {
        WorkItem call = office.callBack();
        http.perform(get("/work/{id}/assign", call.id()).with(as(office.liv)))
                .andExpect(content().string(containsString("Vera Vang")))
                .andExpect(content().string(not(containsString("Kari Dahl"))));
        http.perform(post("/work/bulk/do")
                        .param("item", call.id())
                        .param("action", "assign")
                        .with(csrf())
                        .with(as(office.liv)))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Velg hvem som skal ha oppgavene.")));
        http.perform(post("/work/bulk/do")
                        .param("item", call.id())
                        .param("action", "assign")
                        .param("to", office.kari.person().value())
                        .with(csrf())
                        .with(as(office.liv)))
                .andExpect(content().string(containsString("Kollegaen har ikke funksjonen som trengs")));
        http.perform(post("/work/bulk/do")
                        .param("item", call.id())
                        .param("action", "assign")
                        .param("to", office.vera.person().value())
                        .with(csrf())
                        .with(as(office.liv)))
                .andExpect(content().string(containsString("1 oppgave er tildelt.")));
        assertThat(office.now(call).assignee()).isEqualTo(office.vera.person());
    }

    @Test
    void aViewIsKeptSharedAndDeleted() throws Exception {
        http.perform(post("/work/views")
                        .param("name", "Låser i dag")
                        .param("query", "view=new&q=lås&cursor=x")
                        .param("shared", "true")
                        .with(csrf())
                        .with(as(office.ola)))
                .andExpect(redirectedUrl("/work?view=new&q=l%C3%A5s"))
                .andExpect(flash().attribute("status", "Visningen «Låser i dag» er lagret."));
        http.perform(get("/work?view=new&q=lås").with(as(office.kari)))
                .andExpect(
                        content().string(containsString("<h1 class=\"ds-heading\" data-size=\"md\">Låser i dag</h1>")))
                .andExpect(content().string(not(containsString("Slett visningen"))));
        http.perform(get("/work").with(as(office.lars)))
                .andExpect(content().string(not(containsString("Låser i dag"))));
        String page = http.perform(get("/work").with(as(office.ola)))
                .andReturn()
                .getResponse()
                .getContentAsString();
        String id = page.replaceAll("(?s).*/work/views/([0-9a-f-]+)/delete.*", "$1");
        http.perform(post("/work/views/{id}/delete", id).with(csrf()).with(as(office.kari)))
                .andExpect(status().isNotFound());
        http.perform(post("/work/views/{id}/delete", id).with(csrf()).with(as(office.ola)))
                .andExpect(redirectedUrl("/work"));
    }

    @Test
    void theListIsReadPageByPageWithoutLossOrRepetition() throws Exception {
        for (int each = 0; each < 30; each++) {
            office.lostKey();
        }
        String first = http.perform(get("/work?event=lost-key&view=new").with(as(office.ola)))
                .andReturn()
                .getResponse()
                .getContentAsString();
        String more = first.replaceAll("(?s).*hx-get=\"(/work\\?[^\"]*cursor=[^\"]*)\".*", "$1")
                .replace("&amp;", "&");
        String second = http.perform(get(java.net.URI.create(more))
                        .header("HX-Request", "true")
                        .with(as(office.ola)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(second).doesNotContain("<html").contains("id=\"row-");
        assertThat(rows(first)).hasSize(25).doesNotContainAnyElementsOf(rows(second));
    }

    private static List<String> rows(String page) {
        return java.util.regex.Pattern.compile("id=\"row-([^\"]+)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
