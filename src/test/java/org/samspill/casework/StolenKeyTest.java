package org.samspill.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.samspill.casework.HousingOffice.as;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samspill.SamspillTest;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Person;
import org.samspill.actors.Role;
import org.samspill.journeys.JourneyId;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** A tick in a form is a truth to the rules, however the browser writes it: who has had the key stolen pays nothing. */
@SamspillTest
class StolenKeyTest {

    @Autowired
    ApplicationContext program;

    @Autowired
    WorkItems items;

    HousingOffice office;
    MockMvc http;

    @BeforeEach
    void open() {
        office = HousingOffice.in(program);
        http = MockMvcBuilders.webAppContextSetup((WebApplicationContext) program)
                .apply(SecurityMockMvcConfigurers.springSecurity())
                .build();
    }

    @ParameterizedTest
    @CsvSource({"true, Service_ReplaceLock", "on, Service_ReplaceLock", "false, Task_AcceptCost", ", Task_AcceptCost"})
    void theTickDecidesWhoPays(String tick, String next) throws Exception {
        JourneyId journey = report(tick);
        WorkItem lease = office.open(journey, "Service_ReadLease");
        office.answer(lease, office.ola, Map.of("lease.address", "Bakken 7", "lease.lockClass", "secure"));

        assertThat(items.ofJourney(journey))
                .filteredOn(WorkItem::open)
                .extracting(WorkItem::element)
                .containsExactly(next);
    }

    @Test
    void soDoesTheTruthOfAnEvent() {
        WorkItem lease = office.lostKey(true);
        office.answer(lease, office.ola, Map.of("lease.address", "Bakken 7", "lease.lockClass", "standard"));

        assertThat(items.ofJourney(lease.journey()))
                .filteredOn(WorkItem::open)
                .extracting(WorkItem::element)
                .containsExactly("Service_ReplaceLock");
    }

    private JourneyId report(@org.jspecify.annotations.Nullable String tick) throws Exception {
        Person renter = office.renter();
        CurrentUser citizen = new CurrentUser(renter.id(), renter.name(), null, Set.of(), false, Set.of(Role.CITIZEN));
        MockHttpServletRequestBuilder form = post("/my/start/lost-key/send")
                .param(
                        "tenant.nationalId",
                        Objects.requireNonNull(renter.nationalId()).value())
                .param("key.lostOn", "20.11.2026");
        String address = http.perform((tick == null ? form : form.param("key.stolen", tick))
                        .with(csrf())
                        .with(as(citizen)))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        return JourneyId.parse(String.valueOf(address).replaceAll(".*/journeys/([^/]+)/.*", "$1"))
                .orElseThrow();
    }
}
