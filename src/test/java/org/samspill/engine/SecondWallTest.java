package org.samspill.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samspill.Attack;
import org.samspill.Attacks;
import org.samspill.SamspillTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** A model that has got past the gate still reaches nothing but data: the resolver knows no method, no bean, no function and no engine object. */
@SamspillTest
@Attack(Attacks.F21)
class SecondWallTest {

    private static final String NAME = "second-wall";
    private static final String MODEL = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                         xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="wall" id="Definitions_Wall">
              <message id="Message_Never" name="never"/>
              <process id="wall" isExecutable="true" camunda:historyTimeToLive="P1D">
                <startEvent id="Start_Wall"/>
                <sequenceFlow id="Flow_In" sourceRef="Start_Wall" targetRef="Gateway_Wall"/>
                <exclusiveGateway id="Gateway_Wall" default="Flow_Kept"/>
                <sequenceFlow id="Flow_Kept" sourceRef="Gateway_Wall" targetRef="End_Kept"/>
                <sequenceFlow id="Flow_Through" sourceRef="Gateway_Wall" targetRef="Catch_Through">
                  <conditionExpression xsi:type="tFormalExpression"><![CDATA[%s]]></conditionExpression>
                </sequenceFlow>
                <endEvent id="End_Kept"/>
                <intermediateCatchEvent id="Catch_Through">
                  <messageEventDefinition id="Definition_Never" messageRef="Message_Never"/>
                </intermediateCatchEvent>
              </process>
            </definitions>
            """;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TransactionTemplate transaction;

    @AfterEach
    void remove() {
        repository
                .createDeploymentQuery()
                .deploymentName(NAME)
                .list()
                .forEach(one -> repository.deleteDeployment(one.getId(), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${''.getClass().forName('java.lang.Runtime') != null}",
                "${''.class != null}",
                "${\"\".getClass().getName() == 'java.lang.String'}",
                "${name.getClass() != null}",
                "${name.class.forName('java.lang.Runtime') != null}",
                "${name.bytes != null}",
                "#{name.toString() == 'x'}",
                "${execution.getProcessEngineServices() != null}",
                "${name.length() > 0}",
                "${true.class != null}"
            })
    void theInsideOfAValueIsOutOfReach(String expression) {
        deploy(expression);

        assertThatThrownBy(this::run).isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${now() != null}",
                "${dateTime() != null}",
                "${currentUser() == null}",
                "${currentUserGroups() == null}"
            })
    void thereAreNoFunctions(String expression) {
        // Without a function of that name the model cannot even be read.
        assertThatThrownBy(() -> {
                    deploy(expression);
                    run();
                })
                .isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${execution != null}",
                "${execution.processEngineServices != null}",
                "${task != null}",
                "${dataSource != null}",
                "${dataSource.connection != null}",
                "${authenticatedUserId != null}",
                "${processEngine != null}",
                "${workItems != null}",
                "${environment != null}"
            })
    void nothingButDataHasAName(String expression) {
        deploy(expression);

        assertThat(run()).isFalse();
    }

    @Test
    void aDatumIsRead() {
        deploy("${name == 'x' && child.age > 3}");

        assertThat(run()).isTrue();
    }

    private void deploy(String condition) {
        repository
                .createDeployment()
                .name(NAME)
                .addString("wall.bpmn", MODEL.formatted(condition))
                .deploy();
    }

    /** True when the condition held: the instance then waits behind it. */
    private boolean run() {
        ProcessInstance instance = transaction.execute(status -> runtime.startProcessInstanceByKey(
                "wall", "00000000-0000-0000-0000-000000000000", Map.of("name", "x", "child.age", 7)));
        return runtime.createProcessInstanceQuery()
                        .processInstanceId(instance.getId())
                        .count()
                == 1;
    }
}
