package org.samspill.agencies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.samspill.Attack;
import org.samspill.Attacks;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.samspill.actors.People;
import org.samspill.catalogue.Contract;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.Participant;
import org.samspill.privacy.Disclosures;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever a client asks for, it is given what it asked for and the contract names, and exactly that is written down. */
@SamspillTest
@Attack(Attacks.F26)
class OnlyTheContractLeavesTest {

    private static final int TRIES = 60;

    private final ApplicationContext program;
    private final Garden garden;
    private final LifeEvent lifeEvent;
    private final Disclosures disclosures;

    @Autowired
    OnlyTheContractLeavesTest(ApplicationContext context, LifeEvents lifeEvents, Disclosures disclosures) {
        this.program = context;
        this.garden = Garden.of(context);
        this.lifeEvent = lifeEvents.find("shared-garden").orElseThrow();
        this.disclosures = disclosures;
    }

    @Test
    void forAnyWayOfAsking() {
        Random random = new Random(20260501);
        List<String> names = new ArrayList<>(lifeEvent.data().data().keySet());
        names.addAll(List.of("*", "", "grower", "nrOfInstances", "participant", "grower.nationalId ", "GROWER.EMAIL"));
        for (int attempt = 0; attempt < TRIES; attempt++) {
            JourneyId journey = garden.started();
            String service = Garden.SURVEY;
            Machine machine = garden.office;
            if (random.nextBoolean()) {
                String survey = garden.held(journey, "w");
                garden.office.post(
                        "/engine-rest/external-task/" + survey + "/complete",
                        Map.of("workerId", "w", "variables", Garden.surveyed()));
                service = Garden.LEND;
                machine = garden.shed;
            }
            Set<String> asked = random.nextInt(4) == 0 ? null : some(names, random);
            Map<String, Object> topic =
                    new HashMap<>(Map.of("topicName", service, "lockDuration", 60_000, "businessKey", journey.value()));
            if (asked != null) {
                topic.put("variables", asked);
            }
            topic.put("localVariables", random.nextBoolean());
            topic.put("deserializeValues", random.nextBoolean());
            topic.put("includeExtensionProperties", random.nextBoolean());
            topic.put("withoutTenantId", random.nextBoolean());
            Machine.Answer answer = machine.post(
                    "/engine-rest/external-task/fetchAndLock",
                    Map.of(
                            "workerId",
                            "w",
                            "maxTasks",
                            5,
                            "usePriority",
                            random.nextBoolean(),
                            "topics",
                            List.of(topic)));

            assertThat(answer.json()).as(answer.body()).hasSize(1);
            assertThat(answer.body()).doesNotContain(Garden.DIAGNOSIS, "kari@example.org");
            Contract contract = lifeEvent.service(service).orElseThrow().contract();
            Set<String> given = names(answer.json().get(0).get("variables"));
            assertThat(contract.inputs()).containsAll(given);
            if (asked != null) {
                assertThat(asked).containsAll(given);
            }
            assertThat(written(journey, service)).isEqualTo(given);
        }
    }

    /** The names that stand in the disclosures of this service in this journey. */
    private Set<String> written(JourneyId journey, String service) {
        Set<String> written = new TreeSet<>();
        disclosures.of(journey.value()).stream()
                .filter(one -> service.equals(one.service()))
                .forEach(one -> written.addAll(one.data()));
        return written;
    }

    private static Set<String> some(List<String> names, Random random) {
        Set<String> some = new HashSet<>();
        names.stream().filter(name -> random.nextInt(3) == 0).forEach(some::add);
        return some;
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** A machine that writes down whom its trouble is about tells the operators nothing of her. */
    @Test
    void whatAMachineSaysOfItsTroubleNamesNobody() {
        JourneyId journey = garden.started();
        String survey = garden.held(journey, "w");
        String name = name(journey);
        List<String> personal =
                List.of(Garden.GROWER, Garden.NEIGHBOUR, Garden.DIAGNOSIS, "kari@example.org", "Astrid Nabo", name);
        assertThat(garden.office
                        .post(
                                "/engine-rest/external-task/" + survey + "/failure",
                                Map.of(
                                        "workerId",
                                        "w",
                                        "errorMessage",
                                        "No map for " + String.join(", ", personal) + " and astrid",
                                        "errorDetails",
                                        String.join(" ", personal),
                                        "retries",
                                        0))
                        .status())
                .isEqualTo(204);
        String kept = program.getBean(JdbcClient.class)
                .sql("select failure from work_item where id = ?")
                .param(survey)
                .query(String.class)
                .single();
        String page = new Http(program.getEnvironment().getRequiredProperty("local.server.port", Integer.class))
                .signedInAs("operator.odin")
                .get("/operations")
                .body();
        assertThat(page).contains("No map for");
        for (String one : personal) {
            assertThat(kept).doesNotContain(one);
            assertThat(page).doesNotContain(one);
        }
        assertThat(kept).startsWith("No map for ").doesNotContainIgnoringCase("astrid");
    }

    private String name(JourneyId journey) {
        return program.getBean(People.class)
                .names(program.getBean(Journeys.class).participants(journey).stream()
                        .map(Participant::person)
                        .toList())
                .values()
                .iterator()
                .next();
    }
}
