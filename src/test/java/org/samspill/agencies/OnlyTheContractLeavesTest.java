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
import org.samspill.SamspillTest;
import org.samspill.catalogue.Contract;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.journeys.JourneyId;
import org.samspill.privacy.Disclosures;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Whatever a client asks for, it is given what it asked for and the contract names, and exactly that is written down. */
@SamspillTest
@Attack(Attacks.F26)
class OnlyTheContractLeavesTest {

    private static final int TRIES = 60;

    private final Garden garden;
    private final LifeEvent lifeEvent;
    private final Disclosures disclosures;

    @Autowired
    OnlyTheContractLeavesTest(ApplicationContext context, LifeEvents lifeEvents, Disclosures disclosures) {
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
}
