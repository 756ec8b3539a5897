package org.samspill.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.RepositoryServiceImpl;
import org.camunda.bpm.engine.impl.pvm.PvmActivity;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.samspill.Attack;
import org.samspill.Attacks;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.samspill.actors.Mandates;
import org.samspill.actors.PersonId;
import org.samspill.casework.HousingOffice;
import org.samspill.catalogue.HostileModel;
import org.samspill.catalogue.HostileModel.Past;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.ModelFolder;
import org.samspill.journeys.Journey;
import org.samspill.journeys.Journeys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every hostile model is put in force as if it had passed the gate, and journeys are led through it: it is not read, or is stopped where it is hostile, or
 * does nothing that an honest journey does not. Its file says which and why.
 */
@SamspillTest
class PastTheGateTest {

    private static final String KEY = "lost-key";

    /** By what it is stopped with. */
    private static final Pattern WOULD_RUN_LONG = Pattern.compile("stopped|without bound|without a rest");

    @Autowired
    private ApplicationContext program;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private DecisionService decisions;

    @Autowired
    private LifeEvents lifeEvents;

    @Autowired
    private Journeys journeys;

    @Autowired
    private Mandates mandates;

    @Autowired
    private TransactionTemplate transaction;

    @LocalServerPort
    private int port;

    private ServerSocketChannel ear;

    /** What became of a model, and in what words. */
    private record Fate(Past past, String words, Set<String> did) {}

    @BeforeEach
    void listen() throws IOException {
        ear = ServerSocketChannel.open().bind(new InetSocketAddress("localhost", 0));
        ear.configureBlocking(false);
    }

    @AfterEach
    void close() throws IOException {
        ear.close();
    }

    @TestFactory
    @Attack({Attacks.F20, Attacks.F21, Attacks.F22})
    Stream<DynamicTest> everyHostileModelIsNotReadOrStoppedOrHarmless() throws IOException {
        List<HostileModel> models = new ArrayList<>(HostileModel.files("http://localhost:" + hearing() + "/"));
        models.addAll(HostileModel.floods());
        LostKeyWays ways = new LostKeyWays(program);
        Set<String> honest = new TreeSet<>();
        for (String lock : List.of("standard", "secure")) {
            honest.addAll(walked(ways, JsonNodeFactory.instance.objectNode().put("lockClass", lock)));
        }
        Bystanders others = new Bystanders(new Http(port), "/sign-in");
        return Stream.concat(
                models.stream()
                        .map(model -> DynamicTest.dynamicTest(model.name(), () -> tried(model, ways, honest, others))),
                Stream.of(DynamicTest.dynamicTest("figures", () -> tell(models, others))));
    }

    private static Set<String> walked(LostKeyWays ways, JsonNode said) {
        return Arrays.stream(LostKeyWays.Way.values())
                .flatMap(way -> ways.walk(way, said).stream())
                .collect(Collectors.toSet());
    }

    private static void tell(List<HostileModel> models, Bystanders others) {
        var counts = models.stream().collect(Collectors.groupingBy(HostileModel::past, Collectors.counting()));
        for (Attacks attack : List.of(Attacks.F20, Attacks.F21, Attacks.F22)) {
            attack.measured(
                    "%d hostile models past the gate: %d not read, %d stopped, %d harmless",
                    models.size(), counts.get(Past.NOT_READ), counts.get(Past.STOPPED), counts.get(Past.HARMLESS));
        }
        Attacks.F22.measured("the longest that others waited %d ms", others.longestWait());
    }

    private void tried(HostileModel model, LostKeyWays ways, Set<String> honest, Bystanders others) {
        Past past = model.past();
        List<LifeEvent> current = lifeEvents.current();
        Set<Long> children = children();
        Fate fate = fate(model, ways, current, others);
        assertThat(fate.past()).as(fate.words()).isEqualTo(past);
        assertThat(model.text("why")).isNotBlank();
        if (past == Past.HARMLESS) {
            if (model.said().has("data")) {
                honest.addAll(walked(ways, model.said()));
            }
            assertThat(honest).containsAll(fate.did());
        } else {
            assertThat(fate.words()).contains(model.text("why")).doesNotContain("jdbc:", "root:x:");
        }
        assertThat(lifeEvents.current()).isEqualTo(current);
        assertThat(children()).as("programs that were started").isEqualTo(children);
        assertThat(heard()).as("somebody was called").isFalse();
    }

    private Fate fate(HostileModel model, LostKeyWays ways, List<LifeEvent> current, Bystanders others) {
        AtomicReference<String> deployment = new AtomicReference<>();
        AtomicReference<Fate> fate = new AtomicReference<>();
        Runnable attack = () -> {
            try {
                deployment.set(LostKeyWays.step(() -> deploy(model.folder())));
            } catch (RuntimeException refused) {
                fate.set(new Fate(Past.NOT_READ, words(refused), Set.of()));
                return;
            }
            fate.set(led(model, ways, current, deployment.get()));
        };
        try {
            if (WOULD_RUN_LONG.matcher(model.text("why")).find()) {
                others.whileOthersWork(attack);
            } else {
                attack.run();
            }
        } finally {
            remove(deployment.get());
        }
        return fate.get();
    }

