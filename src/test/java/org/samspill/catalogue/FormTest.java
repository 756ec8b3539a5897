package org.samspill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.samspill.catalogue.FormFixture.DICTIONARY;
import static org.samspill.catalogue.FormFixture.TODAY;
import static org.samspill.catalogue.FormFixture.accepted;
import static org.samspill.catalogue.FormFixture.component;
import static org.samspill.catalogue.FormFixture.form;
import static org.samspill.catalogue.FormFixture.parse;
import static org.samspill.catalogue.FormFixture.posted;
import static org.samspill.catalogue.FormFixture.rejected;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samspill.actors.Text;

class FormTest {

    private static final String DECISION = String.join(
            ",",
            component("radio", "outcome", ",\"validate\":{\"required\":true}"),
            component(
                    "number",
                    "degree",
                    ",\"validate\":{\"required\":true},\"conditional\":{\"hide\":\"=outcome = \\\"rejected\\\"\"}"),
            component("textarea", "note", ",\"conditional\":{\"hide\":\"=not(degree < 50)\"}"),
            component("textfield", "child.name", ",\"readonly\":true,\"validate\":{\"required\":true}"));

    @Test
    void answersAreTypedByTheDictionary() {
        assertThat(accepted(form(DECISION), Map.of(), "outcome", "partly", "degree", "40,5", "note", "Kort"))
                .isEqualTo(Map.of("outcome", "partly", "degree", 40.5, "note", "Kort"));
    }

    @Test
    void everyProblemIsToldAtOnceAndWhatWasTypedIsKept() {
        FormAnswers answers = form(DECISION).read(posted("degree", " 140 ", "_csrf", "x"), Map.of(), TODAY);
        assertThat(answers)
                .isEqualTo(new FormAnswers.Rejected(
                        List.of(
                                new FormProblem("outcome", "forms.problem.required-choice", List.of()),
                                new FormProblem("degree", "forms.problem.max", List.of("100"))),
                        new LinkedHashMap<>(
                                Map.of("outcome", List.of(), "degree", List.of(" 140 "), "note", List.of()))));
    }

    @Test
    void hiddenFieldsAreNeitherRequiredNorKept() {
        assertThat(accepted(form(DECISION), Map.of(), "outcome", "rejected", "degree", "nonsense", "note", "Kept"))
                .isEqualTo(Map.of("outcome", "rejected", "note", "Kept"));
    }

    @Test
    void whatIsHiddenDoesNotDecideWhatElseIsShown() {
        // degree is hidden, so its 80 must not hide the note
        assertThat(accepted(form(DECISION), Map.of(), "outcome", "rejected", "degree", "80", "note", "Kept"))
                .containsEntry("note", "Kept");
        assertThat(accepted(form(DECISION), Map.of(), "outcome", "granted", "degree", "80", "note", "Not kept"))
                .doesNotContainKey("note");
    }

    @Test
    void factsAndStrangersAreNeverTakenFromWhatIsSent() {
        assertThat(accepted(
                        form(DECISION),
                        Map.of("child.name", "Ola"),
                        "outcome",
                        "rejected",
                        "child.name",
                        "Kari",
                        "decision.secret",
                        "x"))
                .isEqualTo(Map.of("outcome", "rejected"));
    }

    @Test
    void anAnswerThatIsTakenAwayIsTakenAway() {
        Form form = form(component("textfield", "note", ""));
        assertThat(accepted(form, Map.of("note", "Before"), "note", " ")).containsEntry("note", null);
        assertThat(accepted(form, Map.of(), "note", " ")).isEmpty();
    }

    @Test
    void conditionsInACircleComeToAnEnd() {
        Form form = form(component("textfield", "note", ",\"conditional\":{\"hide\":\"=degree = 1\"}") + ","
                + component("number", "degree", ",\"conditional\":{\"hide\":\"=note = null\"}"));
        assertThat(form.read(posted("note", "x", "degree", "1"), Map.of(), TODAY))
                .isNotNull();
    }

