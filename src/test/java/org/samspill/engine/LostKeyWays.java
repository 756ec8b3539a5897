package org.samspill.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.ThrowingSupplier;
import org.samspill.actors.CurrentUser;
import org.samspill.casework.HousingOffice;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.Journeys;
import org.samspill.privacy.Disclosures;
import org.samspill.work.Answering;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.context.ApplicationContext;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Walks {@code lost-key} as those do who take part in it, the ways that its drawing has, and tells what the journeys did. */
final class LostKeyWays {

    /** Each passes other elements. */
    enum Way {
        STOLEN("Call_"),
        PAID(""),
        UNANSWERED("Timer_"),
        FOUND("Message_");

        private final String elements;

        Way(String elements) {
            this.elements = elements;
        }

        /** True when it is the way to the element, or the one that passes most. */
        boolean leadsTo(String element) {
            return element.startsWith(elements);
        }
    }

    private static final Duration STEP_AT_MOST = Duration.ofSeconds(5);
    private static final int MOST_ITEMS = 300;

    private final HousingOffice office;
    private final Journeys journeys;
    private final JourneyLog log;
    private final Disclosures disclosures;
    private final WorkItems items;
    private final Answering answering;
    private final RuntimeService runtime;
    private final ManagementService management;
    private final MockMvc pages;

    private @Nullable JourneyId journey;
    private String before = "";

    LostKeyWays(ApplicationContext program) {
        office = HousingOffice.in(program);
        journeys = program.getBean(Journeys.class);
        log = program.getBean(JourneyLog.class);
        disclosures = program.getBean(Disclosures.class);
        items = program.getBean(WorkItems.class);
        answering = program.getBean(Answering.class);
        runtime = program.getBean(RuntimeService.class);
        management = program.getBean(ManagementService.class);
        pages = MockMvcBuilders.webAppContextSetup((WebApplicationContext) program)
                .apply(SecurityMockMvcConfigurers.springSecurity())
                .build();
    }

    /**
     * Goes one way until nothing waits any more.
     *
     * @param said {@code lockClass} that the office answers, and {@code data} that stand in the journey from its beginning
     * @return all that the journey did and told: rows of the journey log, and of the disclosures
     */
    Set<String> walk(Way way, JsonNode said) {
        journey = null;
        before = "";
        WorkItem first = step(() -> office.lostKey(way == Way.STOLEN));
        journey = first.journey();
        bring(said.path("data"));
        for (int i = 0; ; i++) {
            Optional<WorkItem> open =
                    items.ofJourney(journey).stream().filter(WorkItem::open).findFirst();
            if (open.isEmpty()) {
                break;
            }
            assertThat(i).as("answers that one journey asks for").isLessThan(MOST_ITEMS);
            step(() -> {
                look(open.get(), way);
                return true;
            });
            before = now();
            step(() -> {
                take(open.get(), way, said.path("lockClass").asText("standard"));
                return true;
            });
        }
        assertThat(journeys.find(journey).orElseThrow().open()).isFalse();
        return did();
    }

    /** True when the step that failed left nothing: the journey is as it was, or was never begun. */
    boolean rolledBack() {
        return now().equals(before);
    }

    private void bring(JsonNode data) {
        String instance = journeys.find(journey).orElseThrow().processInstanceId();
        data.properties().forEach(datum -> {
            List<String> values = new ArrayList<>();
            datum.getValue().forEach(value -> values.add(value.asText()));
            runtime.setVariable(
                    instance,
                    datum.getKey(),
                    values.isEmpty() ? datum.getValue().asBoolean() : values);
        });
    }

    /** Everybody reads what she is to answer. */
    private void look(WorkItem item, Way way) throws Exception {
        switch (item.element()) {
            case "Task_AcceptCost" -> {
                if (way == Way.PAID) {
                    page(item, office.tenant(item));
                }
            }
            case "Service_ReplaceLock" -> items.open(item.id(), office.lars);
            case "Task_CallBack" -> items.open(item.id(), office.vera);
            default -> items.open(item.id(), office.ola);
        }
    }

    /** What the tenant sees of her task: words, and nothing that is run on the way to her or in her browser. */
    private void page(WorkItem item, CurrentUser tenant) throws Exception {
        var answer = pages.perform(get("/my/tasks/{id}", item.id()).with(HousingOffice.as(tenant)))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentAsString()).doesNotContain("alert(1)", "<iframe", "jdbc:", "DataSource@");
    }

    private void take(WorkItem item, Way way, String lockClass) {
        switch (item.element()) {
            case "Service_ReadLease" ->
                office.answer(item, office.ola, Map.of("lease.address", "Bakken 7", "lease.lockClass", lockClass));
            case "Task_AcceptCost" -> accept(item, way);
            case "Service_ReplaceLock" -> {
                if (way == Way.STOLEN) {
                    answering.refuse(item.id(), office.lars, "out-of-stock", null);
                } else {
                    office.answer(item, office.lars, Map.of("lock.replacedOn", "2026-11-21"));
                }
            }
            case "Task_CallBack" -> office.answer(item, office.vera, Map.of("call.note", "Ny lås i morgen"));
            default -> throw new AssertionError("No honest journey waits at " + item.element());
        }
    }

    /** A model may have taken the timer or the message away; the tenant answers then. */
    private void accept(WorkItem item, Way way) {
        CurrentUser tenant = office.tenant(item);
        boolean over =
                switch (way) {
                    case UNANSWERED -> timersFire(item);
                    case FOUND -> journeys.deliver(item.journey(), "KeyFound", Map.of(), null, tenant.person()) > 0;
                    default -> false;
                };
        if (!over) {
            office.answer(item, tenant, Map.of("cost.accepted", "true"));
        }
    }

    private boolean timersFire(WorkItem item) {
        var timers = management
                .createJobQuery()
                .processDefinitionId(item.definitionId())
                .list();
        timers.forEach(timer -> management.executeJob(timer.getId()));
        return !timers.isEmpty();
    }

    static <T> T step(ThrowingSupplier<T> step) {
        return assertTimeoutPreemptively(STEP_AT_MOST, step);
    }

    private String now() {
        if (journey == null) {
            return "";
        }
        List<String> state = new ArrayList<>();
        items.ofJourney(journey).forEach(item -> state.add(item.id() + " " + item.state()));
        return did() + " " + state;
    }

    private Set<String> did() {
        Set<String> did = new TreeSet<>();
        items.ofJourney(journey).forEach(item -> did.add(item.element() + " is " + item.matter()));
        journeys.lifeEventOf(journeys.find(journey).orElseThrow()).events().values().stream()
                .filter(event -> event.name().equals("KeyFound"))
                .forEach(event -> did.add(event.name() + " is " + event.matter()));
        log.of(journey)
                .forEach(row -> did.add(row.kind() + " " + row.element() + " by " + row.actor() + ": " + row.outcome()
                        + " " + row.reason() + " " + row.detail()));
        disclosures
                .of(journey.value())
                .forEach(row -> did.add(row.how() + " at " + row.step() + " for " + row.organisation() + " by "
                        + row.legalBasis() + ": " + row.data()));
        return did;
    }
}
