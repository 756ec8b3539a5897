package org.samspill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.samspill.Attack;
import org.samspill.Attacks;

/**
 * Every hostile model is refused with the id of the element that is at fault, within five seconds. Each file under {@code hostile/} says what an attacker does to one passage of the honest model.
 */
class HostileModelsTest {

    private static final Duration AT_MOST = Duration.ofSeconds(5);
    private static final ModelFolder HONEST = Models.lostKey();

    @Test
    void theHonestModelPassesWithoutAFinding() {
        assertThat(ModelChecks.check(HONEST)).isEmpty();
    }

    @TestFactory
    @Attack({Attacks.F20, Attacks.F21, Attacks.F22})
    Stream<DynamicTest> everyHostileModelIsRefusedWithTheElement() throws IOException {
        List<HostileModel> cases = HostileModel.files();
        assertThat(cases).hasSizeGreaterThan(100);
        List.of(Attacks.F20, Attacks.F21, Attacks.F22)
                .forEach(attack -> attack.measured("%d hostile models at the gate", cases.size()));
        return cases.stream().map(one -> DynamicTest.dynamicTest(one.name(), () -> refused(one)));
    }

    private static void refused(HostileModel hostile) {
        List<Finding> findings = check(hostile.folder());
        assertThat(findings).filteredOn(Finding::error).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo(hostile.text("finding"));
            assertThat(finding.element())
                    .isEqualTo(hostile.said().path("element").asText(null));
            assertThat(finding.file()).isNotBlank();
        });
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.what().nb()).isNotBlank();
            assertThat(finding.mend().en()).isNotBlank();
        });
    }

    @Test
    @Attack(Attacks.F22)
    void aModelOfTwentyThousandElementsIsRefused() {
        var findings = check(HostileModel.elements());
        assertThat(findings).extracting(Finding::code).contains("too-many-elements");
    }

    @Test
    @Attack(Attacks.F22)
    void aFileOfMoreThanAMegabyteIsRefused() {
        var findings = check(HostileModel.file(1_100_000));
        assertThat(findings).extracting(Finding::code).contains("file-too-large");
    }

    @Test
    @Attack(Attacks.F22)
    void elementsNestedWithoutEndAreRefused() {
        var findings = check(HostileModel.nested(500));
        assertThat(findings).extracting(Finding::code).contains("xml-too-deep");
    }

    @Test
    @Attack(Attacks.F22)
    void callsThatMultiplyAreRefused() {
        assertThat(check(HostileModel.calls())).extracting(Finding::code).contains("calls-multiply");
    }

    /** Cut files and flipped bytes give findings or pass, never an exception and never a wait. */
    @Attack(Attacks.F19)
    @Test
    void brokenFilesNeverBreakTheChecks() {
        var random = new Random(20261123);
        for (String file : List.of(Models.BPMN, Models.DMN, Models.FORM, Models.YAML)) {
            byte[] sound = HONEST.files().get(file);
            for (int length = 0; length < sound.length; length += Math.max(1, sound.length / 12)) {
                byte[] cut = Arrays.copyOf(sound, length);
                assertThat(check(HONEST.with(file, cut)))
                        .as("%s cut at %d", file, length)
                        .anyMatch(Finding::error);
            }
            for (int i = 0; i < 24; i++) {
                byte[] flipped = sound.clone();
                flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
                check(HONEST.with(file, flipped));
            }
        }
    }

    @Test
    void aFolderWithoutItsOwnFileOrItsProcessSaysSo() {
        assertThat(check(HONEST.without(Models.YAML))).extracting(Finding::code).contains("file-missing");
        assertThat(check(HONEST.without(Models.BPMN))).extracting(Finding::code).contains("root-missing");
        assertThat(check(HONEST.without(Models.FORM)))
                .filteredOn(finding -> finding.code().equals("form-unknown"))
                .extracting(Finding::element)
                .containsExactly("Task_AcceptCost");
        assertThat(check(HONEST.without(Models.DMN)))
                .filteredOn(finding -> finding.code().equals("decision-missing"))
                .extracting(Finding::element)
                .containsExactly("Decide_Payer");
    }

    /** What is in the folder and not what it should be is named, file by file. */
    @Test
    void aFolderWithTooMuchOrTheWrongThingInItSaysSo() {
        byte[] notYaml = "key: [lost\n\t- ???".getBytes(StandardCharsets.UTF_8);
        for (String file : List.of(Models.YAML, "actors/housing-office.yaml", "rates/lockPrice.yaml")) {
            named(HONEST.with(file, notYaml), "yaml-broken", file);
            named(HONEST.with(file, new byte[0]), "yaml-not-a-map", file);
        }
        String extra = "life-events/lost-key/life-event-2.yaml";
        named(HONEST.with(extra, HONEST.files().get(Models.YAML)), "file-unknown", extra);
        String copy = "life-events/lost-key/lost-key-copy.bpmn";
        named(HONEST.with(copy, HONEST.files().get(Models.BPMN)), "process-twice", copy, Models.BPMN);
        for (String text : List.of("", " ", "This is no diagram.", "{\"process\": 1}", "<bpmn", "<a/>")) {
            named(HONEST.with(Models.BPMN, text.getBytes(StandardCharsets.UTF_8)), null, Models.BPMN);
        }
    }

    /** A key that the log has no room for would stop a journey on the day it comes there. */
    @Test
    void aKeyThatTheLogCannotHoldSaysSo() {
        String longer = "Task_CallBack" + "Again".repeat(12);
        named(Models.edited(HONEST, Models.BPMN, "Task_CallBack", longer), "key-too-long", Models.BPMN);
        named(Models.edited(HONEST, Models.YAML, "KeyFound", "Key" + "Found".repeat(20)), "key-too-long", Models.YAML);
    }

    private static void named(ModelFolder folder, String code, String... files) {
        List<Finding> errors = check(folder).stream().filter(Finding::error).toList();
        assertThat(errors).as("%s %s", code, List.of(files)).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo(code == null ? finding.code() : code);
            assertThat(List.of(files)).contains(finding.file());
            assertThat(finding.what().nb()).isNotBlank();
        });
    }

    private static List<Finding> check(ModelFolder folder) {
        return Assertions.assertTimeoutPreemptively(AT_MOST, () -> ModelChecks.check(folder));
    }
}
