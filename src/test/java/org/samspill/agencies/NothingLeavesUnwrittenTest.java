package org.samspill.agencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
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
import org.samspill.privacy.LogSealing;
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
    private final MeterRegistry metrics;
    private final CurrentUser surveyor;

    @Autowired
    NothingLeavesUnwrittenTest(
            ApplicationContext context,
            Disclosures disclosures,
            WorkItems items,
            Organisations organisations,
            JdbcClient jdbc,
            MeterRegistry metrics) {
        this.metrics = metrics;
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

    /** What is counted at the door, the rows of the log, and the rows that were found when it was sealed are as many. */
    @Test
    void whatLeftIsWhatIsWritten() {
        LogSealing sealing = garden.context.getBean(LogSealing.class);
        sealing.seal();
        double left = left();
        double found = found();
        long rows = rows();
        JourneyId journey = garden.started();
        String id = garden.held(journey, "w");
        items.open(id, surveyor).orElseThrow();
        items.open(id, surveyor).orElseThrow();
        sealing.seal();
        assertThat(rows() - rows).isEqualTo(3);
        assertThat(left() - left).isEqualTo(3);
        assertThat(found() - found).isEqualTo(3);

        JourneyId unwritten = garden.started();
        WorkItem waiting = garden.waiting(unwritten);
        refusing(unwritten, () -> assertThatThrownBy(() -> items.open(waiting.id(), surveyor))
                .isInstanceOf(DataAccessException.class));
        assertThat(left() - left).isEqualTo(3);
    }

    private double left() {
        return metrics.find("samspill.disclosures").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private double found() {
        return metrics.get("samspill.log.rows")
                .tag("log", "disclosures")
                .functionCounter()
                .count();
    }

    private long rows() {
        return jdbc.sql("select count(*) from privacy_disclosure")
                .query(Long.class)
                .single();
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
