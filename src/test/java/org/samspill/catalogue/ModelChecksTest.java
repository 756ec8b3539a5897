package org.samspill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an honest modeller forgets is found, at the element where she forgot it, and nothing else is an error. */
class ModelChecksTest {

    @ParameterizedTest(name = "{3} at {4}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            # who does it
            lost-key.bpmn | name="housing-office/caretaker" | name="housing-office/janitor" | lane-function | Task_CallBack
            lost-key.bpmn | <bpmn:flowNodeRef>Task_CallBack</bpmn:flowNodeRef> | ~~ | no-lane | Task_CallBack
            lost-key.bpmn | camunda:topic="housing-office.lease.read" | camunda:topic="housing-office.lease.find" | topic-unknown | Service_ReadLease
            lost-key.bpmn | camunda:topic="housing-office.lease.read" | camunda:topic="locksmith.lock.replace" | lane-other-actor | Service_ReadLease
            # what happens when it cannot be done
            lost-key.bpmn | errorRef="Error_NoLease" | errorRef="Error_Refused" | refusal-uncaught | Service_ReadLease
            lost-key.bpmn | errorRef="Error_Refused" | errorRef="Error_NoLease" | call-error-uncaught | Call_ReplaceLock
            # words
            lost-key.bpmn | name="Godta kostnaden" | name="" | no-name | Task_AcceptCost
            lost-key.bpmn | name="title.en" value="Accept the cost" | name="title.de" value="x" | no-english-title | Task_AcceptCost
            lost-key.bpmn | en: You say yes or no | You say yes or no | no-explanation | Task_AcceptCost
            # drawing
            lost-key.bpmn | bpmnElement="Gateway_Payer" | bpmnElement="Nothing" | not-drawn | Gateway_Payer
            lost-key.bpmn | default="Flow_Gateway_Payer_Call_ReplaceLock" | ~~ | no-default | Gateway_Payer
            lost-key.bpmn | sourceRef="Start_KeyLost" targetRef="Service_ReadLease" | sourceRef="Start_KeyLost" targetRef="End_NoLease" | unreachable | Service_ReadLease
            lost-key.bpmn | sourceRef="Task_CallBack" targetRef="End_Agreed" | sourceRef="Timer_NoAnswer" targetRef="End_Agreed" | dead-end | Task_CallBack
            # forms, decisions, promises, messages
            lost-key.bpmn | camunda:formRef="call-back" | camunda:formRef="call-front" | form-unknown | Task_CallBack
            lost-key.bpmn | camunda:formRef="call-back" camunda:formRefBinding="deployment" | camunda:formRef="call-back" camunda:formRefBinding="latest" | binding | Task_CallBack
            lost-key.bpmn | name="promise" value="P2WD" | name="promise" value="soon" | task-without-promise | Task_CallBack
            lost-key.bpmn | camunda:decisionRef="lost-key-payer" | camunda:decisionRef="payer" | decision-missing | Decide_Payer
            lost-key.bpmn | name="KeyFound" | name="KeyStolen" | message-unknown | Boundary_KeyFound
            lost-key.bpmn | sourceExpression="locksmith.lock.replace" target="lock.service" | sourceExpression="gold" target="lease.lockClass" | parameter-value | Call_ReplaceLock
            lost-key.bpmn | ${cost.accepted} | ${cost.agreed} | datum-unknown | Flow_Gateway_Accepted_Call_ReplaceLock
            lost-key-payer.dmn | "owner" | "nobody" | decision-value | Entry_Stolen_3
            lost-key-payer.dmn | <text>key.stolen</text> | <text>key.taken</text> | datum-unknown | Input_Stolen
            lost-key-payer.dmn | <text>rates.lockPrice</text> | <text>rates.price</text> | datum-unknown | Entry_Standard_4
            # life-event.yaml
            life-event.yaml | title: {nb: Leietaker, en: Tenant} | title: {nb: Leietaker, en: Tenant}, mandate: all | mandate-unknown | roles.tenant.mandate
            life-event.yaml | by: [tenant] | by: [owner] | role-unknown | start.by
            life-event.yaml | owner: housing-office | owner: house | actor-unknown | owner
            life-event.yaml | form: report-loss | form: report | form-unknown | start.form
            """)
    void isFound(String file, String passage, String by, String code, String element) {
        ModelFolder changed =
                Models.edited(Models.lostKey(), "life-events/lost-key/" + file, passage, by == null ? "" : by);
        List<Finding> findings = ModelChecks.check(changed);
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.element()).isEqualTo(element);
            assertThat(finding.error()).isTrue();
        });
    }

    @Test
    void whoMayActIsToldByTheRegisterThatHoldsItAlone() {
        String file = "life-events/lost-key/life-event.yaml";
        ModelFolder board = Models.edited(
                Models.edited(Models.lostKey(), file, "en: Tenant}}", "en: Tenant}, mandate: board}"),
                file,
                "type: money, holder: locksmith",
                "type: people, role: tenant, holder: locksmith");
        assertThat(ModelChecks.check(board)).extracting(Finding::code).doesNotContain("mandate-by-others");
        ModelFolder others = Models.edited(
                board,
                file,
                "type: people, role: tenant, holder: locksmith",
                "type: people, role: tenant, holder: housing-office");
        assertThat(ModelChecks.check(others)).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo("mandate-by-others");
            assertThat(finding.element()).isEqualTo("services.locksmith.lock.replace");
        });
    }

    @Test
    void whatNobodyHasDeliveredIsFoundWhereItIsRead() {
        ModelFolder changed = Models.edited(
                Models.lostKey(),
                "actors/housing-office.yaml",
                "inputs: [tenant.nationalId, loss.detail]",
                "inputs: [lock.price]");
        assertThat(ModelChecks.check(changed)).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo("input-undelivered");
            assertThat(finding.element()).isEqualTo("Service_ReadLease");
            assertThat(finding.what().en()).contains("lock.price");
        });
    }

    @Test
    void whatAHolderHasIsNotAskedOfThePerson() {
        ModelFolder changed = Models.edited(
                Models.lostKey(), Models.FORM, "\"key\": \"cost.accepted\"", "\"key\": \"lease.address\"");
        changed = Models.edited(changed, Models.FORM, "\"checkbox\"", "\"textfield\"");
        assertThat(ModelChecks.check(changed)).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo("asks-what-is-held");
            assertThat(finding.element()).isEqualTo("Task_AcceptCost");
            assertThat(finding.error()).isFalse();
        });
    }

    @Test
    void whatWasSaidInACalledProcessIsShownOnlyWhenTheCallTakesItBack() {
        ModelFolder shows =
                Models.edited(Models.lostKey(), "life-events/lost-key/call-back.form", "{\"type\": \"textarea\"", """
                {"type": "textfield", "id": "why", "key": "lock.refusal", "label": "Hvorfor", "readonly": true, "properties": {"label.en": "Why"}},
                {"type": "textarea\"""");
        assertThat(ModelChecks.check(shows)).isEmpty();

        ModelFolder forgets = Models.edited(
                shows, Models.BPMN, "<camunda:out source=\"lock.refusal\" target=\"lock.refusal\" />", "");
        assertThat(ModelChecks.check(forgets)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("shown-undelivered");
            assertThat(finding.element()).isEqualTo("Task_CallBack");
            assertThat(finding.error()).isFalse();
        });
    }

    @Test
    void aNumberIsATypeOfDecisionsAndADecimalIsNot() {
        ModelFolder number = Models.edited(
                Models.lostKey(), Models.DMN, "name=\"cost.amount\"", "name=\"cost.amount\" typeRef=\"number\"");
        assertThat(ModelChecks.check(number)).isEmpty();

        ModelFolder decimal = Models.edited(number, Models.DMN, "typeRef=\"number\"", "typeRef=\"decimal\"");
        assertThat(ModelChecks.check(decimal)).extracting(Finding::code).containsExactly("decision-type");
    }

    @Test
    void findingsSpeakBothLanguagesWithoutGaps() {
        ModelFolder changed = Models.lostKey().without(Models.DMN).without(Models.FORM);
        Pattern gap = Pattern.compile("\\{\\d}");
        assertThat(ModelChecks.check(changed)).isNotEmpty().allSatisfy(finding -> {
            for (var text : List.of(finding.what(), finding.why(), finding.mend())) {
                assertThat(text.nb()).isNotBlank().doesNotContainPattern(gap);
                assertThat(text.en()).isNotBlank().doesNotContainPattern(gap);
            }
        });
    }
}
