package org.samspill.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.spin.plugin.impl.SpinProcessEnginePlugin;

/** The benchmark model on Camunda 7.24 alone, with the settings that its Spring Boot starter has without configuration: history full, metrics on, no authorizations. */
public final class BareCamunda implements Case, AutoCloseable {

    /** Of the model. */
    static final String KEY = "three-branches";

    private final HikariDataSource database = new HikariDataSource();
    private final ProcessEngine engine;
    private final boolean reading;
    private final String facts = "[\"" + String.join("\",\"", ThreeBranches.facts()) + "\"]";

    /**
     * @param url of an empty PostgreSQL database
     * @param reading whether people read the case's data before they answer
     */
    public BareCamunda(String url, boolean reading) {
        this.reading = reading;
        database.setJdbcUrl(url);
        database.setUsername("postgres");
        database.setMaximumPoolSize(10);
        var settings = new StandaloneProcessEngineConfiguration();
        settings.setProcessEngineName("bare");
        settings.setDataSource(database);
        settings.setDatabaseSchemaUpdate("true");
        settings.setHistory("full");
        settings.setIdGenerator(new StrongUuidGenerator());
        settings.setJobExecutorActivate(true);
        settings.getProcessEnginePlugins().add(new SpinProcessEnginePlugin());
        engine = settings.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(KEY + ".bpmn", model())
                .deploy();
    }

    private static BpmnModelInstance model() {
        return Bpmn.createExecutableProcess(KEY)
                .camundaHistoryTimeToLive(365)
                .startEvent()
                .parallelGateway("fork")
                .serviceTask("first")
                .camundaExternalTask("first")
                .parallelGateway("join")
                .exclusiveGateway("agreed")
                .condition("yes", "${approved}")
                .endEvent()
                .moveToNode("agreed")
                .condition("no", "${!approved}")
                .endEvent("declined")
                .moveToNode("fork")
                .userTask("assess")
                .camundaCandidateGroups("caseworkers")
                .boundaryEvent("slow")
                .timerWithDuration("P90D")
                .endEvent()
                .moveToActivity("assess")
                .userTask("approve")
                .camundaCandidateGroups("caseworkers")
                .connectTo("join")
                .moveToNode("fork")
                .serviceTask("second")
                .camundaExternalTask("second")
                .connectTo("join")
                .done();
    }

    @Override
    public void run() {
        String key = start();
        deliver(key, "first", Map.of("found", "alt stemmer"));
        deliver(key, "second", Map.of("sum", 12_500));
        answer(key, Map.of("text", "Vilkårene er oppfylt."));
        answer(key, Map.of("approved", true));
    }

    /** Starts a case and leaves it. */
    public String start() {
        String key = UUID.randomUUID().toString();
        engine.getRuntimeService()
                .startProcessInstanceByKey(
                        KEY,
                        key,
                        Variables.createVariables()
                                .putValue("nationalId", "01819010192")
                                .putValue("municipality", "0301")
                                .putValueTyped(
                                        "facts",
                                        Variables.serializedObjectValue(facts)
                                                .serializationDataFormat("application/json")
                                                .objectTypeName("java.util.ArrayList<java.lang.String>")
                                                .create()));
        return key;
    }

    private void deliver(String key, String topic, Map<String, Object> outputs) {
        LockedExternalTask task = engine.getExternalTaskService()
                .fetchAndLock(1, "bench")
                .topic(topic, 60_000)
                .businessKey(key)
                .execute()
                .get(0);
        engine.getExternalTaskService().complete(task.getId(), "bench", outputs);
    }

    private void answer(String key, Map<String, Object> form) {
        Task task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(key)
                .singleResult();
        engine.getTaskService().claim(task.getId(), "anne");
        if (reading) {
            engine.getTaskService().getVariables(task.getId());
        }
        engine.getTaskService().complete(task.getId(), form);
    }

    public ProcessEngine engine() {
        return engine;
    }

    @Override
    public void close() {
        engine.close();
        database.close();
    }
}
