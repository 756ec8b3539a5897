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
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.Map;
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
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** One work item over HTTP: answered, refused, sent twice, ended or taken meanwhile; nothing typed is lost, nothing foreign is seen. */
@SamspillTest
class ItemTest {

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
    void aServiceIsAnsweredWithTheFormOfItsContract() throws Exception {
        WorkItem lease = office.lostKey();
        read(lease, office.ola)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Adressen til boligen")))
                .andExpect(content().string(containsString("Husleieloven § 5-1")))
                .andExpect(content().string(containsString("Bakkebyen boligkontor gjør dette for hele landet.")));
        assertThat(disclosures.of(lease.journey().value()))
                .anySatisfy(row -> assertThat(row.data()).containsExactly("tenant.nationalId"));

        send(answer(lease).param("lease.address", "Bakken 7").param("lease.lockClass", "standard"), office.ola)
                .andExpect(status().is3xxRedirection())
                .andExpect(flash().attribute("status", "«Finne leieavtale» er fullført."));
        assertThat(office.now(lease).state()).isEqualTo(WorkItem.State.DONE);
    }

    @Test
    void whatDoesNotFitIsSentBackInPlaceAsTyped() throws Exception {
        WorkItem lease = office.lostKey();
        send(answer(lease).param("lease.address", "Bakken 7").param("lease.since", "32.13.2020"), office.ola)
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("ds-error-summary")))
                .andExpect(content().string(containsString("32.13.2020")))
                .andExpect(content().string(containsString("Bakken 7")));
        assertThat(office.now(lease).open()).isTrue();
    }

    @Test
    void aFormSentTwiceHasOneEffectAndSaysSo() throws Exception {
        WorkItem lease = office.lostKey();
        for (String said : new String[] {"er fullført.", "var allerede tatt imot."}) {
            send(answer(lease).param("lease.address", "Bakken 7").param("lease.lockClass", "standard"), office.ola)
                    .andExpect(status().is3xxRedirection())
                    .andExpect(flash().attribute("status", containsString(said)));
        }
    }

    @Test
    void whatAColleagueTookIsKeptAsTyped() throws Exception {
        WorkItem lease = office.lostKey();
        send(post("/work/{id}/claim", lease.id()), office.kari);
        send(answer(lease).param("lease.address", "Min tekst 3").param("lease.lockClass", "standard"), office.ola)
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Tatt av Kari Dahl for")))
                .andExpect(content().string(containsString("Min tekst 3")));
        assertThat(office.now(lease).open()).isTrue();
        read(lease, office.ola).andExpect(content().string(containsString("Min tekst 3")));
    }

    @Test
    void whatEndedMeanwhileIsKeptAsTyped() throws Exception {
        WorkItem lease = office.lostKey();
        office.answer(lease, office.kari, Map.of("lease.address", "Bakken 7", "lease.lockClass", "standard"));
        send(answer(lease).param("lease.address", "Min tekst 4").param("lease.lockClass", "secure"), office.ola)
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Oppgaven er allerede gjort")))
                .andExpect(content().string(containsString("Min tekst 4")));
    }

    @Test
    void aRefusalNeedsAReasonOfTheContract() throws Exception {
        WorkItem lock = office.lockToReplace();
        send(post("/work/{id}/refuse", lock.id()).param("message", "Kom i morgen"), office.lars)
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Velg en grunn.")))
                .andExpect(content().string(containsString("Kom i morgen")));
        send(post("/work/{id}/refuse", lock.id()).param("reason", "tired"), office.lars)
                .andExpect(status().isUnprocessableEntity());
        send(post("/work/{id}/refuse", lock.id()).param("reason", "nobody-home"), office.lars)
                .andExpect(status().is3xxRedirection());
        assertThat(office.now(lock).state()).isEqualTo(WorkItem.State.REFUSED);
    }

    @Test
    void aDraftSavesItselfComesBackAndGoesWithTheAnswer() throws Exception {
        WorkItem lease = office.lostKey();
        send(
                        post("/work/{id}/draft", lease.id())
                                .param("lease.address", "Halvskrevet 5")
                                .param("else", "x"),
                        office.ola)
                .andExpect(status().isOk())
                .andExpect(content().string(org.hamcrest.Matchers.matchesPattern("\\d\\d:\\d\\d")));
        read(lease, office.ola)
                .andExpect(content().string(containsString("Halvskrevet 5")))
                .andExpect(content().string(containsString("Utkast fra ")));
        read(lease, office.kari).andExpect(content().string(not(containsString("Halvskrevet 5"))));
        send(answer(lease).param("lease.address", "Bakken 7").param("lease.lockClass", "standard"), office.ola);
        read(lease, office.ola).andExpect(content().string(not(containsString("Halvskrevet 5"))));
    }

    @Test
    void withoutTheFunctionTheDataAreNotShown() throws Exception {
        WorkItem call = office.callBack();
        read(call, office.kari)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Oppgaven er for Vaktmester.")))
                .andExpect(content().string(not(containsString("call.note"))));
        send(answer(call).param("call.note", "Ringt"), office.kari).andExpect(status().isForbidden());
        send(answer(call).param("call.note", "Ringt"), office.vera).andExpect(status().is3xxRedirection());
    }

    @Test
    void twoWindowsThatSaveAtOnceLeaveOneDraft() throws Exception {
        WorkItem lease = office.lostKey();
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService windows = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Integer>> saves = Stream.of("Vindu en", "Vindu to")
                    .map(words -> (Callable<Integer>) () -> {
                        together.await();
                        return send(post("/work/{id}/draft", lease.id()).param("lease.address", words), office.ola)
                                .andReturn()
                                .getResponse()
                                .getStatus();
                    })
                    .toList();
            for (Future<Integer> saved : windows.invokeAll(saves)) {
                assertThat(saved.get()).isEqualTo(200);
            }
        } finally {
            windows.shutdownNow();
        }
        send(post("/work/{id}/draft", lease.id()).param("lease.address", "Vindu tre"), office.ola);
        read(lease, office.ola)
                .andExpect(content().string(containsString("Vindu tre")))
                .andExpect(content().string(not(containsString("Vindu to"))));
    }

    @Test
    void whatIsDoneInOneWindowIsSaidInTheOldOneAndKeepsNoDraft() throws Exception {
        WorkItem lease = office.lostKey();
        send(answer(lease).param("lease.address", "Bakken 7").param("lease.lockClass", "standard"), office.ola)
                .andExpect(status().is3xxRedirection());
        http.perform(get("/work/{id}/state", lease.id()).with(as(office.ola)))
                .andExpect(content().string(containsString("Oppgaven er allerede gjort")));
        send(post("/work/{id}/draft", lease.id()).param("lease.address", "For sent"), office.ola)
                .andExpect(status().isConflict());
        read(lease, office.ola)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Oppgaven er allerede gjort")))
                .andExpect(content().string(containsString("Les det som ble skrevet")))
                .andExpect(content().string(not(containsString("Fullfør og gå til neste"))))
                .andExpect(content().string(not(containsString("For sent"))));
    }

    @Test
    void aNoThatComesTooLateIsKeptToBeCopied() throws Exception {
        WorkItem lock = office.lockToReplace();
        office.answer(lock, office.lars, Map.of("lock.replacedOn", "20.11.2026"));
        CurrentUser colleague = office.lone;
        send(
                        post("/work/{id}/refuse", lock.id())
                                .param("reason", "nobody-home")
                                .param("message", "Jeg ringte på tre ganger"),
                        colleague)
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Jeg ringte på tre ganger")));
    }

    @Test
    void aNoteSentTwiceIsOneNote() throws Exception {
        WorkItem lock = office.lockToReplace();
        for (String words : new String[] {"Ringte på", "Ringte på", "Ringte på igjen"}) {
            send(post("/work/{id}/notes", lock.id()).param("words", words), office.lars);
        }
        String page = http.perform(get("/work/{id}/notes", lock.id()).with(as(office.lars)))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page.split("<p class=\"words\">Ringte på", -1)).hasSize(3);
    }

    @Test
    void foreignWorkDoesNotExist() throws Exception {
        WorkItem lease = office.lostKey();
        for (String part : new String[] {"", "/timeline", "/diagram", "/documents", "/notes", "/row", "/state"}) {
            http.perform(get("/work/" + lease.id() + part).with(as(office.lars)))
                    .andExpect(status().isNotFound());
        }
        for (String act : new String[] {"", "/refuse", "/more", "/draft", "/notes", "/claim", "/release"}) {
            send(post("/work/" + lease.id() + act).param("words", "x").param("reason", "no-lease"), office.lars)
                    .andExpect(status().isNotFound());
        }
        assertThat(office.now(lease).open()).isTrue();
        assertThat(disclosures.of(lease.journey().value()))
                .noneMatch(row -> office.lars.person().equals(row.person()));
    }

    @Test
    void notesAreForColleaguesAlone() throws Exception {
        WorkItem lock = office.lockToReplace();
        send(post("/work/{id}/notes", lock.id()).param("words", "Ring <før> klokka ni"), office.lars)
                .andExpect(status().is3xxRedirection());
        http.perform(get("/work/{id}/notes", lock.id()).with(as(office.lars)))
                .andExpect(content().string(containsString("Ring &lt;før&gt; klokka ni")));
        http.perform(get("/journeys/{id}/notes", lock.journey().value()).with(as(office.ola)))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("klokka ni"))));
        send(post("/work/{id}/notes", lock.id()).param("words", " "), office.lars)
                .andExpect(status().isUnprocessableEntity());
    }

    private static MockHttpServletRequestBuilder answer(WorkItem item) {
        return post("/work/{id}", item.id());
    }

    private ResultActions read(WorkItem item, CurrentUser user) throws Exception {
        return http.perform(get("/work/{id}", item.id()).with(as(user)));
    }

    private ResultActions send(MockHttpServletRequestBuilder request, CurrentUser user) throws Exception {
        return http.perform(request.with(csrf()).with(as(user)));
    }
}