    @Test
    void groupsHideWhatTheyHold() {
        Form form = form(component("checkbox", "urgent", "")
                + """
                ,{"type":"group","id":"Group_x","label":"Mer","properties":{"label.en":"More"},
                  "conditional":{"hide":"=urgent = false"},"components":[%s]}""".formatted(component("textfield", "note", ",\"validate\":{\"required\":true}")));
        assertThat(accepted(form, Map.of())).isEqualTo(Map.of("urgent", false));
        assertThat(rejected(form, Map.of(), "urgent", "true"))
                .containsExactly(new FormProblem("note", "forms.problem.required", List.of()));
        assertThat(form.asked()).containsExactlyInAnyOrder("urgent", "note");
    }

    @Test
    void aConsentIsAnsweredAndARequiredTickIsTicked() {
        Form form = form(component("checkbox", "consent.peer", ",\"validate\":{\"required\":true}"));
        assertThat(form.fields().get(0).widget()).isEqualTo(FieldWidget.YES_NO);
        assertThat(rejected(form, Map.of())).hasSize(1);
        assertThat(accepted(form, Map.of(), "consent.peer", "false")).isEqualTo(Map.of("consent.peer", false));
        Form tick = form(component("checkbox", "urgent", ",\"validate\":{\"required\":true}"));
        assertThat(rejected(tick, Map.of()).get(0).key()).isEqualTo("forms.problem.required-tick");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"iframe\",\"id\":\"X\"} | X | unsupported",
                "{\"type\":\"filepicker\",\"id\":\"X\",\"key\":\"note\"} | X | unsupported",
                "{\"type\":\"button\",\"key\":\"go\"} | go | unsupported",
                "{\"id\":\"X\"} | X | unsupported",
                "{\"type\":\"datetime\",\"subtype\":\"time\",\"id\":\"X\",\"key\":\"start\",\"label\":\"a\"} | X | unsupported",
                "{\"type\":\"textfield\",\"id\":\"X\",\"label\":\"a\"} | X | no-key",
                "{\"type\":\"textfield\",\"id\":\"X\",\"key\":\"nobody.knows\",\"label\":\"a\"} | X | unknown-datum",
                "{\"type\":\"textfield\",\"id\":\"X\",\"key\":\"note\"} | X | no-text",
                "{\"type\":\"text\",\"id\":\"X\",\"text\":\"Hei {{nobody.knows}}\"} | X | unknown-datum",
                "{\"type\":\"checkbox\",\"id\":\"X\",\"key\":\"start\",\"label\":\"a\"} | X | other-type",
                "{\"type\":\"radio\",\"id\":\"X\",\"key\":\"note\",\"label\":\"a\"} | X | no-options",
                "{\"type\":\"radio\",\"id\":\"X\",\"key\":\"outcome\",\"label\":\"a\",\"values\":[{\"label\":\"a\",\"value\":\"z\"}]} | X | unknown-option",
                "{\"type\":\"select\",\"id\":\"X\",\"key\":\"outcome\",\"label\":\"a\",\"valuesKey\":\"z\"} | X | other-options",
                "{\"type\":\"textfield\",\"id\":\"X\",\"key\":\"note\",\"label\":\"a\",\"conditional\":{\"hide\":\"=a >\"}} | X | condition",
                "{\"type\":\"textfield\",\"id\":\"X\",\"key\":\"note\",\"label\":\"a\",\"conditional\":{\"hide\":\"=for i in a return i\"}} | X | condition",
                "{\"type\":\"textfield\",\"id\":\"X\",\"key\":\"note\",\"label\":\"a\",\"validate\":{\"pattern\":\"(\"}} | X | pattern",
                "{\"type\":\"group\",\"id\":\"X\",\"path\":\"child\",\"components\":[]} | X | path",
            })
    void whatCannotBeShownIsAFaultOfThatComponent(String component, String id, String kind) {
        assertThat(parse(component).faults()).anySatisfy(fault -> {
            assertThat(fault.component()).isEqualTo(id);
            assertThat(fault.kind()).isEqualTo(kind);
            assertThat(fault.error()).isTrue();
        });
    }

    @Test
    void theSameDatumTwiceIsAFaultButAFactMayStandBesideItsField() {
        String note = component("textfield", "note", "");
        assertThat(parse(note + "," + note).faults())
                .anyMatch(fault -> fault.kind().equals("twice"));
        assertThat(parse(note + "," + component("textfield", "note", ",\"readonly\":true"))
                        .faults())
                .noneMatch(fault -> fault.kind().equals("twice"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | no-components",
                "null | no-components",
                "[] | no-components",
                "{} | no-components",
                "{\"components\": | not-json",
                "<form/> | not-json",
                "{\"components\":7} | no-components",
                "{\"components\":[]} | empty",
                "{\"id\":\"z\",\"components\":[7,null,\"x\"]} | unsupported"
            })
    void whatIsNoFormIsAFault(String json, String kind) {
        FormParsed parsed = Form.parse("sample", json.getBytes(StandardCharsets.UTF_8), FormFixture.CONTEXT);
        assertThat(parsed.faults()).extracting(FormFault::kind).contains(kind);
        assertThat(parsed.form().fields()).isEmpty();
    }

    @Test
    void groupsInsideGroupsWithoutEndAreAFault() {
        String open = "{\"type\":\"group\",\"components\":[";
        assertThat(parse(open.repeat(50) + "]}".repeat(50)).faults())
                .anyMatch(fault -> fault.kind().equals("too-deep"));
    }

    @Test
    void aServiceHasAFormOfItsContract() {
        Map<String, Output> outputs = new LinkedHashMap<>();
        for (Output output : List.of(
                new Output("outcome", DataType.ENUM, null, null, List.of("granted", "rejected"), null, false),
                new Output("degree", DataType.NUMBER, BigDecimal.TEN, BigDecimal.valueOf(90), List.of(), null, true),
                new Output("start", DataType.DATE, null, null, List.of(), null, true),
                new Output("urgent", DataType.BOOLEAN, null, null, List.of(), null, false),
                new Output("unheard.of", DataType.TEXT, null, null, List.of(), null, true))) {
            outputs.put(output.name(), output);
        }
        Contract contract = new Contract(
                List.of(),
                outputs,
                Map.of(),
                new Text("Avgjøre saken", "Decide the case"),
                new LegalBasis("Loven", "§ 1"),
                null,
                new PromiseTerm(Within.parse("P28D").orElseThrow(), Origin.LAW, "§ 2"),
                null,
                false);
        Form form = Form.ofContract(
                new Service("nav.x.decide", "nav", new Text("Vedtak", "Decision"), contract), DICTIONARY);

        assertThat(form.fields())
                .extracting(Field::widget)
                .containsExactly(
                        FieldWidget.CHOICE, FieldWidget.NUMBER, FieldWidget.DATE, FieldWidget.YES_NO, FieldWidget.AREA);
        assertThat(form.field("outcome").orElseThrow().options())
                .containsExactly(
                        new FieldOption("granted", new Text("Innvilget", "Granted")),
                        new FieldOption("rejected", new Text("Avslått", "Rejected")));
        assertThat(rejected(form, Map.of(), "outcome", "partly", "degree", "9"))
                .containsExactly(
                        new FormProblem("outcome", "forms.problem.choice", List.of()),
                        new FormProblem("degree", "forms.problem.min", List.of("10")),
                        new FormProblem("urgent", "forms.problem.required-choice", List.of()));
        Map<String, Object> values =
                accepted(form, Map.of(), "outcome", "granted", "degree", "80", "start", "1.12.2026", "urgent", "false");
        assertThat(values)
                .isEqualTo(Map.of(
                        "outcome", "granted", "degree", 80L, "start", LocalDate.of(2026, 12, 1), "urgent", false));
        assertThat(contract.check(values).problems()).isEmpty();
    }
}
