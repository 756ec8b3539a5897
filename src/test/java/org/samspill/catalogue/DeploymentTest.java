package org.samspill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.engine.Turn;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** A folder becomes one deployment, and everything about a version is read back from it. */
class DeploymentTest {

    private static final Locale NB = Locale.forLanguageTag("nb");

    private static ProcessEngine engine;

    private RepositoryService repository;
    private Deployment deployment;
    private LifeEvents lifeEvents;

    @BeforeAll
    static void engine() {
        engine = ProcessEngineConfiguration.createStandaloneInMemProcessEngineConfiguration()
                .setProcessEngineName("deployment-test")
                .setJdbcUrl("jdbc:h2:mem:deployment-test")
                .buildProcessEngine();
    }

    @BeforeEach
    void start() {
        repository = engine.getRepositoryService();
        deployment = new Deployment(repository, new ModelSource(""), new Turn(new SimpleDriverDataSource()));
        lifeEvents = new LifeEvents(repository);
    }

    @AfterEach
    void clear() {
        repository.createDeploymentQuery().list().forEach(one -> repository.deleteDeployment(one.getId(), true));
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void aFolderIsOneDeploymentWithItsBlocksAndContracts() {
        assertThat(deployment.deploy(Models.lostKey())).isEmpty();

        assertThat(repository.createDeploymentQuery().list()).hasSize(1);
        LifeEvent lostKey = lifeEvents.find("lost-key").orElseThrow();
        assertThat(lostKey.version()).isEqualTo(1);
        assertThat(lostKey.title().nb()).isEqualTo("Mistet nøkkel");
        assertThat(lostKey.processes()).containsOnlyKeys("lost-key", "replace-lock");
        assertThat(lostKey.servicesInUse())
                .extracting(Service::key)
                .containsExactly("housing-office.lease.read", "locksmith.lock.replace");
        assertThat(lifeEvents.current()).containsExactly(lostKey);
        assertThat(lifeEvents.actors()).extracting("key").contains("housing-office", "locksmith");
    }

    @Test
    void anUnchangedFolderStaysTheVersionItIs() {
        deployment.deploy(Models.lostKey());
        deployment.deploy(Models.lostKey());

        assertThat(repository.createDeploymentQuery().list()).hasSize(1);
    }

    @Test
    void aRunningJourneyKeepsItsVersion() {
        deployment.deploy(Models.lostKey());
        String before = definition("lost-key");
        deployment.deploy(Models.edited(Models.lostKey(), Models.YAML, "nb: Mistet nøkkel", "nb: Borte nøkkel"));

        assertThat(lifeEvents.find("lost-key").orElseThrow().title().nb()).isEqualTo("Borte nøkkel");
        assertThat(lifeEvents.find("lost-key").orElseThrow().version()).isEqualTo(2);
        assertThat(lifeEvents.ofDefinition(before).title().nb()).isEqualTo("Mistet nøkkel");
        assertThat(lifeEvents.ofDefinition(before).version()).isEqualTo(1);
    }

    @Test
    void aStepThatIsRenamedIsTheOldOneForJourneysThatRunAndTheNewOneForOthers() {
        deployment.deploy(Models.lostKey());
        String before = definition("lost-key");
        deployment.deploy(Models.edited(Models.lostKey(), Models.BPMN, "Task_CallBack", "Task_CallTenant"));
        String after = definition("lost-key");

        assertThat(lifeEvents.step(before, "Task_CallBack")).isPresent();
        assertThat(lifeEvents.step(before, "Task_CallTenant")).isEmpty();
        assertThat(lifeEvents.step(after, "Task_CallBack")).isEmpty();
        assertThat(lifeEvents.step(after, "Task_CallTenant")).isPresent();
    }

    @Test
    void aRestartPutsOnlyWhatHasChangedInForce() {
        ModelFolder changed = Models.edited(Models.lostKey(), Models.YAML, "nb: Mistet nøkkel", "nb: Borte nøkkel");
        deployment.deployAll(List.of(Models.lostKey()));
        deployment.deployAll(List.of(Models.lostKey()));
        assertThat(repository.createDeploymentQuery().list()).hasSize(1);

        deployment.deployAll(List.of(changed));
        deployment.deployAll(List.of(changed));
        assertThat(repository.createDeploymentQuery().list()).hasSize(2);
        assertThat(lifeEvents.find("lost-key").orElseThrow().version()).isEqualTo(2);

        deployment.deployAll(List.of(Models.lostKey()));
        assertThat(lifeEvents.find("lost-key").orElseThrow().title().nb()).isEqualTo("Mistet nøkkel");
    }

    @Test
    void stepsSayWhoDoesWhat() {
        deployment.deploy(Models.lostKey());

        Step callBack = lifeEvents.step(definition("lost-key"), "Task_CallBack").orElseThrow();
        assertThat(callBack.lane())
                .isEqualTo(new Lane("housing-office/caretaker", LaneKind.ACTOR, "housing-office", "caretaker"));
        assertThat(callBack.form()).isEqualTo("call-back");
        assertThat(callBack.promise()).isNotNull();
        assertThat(callBack.promise().within()).isEqualTo(new Within(2, Within.Unit.WORKING_DAYS));
        assertThat(callBack.explanation().en()).isEqualTo("The caretaker calls you and agrees what to do.");

        Step replace = lifeEvents
                .step(definition("replace-lock"), "Service_ReplaceLock")
                .orElseThrow();
        assertThat(replace.topic()).isEqualTo("${lock.service}");
        assertThat(replace.lane().kind()).isEqualTo(LaneKind.HOLDER);
    }

    @Test
    void aDiagramSpeaksTheReadersLanguage() {
        deployment.deploy(Models.lostKey());

        assertThat(lifeEvents.diagram(definition("lost-key"), Locale.ENGLISH))
                .contains("name=\"Accept the cost\"", "name=\"Housing office: caretaker\"", "name=\"Tenant\"")
                .doesNotContain("name=\"Godta kostnaden\"");
        assertThat(lifeEvents.diagram(definition("lost-key"), NB))
                .contains("name=\"Godta kostnaden\"", "name=\"Boligkontoret: vaktmester\"");
    }

    @Test
    void aFolderWithAnErrorIsNotDeployedAndSaysWhy() {
        ModelFolder broken = Models.lostKey().with(Models.YAML, "key: [lost".getBytes(StandardCharsets.UTF_8));

        assertThat(deployment.deploy(broken)).anyMatch(Finding::error);
        assertThatThrownBy(() -> deployment.deployAll(List.of(Models.lostKey(), broken)))
                .isInstanceOf(ModelsRefused.class)
                .hasMessageContaining(Models.YAML);
        assertThat(repository.createDeploymentQuery().list()).isEmpty();
    }

    @Test
    void theEngineTakesEveryShippedLifeEvent() throws IOException {
        List<ModelFolder> shipped = ModelFolder.in(Path.of("bpmn"));
        deployment.deployAll(shipped);

        assertThat(lifeEvents.current())
                .extracting(LifeEvent::key)
                .containsExactlyElementsOf(
                        shipped.stream().map(ModelFolder::key).toList());
        assertThat(lifeEvents.current())
                .filteredOn(lifeEvent -> !lifeEvent.missions().isEmpty())
                .hasSize(2)
                .allSatisfy(lifeEvent -> assertThat(lifeEvent.servicesInUse()).hasSizeGreaterThan(9));
    }

    private String definition(String key) {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(key)
                .latestVersion()
                .singleResult()
                .getId();
    }
}
