package org.samspill.agencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.actors.PersonId;
import org.samspill.actors.Role;
import org.samspill.catalogue.Category;
import org.samspill.journeys.JourneyId;
import org.samspill.privacy.Disclosure;
import org.samspill.privacy.Disclosures;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The disclosure and the data are one: a row that tells all, or, when the database refuses the row, nothing that leaves. */
@SamspillTest
class NothingLeavesUnwrittenTest {

    private final Garden garden;
    private final Disclosures disclosures;
    private final WorkItems items;
    private final JdbcClient jdbc;
    private final CurrentUser surveyor;

    @Autowired
    NothingLeavesUnwrittenTest(
            ApplicationContext context,
            Disclosures disclosures,
            WorkItems items,
            Organisations organisations,
            JdbcClient jdbc) {
        this.garden = Garden.of(context);
        this.disclosures = disclosures;
        this.items = items;
        this.jdbc = jdbc;
        Organisation office =
                organisations.find(OrganisationNumber.of(Garden.SURVEY_OFFICE)).orElseThrow();
        this.surveyor = new CurrentUser(
                PersonId.random(), "Siri Måler", office, Set.of("surveyor"), true, Set.of(Role.CASEWORKER));
    }

    @Test
    void theRowTellsWhoWhatWhyAndByWhatRight() {
        JourneyId journey = garden.started();
        String id = garden.held(journey, "w");
        items.open(id, surveyor).orElseThrow();

        assertThat(disclosures.of(journey.value())).hasSize(2).allSatisfy(row -> {
            assertThat(row.workItem()).isEqualTo(id);
            assertThat(row.step()).isEqualTo("Service_Survey");
            assertThat(row.organisation()).hasToString(Garden.SURVEY_OFFICE);
            assertThat(row.service()).isEqualTo(Garden.SURVEY);
            assertThat(row.purpose()).isNotBlank();
            assertThat(row.legalBasis()).isNotBlank();
            assertThat(row.categories()).containsExactly(Category.ORDINARY);
            assertThat(row.hash()).hasSize(64);
        });
        Disclosure read = disclosures.of(journey.value()).get(0);
        assertThat(read.how()).isEqualTo(Disclosure.How.READ);
        assertThat(read.person()).isEqualTo(surveyor.person());
        assertThat(read.capacity()).isEqualTo("surveyor");
        Disclosure sent = disclosures.of(journey.value()).get(1);
        assertThat(sent.how()).isEqualTo(Disclosure.How.SENT);
        assertThat(sent.person()).isNull();
        assertThat(sent.hash()).isNotEqualTo(read.hash());
    }

    @Test
    void withoutTheRowAMachineIsGivenNothing() {
        JourneyId journey = garden.started();
        refusing(journey, () -> {
            Machine.Answer answer = garden.office.post(
                    "/engine-rest/external-task/fetchAndLock", Garden.fetch("w", Garden.SURVEY, journey));

            assertThat(answer.status()).isGreaterThanOrEqualTo(500);
            assertThat(answer.body()).doesNotContain(Garden.GROWER, Garden.NEIGHBOUR, "privacy_disclosure", "SQL");
            WorkItem waiting = garden.waiting(journey);
            assertThat(waiting.worker()).isNull();
        });
        assertThat(disclosures.of(journey.value())).isEmpty();
        assertThat(garden.held(journey, "w")).isNotBlank();
    }

    @Test
    void withoutTheRowAPersonIsShownNothing() {
        JourneyId journey = garden.started();
        WorkItem waiting = garden.waiting(journey);
        refusing(journey, () -> assertThatThrownBy(() -> items.open(waiting.id(), surveyor))
                .isInstanceOf(DataAccessException.class));
        assertThat(disclosures.of(journey.value())).isEmpty();
    }

    /** The database takes no disclosure of this journey while {@code act} runs. */
    private void refusing(JourneyId journey, Runnable act) {
        jdbc.sql("alter table privacy_disclosure add constraint refuses check (journey_id <> '" + journey.value()
                        + "')")
                .update();
        try {
            act.run();
        } finally {
            jdbc.sql("alter table privacy_disclosure drop constraint refuses").update();
        }
    }
}