    private Fate led(HostileModel model, LostKeyWays ways, List<LifeEvent> current, String deployment) {
        ProcessDefinition root = repository
                .createProcessDefinitionQuery()
                .deploymentId(deployment)
                .processDefinitionKey(KEY)
                .singleResult();
        try {
            lifeEvents.ofDefinition(root.getId());
        } catch (RuntimeException unreadable) {
            assertThat(lifeEvents.find(KEY)).isEmpty();
            assertThat(lifeEvents.current()).hasSize(current.size() - 1);
            return new Fate(Past.NOT_READ, words(unreadable), Set.of());
        }
        Set<String> did = new TreeSet<>();
        try {
            apart(model, deployment);
            for (LostKeyWays.Way way : LostKeyWays.Way.values()) {
                if (way.leadsTo(model.text("element"))) {
                    did.addAll(ways.walk(way, model.said()));
                }
            }
        } catch (RuntimeException stopped) {
            assertThat(ways.rolledBack()).isTrue();
            return new Fate(Past.STOPPED, words(stopped), did);
        }
        return new Fate(Past.HARMLESS, "", did);
    }

    private String deploy(ModelFolder folder) {
        var deployment = repository.createDeployment().name(KEY).source("samspill");
        folder.files().forEach((name, content) -> deployment.addInputStream(name, new ByteArrayInputStream(content)));
        return deployment.deploy().getId();
    }

    /** No journey comes to an element or a decision that nothing leads to; it is begun by itself. */
    private void apart(HostileModel model, String deployment) {
        repository.createDecisionDefinitionQuery().deploymentId(deployment).list().stream()
                .filter(decision -> !decision.getKey().equals("lost-key-payer"))
                .forEach(decision -> LostKeyWays.step(
                        () -> decisions.evaluateDecisionById(decision.getId()).evaluate()));
        for (ProcessDefinition process : repository
                .createProcessDefinitionQuery()
                .deploymentId(deployment)
                .list()) {
            PvmActivity element = ((RepositoryServiceImpl) repository)
                    .getDeployedProcessDefinition(process.getId())
                    .findActivity(model.text("element"));
            if (element != null
                    && element.getIncomingTransitions().isEmpty()
                    && !String.valueOf(element.getProperty("type")).contains("oundary")) {
                LostKeyWays.step(() -> transaction.execute(status -> runtime.createProcessInstanceById(process.getId())
                        .businessKey("00000000-0000-0000-0000-000000000000")
                        .startBeforeActivity(element.getId())
                        .execute()
                        .getId()));
            }
        }
    }

    private void remove(@Nullable String deployment) {
        if (deployment == null) {
            return;
        }
        runtime.createProcessInstanceQuery()
                .deploymentId(deployment)
                .rootProcessInstances()
                .list()
                .forEach(left -> runtime.deleteProcessInstance(left.getId(), "removed"));
        repository.deleteDeployment(deployment, true);
    }

    private static String words(RuntimeException failure) {
        String words = ExceptionUtils.getThrowableList(failure).stream()
                .map(Throwable::toString)
                .collect(Collectors.joining("; "));
        return failure instanceof ParseException unread
                ? unread.getResorceReports().stream()
                                .flatMap(file -> file.getErrors().stream())
                                .map(problem -> problem.getMessage() + " at " + problem.getMainElementId())
                                .collect(Collectors.joining("; "))
                        + "; " + words
                : words;
    }

    /** A model that would let her name the guardians of whom the journey is about: her word is not the register's. */
    @Test
    @Attack(Attacks.F25)
    void whomAParticipantNamesIsNoGuardianByThat() throws IOException {
        HostileModel model = HostileModel.files().stream()
                .filter(one -> one.name().equals("mandate-by-others.yaml"))
                .findFirst()
                .orElseThrow();
        HousingOffice office = HousingOffice.in(program);
        String deployment = deploy(model.folder());
        try {
            Journey journey = journeys.find(office.lostKey(false).journey()).orElseThrow();
            PersonId tenant = journeys.participants(journey.id()).get(0).person();
            PersonId stranger = office.renter().id();
            journeys.deliver(
                    journey.id(), "GuardiansChanged", Map.of("guardians", List.of(stranger.value())), null, tenant);

            assertThat(mandates.over(tenant)).isEmpty();

            journeys.deliver(journey.id(), "GuardiansChanged", Map.of("guardians", List.of(stranger.value())), null);
            assertThat(mandates.over(tenant)).as("the register's word").isNotEmpty();
        } finally {
            remove(deployment);
        }
    }

    private static Set<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    private int hearing() throws IOException {
        return ((InetSocketAddress) ear.getLocalAddress()).getPort();
    }

    private boolean heard() {
        try (SocketChannel caller = ear.accept()) {
            return caller != null;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Else nobody would know whether somebody was called. */
    @Test
    void whoIsCalledHearsIt() throws IOException {
        assertThat(heard()).isFalse();
        new Socket("localhost", hearing()).close();
        assertThat(heard()).isTrue();
    }
}
