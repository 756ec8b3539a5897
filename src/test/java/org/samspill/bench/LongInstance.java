package org.samspill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;

/** On bare Camunda what {@code casework.LongJourney} is on Samspill: a process instance of 500 steps, 32 of them tasks of which the last waits, and what its page would ask. */
final class LongInstance {

    private static final String KEY = "long-instance";
    private static final int TASKS = 32;
    private static final int STEPS = 500;
    private static final int NEWEST = 50;

    private final ProcessEngine engine;
    private final HistoryService history;
    private final String id;

    LongInstance(ProcessEngine engine) {
        this.engine = engine;
        history = engine.getHistoryService();
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        KEY + ".bpmn",
                        Bpmn.createExecutableProcess(KEY)
                                .camundaHistoryTimeToLive(365)
                                .startEvent()
                                .manualTask("step")
                                .multiInstance()
                                .sequential()
                                .cardinality(String.valueOf(STEPS - TASKS))
                                .multiInstanceDone()
                                .userTask("task")
                                .camundaCandidateGroups("caseworkers")
                                .multiInstance()
                                .sequential()
                                .cardinality(String.valueOf(TASKS))
                                .multiInstanceDone()
                                .endEvent()
                                .done())
                .deploy();
        id = engine.getRuntimeService()
                .startProcessInstanceByKey(KEY, Map.of("asked", "Når?", "municipality", "0301"))
                .getId();
        for (int task = 1; task < TASKS; task++) {
            Task open = engine.getTaskService()
                    .createTaskQuery()
                    .processInstanceId(id)
                    .singleResult();
            engine.getTaskService().claim(open.getId(), "anne");
            engine.getTaskService().complete(open.getId(), Map.of("answer" + task, "I går"));
        }
        assertThat(history.createHistoricActivityInstanceQuery()
                        .processInstanceId(id)
                        .count())
                .isGreaterThanOrEqualTo(STEPS);
    }

    /** The instance, the newest fifty of its steps, its tasks and its data, by the engine's own queries. */
    void look() {
        assertThat(history.createHistoricProcessInstanceQuery()
                        .processInstanceId(id)
                        .singleResult())
                .isNotNull();
        full(
                NEWEST,
                history.createHistoricActivityInstanceQuery()
                        .processInstanceId(id)
                        .orderByHistoricActivityInstanceStartTime()
                        .desc()
                        .listPage(0, NEWEST));
        full(
                TASKS,
                history.createHistoricTaskInstanceQuery().processInstanceId(id).list());
        full(TASKS + 1, List.copyOf(engine.getRuntimeService().getVariables(id).keySet()));
    }

    private static void full(int most, List<?> rows) {
        assertThat(rows).hasSize(most);
    }
}
