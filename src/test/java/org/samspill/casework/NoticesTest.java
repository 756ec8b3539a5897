package org.samspill.casework;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.samspill.casework.HousingOffice.as;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

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

/** Notices above the list: whom reminders and escalations reach, the gravest of each task alone, and how they are put away. */
@SamspillTest
class NoticesTest {

    @Autowired
    ApplicationContext program;

    HousingOffice office;
    MockMvc http;

    @BeforeEach
    void open() throws Exception {
        office = HousingOffice.in(program);
        http = MockMvcBuilders.webAppContextSetup((WebApplicationContext) program)
                .apply(SecurityMockMvcConfigurers.springSecurity())
                .build();
        for (CurrentUser each : new CurrentUser[] {office.ola, office.liv}) {
            http.perform(post("/work/notices/seen").with(csrf()).with(as(each)));
        }
    }

    @Test
    void whoHasTheTaskIsToldAndTheLeaderOfTheLast() throws Exception {
        WorkItem lease = claimed();
        office.timePasses(lease, 1);
        list(office.ola)
                .andExpect(content().string(containsString("Varsler til deg (1)")))
                .andExpect(content().string(containsString("Purret")))
                .andExpect(content().string(containsString("href=\"/work/" + lease.id() + "\"")));
        list(office.kari).andExpect(content().string(not(containsString("Varsler til deg"))));

        office.timePasses(lease, 2);
        list(office.ola)
                .andExpect(content().string(containsString("Varsler til deg (1)")))
                .andExpect(content().string(containsString("Over frist</span>")))
                .andExpect(content().string(not(containsString("Purret"))));
        list(office.liv).andExpect(content().string(not(containsString("Varsler til deg"))));

        office.timePasses(lease, 3);
        list(office.liv).andExpect(content().string(containsString("Eskalert til deg")));
        list(office.lars).andExpect(content().string(not(containsString(lease.id()))));
    }

    @Test
    void eachPutsAwayHerOwn() throws Exception {
        WorkItem one = claimed();
        WorkItem other = claimed();
        for (WorkItem item : new WorkItem[] {one, other}) {
            for (int level = 1; level <= 3; level++) {
                office.timePasses(item, level);
            }
        }
        list(office.liv).andExpect(content().string(containsString("Varsler til deg (2)")));
        seen(one.id(), office.liv);
        list(office.liv).andExpect(content().string(containsString("Varsler til deg (1)")));
        list(office.ola).andExpect(content().string(containsString("Varsler til deg (2)")));
        seen(null, office.liv);
        list(office.liv).andExpect(content().string(not(containsString("Varsler til deg"))));
    }

    @Test
    void workThatIsDoneIsSpokenOfNoMore() throws Exception {
        WorkItem lease = claimed();
        office.timePasses(lease, 1);
        list(office.ola).andExpect(content().string(containsString("Varsler til deg (1)")));
        office.answer(lease, office.ola, Map.of("lease.address", "Bakken 7", "lease.lockClass", "standard"));
        list(office.ola).andExpect(content().string(not(containsString("Varsler til deg"))));
    }

    private WorkItem claimed() throws Exception {
        WorkItem lease = office.lostKey();
        http.perform(post("/work/{id}/claim", lease.id()).with(csrf()).with(as(office.ola)));
        return lease;
    }

    private ResultActions list(CurrentUser user) throws Exception {
        return http.perform(get("/work?view=mine").with(as(user)));
    }

    private void seen(@org.jspecify.annotations.Nullable String item, CurrentUser user) throws Exception {
        var request = post("/work/notices/seen").with(csrf()).with(as(user));
        http.perform(item == null ? request : request.param("item", item)).andExpect(redirectedUrl("/work"));
    }
}
