package org.samspill.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.samspill.casework.HousingOffice.as;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.WhatARequestCost;
import org.samspill.actors.CurrentUser;
import org.samspill.journeys.JourneyLog;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The pages of a journey of 500 steps ask the database no more than those of a young one, counted without a clock. */
@SamspillTest
class LongJourneyTest {

    private static final int STEPS = 500;

    /** Each time is two more pieces of work; what else happens is that the office takes the work and gives it back. */
    private static final int ASKED = 15;

    /** With the reader's rights, names, notes, consents and looks; docs/performance.md says which. */
    private static final int MOST = 13;

    private static final int MOST_OF_THE_JOURNEY = 5;
    private static final Pattern OF_THE_JOURNEY = Pattern.compile("journeys_|work_item\\.|act_ru_");

    @Autowired
    WebApplicationContext program;

    @Autowired
    WorkItems items;

    @Autowired
    JourneyLog log;

    @Autowired
    DataSource source;

    @Test
    void aLongJourneyAsksNoMoreThanAYoungOne() throws Exception {
        HousingOffice office = HousingOffice.in(program);
        WorkItem first = office.lostKey();
        String id = first.journey().value();
        CurrentUser tenant = office.tenant(first);
        WorkItem lease = again(office, first);
        visit("/journeys/" + id, office.ola);
        visit("/my/journeys/" + id, tenant);
        List<String> young = visit("/journeys/" + id, office.ola);
        List<String> own = visit("/my/journeys/" + id, tenant);
        for (int times = 0; times < ASKED; times++) {
            lease = again(office, lease);
        }
        for (int rows = log.of(first.journey()).size(); rows < STEPS; rows += 2) {
            items.claim(lease.id(), office.ola);
            items.release(lease.id(), office.ola);
        }
        assertThat(log.of(first.journey())).hasSizeGreaterThanOrEqualTo(STEPS);
        List<String> old = visit("/journeys/" + id, office.ola);
        List<String> ownOld = visit("/my/journeys/" + id, tenant);
        assertThat(old).hasSameSizeAs(young).hasSizeLessThanOrEqualTo(MOST);
        assertThat(ownOld).hasSameSizeAs(own).hasSizeLessThanOrEqualTo(MOST);
        assertThat(old).filteredOn(LongJourneyTest::ofTheJourney).hasSizeBetween(4, MOST_OF_THE_JOURNEY);
        assertThat(ownOld).filteredOn(LongJourneyTest::ofTheJourney).hasSizeBetween(4, MOST_OF_THE_JOURNEY);
        eachUsesAnIndex(old);
        eachUsesAnIndex(ownOld);
    }

    /** The journey with who takes part, its work, its log, where it stands and what it knows; not whether the reader has a part in it. */
    private static boolean ofTheJourney(String sql) {
        return OF_THE_JOURNEY.matcher(sql).find() && !sql.startsWith("select 1 ");
    }

    /** PostgreSQL is kept from reading whole tables as far as it can be: where it still does, no index serves. */
    private void eachUsesAnIndex(List<String> asked) throws SQLException {
        if (!"postgres".equals(System.getProperty("samspill.database"))) {
            return;
        }
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local enable_seqscan = off");
            statement.execute("set local plan_cache_mode = force_generic_plan");
            for (String sql : asked) {
                assertThat(plan(statement, sql)).as(sql).contains("Index").doesNotContain("Seq Scan");
            }
            connection.rollback();
        }
    }

    private static String plan(Statement statement, String sql) throws SQLException {
        StringBuilder numbered = new StringBuilder();
        List<String> nulls = new ArrayList<>();
        for (char each : sql.toCharArray()) {
            if (each == '?') {
                nulls.add("null");
            }
            numbered.append(each == '?' ? "$" + nulls.size() : each);
        }
        statement.execute("prepare asked as " + numbered);
        StringBuilder plan = new StringBuilder();
        try (ResultSet lines = statement.executeQuery("explain execute asked(" + String.join(", ", nulls) + ")")) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        statement.execute("deallocate asked");
        return plan.toString();
    }

    private List<String> visit(String address, CurrentUser user) throws Exception {
        MockMvc http = MockMvcBuilders.webAppContextSetup(program)
                .apply(SecurityMockMvcConfigurers.springSecurity())
                .build();
        MDC.put("requestId", "long-journey");
        try (WhatARequestCost cost = new WhatARequestCost()) {
            http.perform(get(address).with(as(user)))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString(HousingOffice.TENANT)));
            return cost.statements("long-journey").stream()
                    .map(line -> line.substring(line.indexOf('[') + 1, line.lastIndexOf(']'))
                            .strip())
                    .toList();
        } finally {
            MDC.remove("requestId");
        }
    }

    /** The office asks the tenant something, and he answers. */
    private WorkItem again(HousingOffice office, WorkItem lease) {
        assertThat(items.refuse(lease.id(), office.ola, WorkItems.MORE_INFORMATION, "Når?"))
                .isInstanceOf(Outcome.Done.class);
        office.answer(
                office.open(lease.journey(), "Task_TellMore"), office.tenant(lease), Map.of("loss.detail", "I går"));
        return office.open(lease.journey(), lease.element());
    }
}
