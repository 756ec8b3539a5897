package org.samspill.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.spin.plugin.impl.SpinProcessEnginePlugin;

/** The benchmark model on Camunda 7.24 alone, with the settings that its Spring Boot starter has without configuration: history full, metrics on, no authorizations. */
public final class BareCamunda implements Case, AutoCloseable {

    /** Of the model. */
    static final String KEY = "three-branches";

    private static final long LOCK_MILLIS = 60_000;

    private final HikariDataSource database = new HikariDataSource();
    private final ProcessEngine engine;
    private final boolean reading;
    private final boolean byInstance;
    private final String facts = "[\"" + String.join("\",\"", ThreeBranches.facts()) + "\"]";

    /**
     * @param url of an empty PostgreSQL database
     * @param reading whether people read the case's data before they answer
     */
    public BareCamunda(String url, boolean reading) {
        this(url, reading, false);
    }

    /**
     * The same, for a database in which much waits.
     *
     * @param byInstance whether a machine finds its work by the process instance; a fetch can be told the business key, and then goes through all that waits for the
     *     topic
     */
    BareCamunda(String url, boolean reading, boolean byInstance) {
        this.reading = reading;
        this.byInstance = byInstance;
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
        ProcessInstance one = start();
        deliver(one, "first", Map.of("found", "alt stemmer"));
        deliver(one, "second", Map.of("sum", 12_500));
        answer(one, Map.of("text", "Vilkårene er oppfylt."));
        answer(one, Map.of("approved", true));
    }

    /** Starts a case and leaves it. */
    public ProcessInstance start() {
        return engine.getRuntimeService()
                .startProcessInstanceByKey(
                        KEY,
                        UUID.randomUUID().toString(),
                        Variables.createVariables()
                                .putValue("nationalId", "01819010192")
                                .putValue("municipality", "0301")
                                .putValueTyped(
                                        "facts",
                                        Variables.serializedObjectValue(facts)
                                                .serializationDataFormat("application/json")
                                                .objectTypeName("java.util.ArrayList<java.lang.String>")
                                                .create()));
    }

    private void deliver(ProcessInstance one, String topic, Map<String, Object> outputs) {
        String task = byInstance ? lock(one, topic) : fetch(one, topic);
        engine.getExternalTaskService().complete(task, "bench", outputs);
    }

    private String fetch(ProcessInstance one, String topic) {
        return engine.getExternalTaskService()
                .fetchAndLock(1, "bench")
                .topic(topic, LOCK_MILLIS)
                .businessKey(one.getBusinessKey())
                .execute()
                .get(0)
                .getId();
    }

    private String lock(ProcessInstance one, String topic) {
        String task = engine.getExternalTaskService()
                .createExternalTaskQuery()
                .processInstanceId(one.getId())
                .topicName(topic)
                .singleResult()
                .getId();
        engine.getExternalTaskService().lock(task, "bench", LOCK_MILLIS);
        return task;
    }

    private void answer(ProcessInstance one, Map<String, Object> form) {
        Task task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(one.getBusinessKey())
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
