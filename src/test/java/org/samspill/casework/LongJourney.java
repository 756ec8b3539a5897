package org.samspill.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.samspill.casework.HousingOffice.as;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Map;
import java.util.regex.Pattern;
import org.samspill.actors.CurrentUser;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.work.Answering;
import org.samspill.work.Outcome;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** A lost key that takes very long, and its pages as the office's caseworker and the tenant ask for them. */
public final class LongJourney {

    static final int STEPS = 500;

    /** Each time is two more pieces of work; what else happens is that the office takes the work and gives it back. */
    private static final int ASKED = 15;

    /** With what is told of the log they are more than one part of the timeline. */
    private static final int NOTED = 30;

    private static final Pattern OF_THE_JOURNEY = Pattern.compile("journeys_|from work_item|act_ru_");

    private final HousingOffice office;
    private final WorkItems items;
    private final Answering answering;
    private final JourneyLog log;
    private final Notes notes;
    private final MockMvc http;
    private final JourneyId id;
    private final CurrentUser tenant;
    private WorkItem lease;

    /** A young one: the office has asked the tenant once. */
    public LongJourney(WebApplicationContext program) {
        office = HousingOffice.in(program);
        items = program.getBean(WorkItems.class);
        answering = program.getBean(Answering.class);
        log = program.getBean(JourneyLog.class);
        notes = program.getBean(Notes.class);
        http = MockMvcBuilders.webAppContextSetup(program)
                .apply(SecurityMockMvcConfigurers.springSecurity())
                .build();
        lease = office.lostKey();
        id = lease.journey();
        tenant = office.tenant(lease);
        again();
    }

    public JourneyId id() {
        return id;
    }

    /** Whether a question is about the journey itself: who takes part, its work, its log, where it stands and what it knows; not whether the reader has a part in it. */
    public static boolean ofTheJourney(String sql) {
        return OF_THE_JOURNEY.matcher(sql).find() && !sql.startsWith("select 1 ");
    }

    /** Until it has had 500 steps, 32 pieces of work and 30 notes. */
    public void growOld() {
        for (int note = 1; note <= NOTED; note++) {
            notes.write(id, null, office.ola, "Purret " + note);
        }
        for (int times = 0; times < ASKED; times++) {
            again();
        }
        for (int rows = log.of(id).size(); rows < STEPS; rows += 2) {
            items.claim(lease.id(), office.ola);
            items.release(lease.id(), office.ola);
        }
        assertThat(log.of(id)).hasSizeGreaterThanOrEqualTo(STEPS);
    }

    /** The office asks the tenant something, and he answers. */
    private void again() {
        assertThat(answering.refuse(lease.id(), office.ola, Answering.MORE_INFORMATION, "Når?"))
                .isInstanceOf(Outcome.Done.class);
        office.answer(office.open(id, "Task_TellMore"), tenant, Map.of("loss.detail", "I går"));
        lease = office.open(id, lease.element());
    }

    /** Her page with its timeline. */
    public void caseworkerLooks() {
        look("/journeys/", office.ola);
    }

    /** His page with its steps. */
    public void tenantLooks() {
        look("/my/journeys/", tenant);
    }

    private void look(String address, CurrentUser user) {
        try {
            http.perform(get(address + id).with(as(user)))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString(HousingOffice.TENANT)));
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
