package org.samspill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.samspill.catalogue.FormFixture.KARI;
import static org.samspill.catalogue.FormFixture.TODAY;
import static org.samspill.catalogue.FormFixture.component;
import static org.samspill.catalogue.FormFixture.form;
import static org.samspill.catalogue.FormFixture.posted;
import static org.samspill.catalogue.FormPages.EN;
import static org.samspill.catalogue.FormPages.NB;
import static org.samspill.catalogue.FormPages.html;
import static org.samspill.catalogue.FormPages.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every component as HTML, in both languages. */
class FormPageTest {

    private static final String LABELLED = ",\"description\":\"Forklaring\",\"validate\":{\"required\":true}";

    private static String page(Form form, FormFilling filling, java.util.Locale locale) {
        return html(view(form, filling, locale), locale).replaceAll("\\s+", " ");
    }

    private static String page(String components, Map<String, Object> known) {
        return page(form(components), FormFilling.of(known), NB);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "textfield note",
                "textarea note",
                "number degree",
                "number amount",
                "datetime start",
                "radio outcome",
                "select outcome",
                "checkbox urgent",
                "radio urgent",
                "checklist needs",
                "textarea needs",
                "textarea guardians",
                "select bank.organisation",
                "checkbox consent.peer",
                "textfield person",
                "textfield contact.email",
                "textfield contact.phone",
                "textfield account",
                "textfield subject.municipality",
                "textfield org"
            })
    void everyFieldIsNamedExplainedMarkedAndBound(String typeAndKey) {
        String[] words = typeAndKey.split(" ");
        String options = words[0].equals("checklist")
                ? ",\"values\":[{\"label\":\"Ja a\",\"value\":\"a\"},{\"label\":\"Ja b\",\"value\":\"b\"}]"
                : "";
        Form form = form(component(words[0], words[1], LABELLED + options));
        String id = "f-" + words[1].replace('.', '-');
        FormFilling rejected =
                FormFilling.of(Map.of()).rejected(List.of(FormProblem.of(words[1], "required")), form.typed(Map.of()));

        for (var locale : List.of(NB, EN)) {
            String html = page(form, rejected, locale);
            boolean nb = locale.equals(NB);
            assertThat(html)
                    .contains(nb ? "Spørsmål" : "Question")
                    .contains(nb ? "(må fylles ut)" : "(must be filled in)")
                    .contains(nb ? "Dette må fylles ut" : "This must be filled in")
                    .contains("name=\"" + words[1] + "\"")
                    .contains("aria-invalid=\"true\"")
                    .contains("id=\"" + id + "-error\"")
                    .contains("id=\"" + id + "-description\"")
                    .containsPattern("aria-describedby=\"[^\"]*" + id + "-description[^\"]*" + id + "-error\"")
                    .doesNotContain("th:", "??", "null");
            assertThat(idsOf(html)).doesNotHaveDuplicates();
            assertThat(matches(html, " for=\"([^\"]+)\"")).isNotEmpty().isSubsetOf(idsOf(html));
            assertThat(matches(html, "aria-describedby=\"([^\"]+)\"").stream()
                            .flatMap(ids -> List.of(ids.split(" ")).stream()))
                    .isSubsetOf(idsOf(html));
            assertThat(matches(html, "href=\"#([^\"]+)\"")).hasSize(1).isSubsetOf(idsOf(html));
        }
    }

    @Test
    void whatIsKnownStandsInTheFields() {
        assertThat(page(component("datetime", "start", ""), Map.of("start", "2026-11-20")))
                .contains("value=\"20.11.2026\"");
        assertThat(page(component("number", "amount", ""), Map.of("amount", 1250.5)))
                .contains("value=\"1250,5\"")
                .contains("inputmode=\"decimal\"")
                .contains(">kr<");
        assertThat(page(component("radio", "outcome", ""), Map.of("outcome", "partly")))
                .containsPattern("value=\"partly\" checked=\"checked\"")
                .containsOnlyOnce("checked=");
        assertThat(page(component("select", "outcome", ""), Map.of("outcome", "partly")))
                .contains("<option value=\"partly\" selected=\"selected\">Delvis</option>");
        assertThat(page(component("checkbox", "urgent", ""), Map.of("urgent", true)))
                .contains("checked=\"checked\"");
        assertThat(page(component("textarea", "guardians", ""), Map.of("guardians", List.of("person-1"))))
                .contains(KARI + " Kari Nordmann");
        assertThat(page(component("select", "bank.organisation", ""), Map.of())).contains(">Banken</option>");
    }

    @Test
    void whatWasTypedIsShownAgainAsItWasTyped() {
        Form form = form(component("number", "degree", "") + "," + component("textarea", "note", "") + ","
                + component("checkbox", "urgent", ""));
        Map<String, String[]> posted = posted("degree", " mange <b> ", "note", "\nto\r\nlinjer & \"mer\"");
        FormAnswers.Rejected rejected = (FormAnswers.Rejected) form.read(posted, Map.of(), TODAY);
        String html = html(
                view(form, FormFilling.of(Map.of("urgent", true)).rejected(rejected.problems(), rejected.typed()), NB),
                NB);
        assertThat(html)
                .contains("value=\" mange &lt;b&gt; \"")
                .contains(">\n\nto\r\nlinjer &amp; &quot;mer&quot;</textarea>")
                .contains("Spørsmål: «mange &lt;b&gt;» er ikke et tall")
                .doesNotContain("checked=");
    }

    @Test
    void theSummaryTakesTheFocusAndLeadsToEachField() {
        Form form = form(component("radio", "outcome", ",\"validate\":{\"required\":true}") + ","
                + component("datetime", "start", ""));
        FormAnswers.Rejected rejected =
                (FormAnswers.Rejected) form.read(posted("start", "11/20/2026"), Map.of(), TODAY);
        String html = page(form, FormFilling.of(Map.of()).rejected(rejected.problems(), rejected.typed()), EN);
        assertThat(html)
                .contains("class=\"ds-error-summary form-problems\"")
                .contains("tabindex=\"-1\"")
                .contains("autofocus")
                .contains("href=\"#f-outcome-0\"")
                .contains("href=\"#f-start\"")
                .contains("“11/20/2026” is not a date we can read. Write day.month.year, for example 20.11.2026");
        assertThat(page(form, FormFilling.of(Map.of()), EN)).doesNotContain("ds-error-summary");
    }

    @Test
    void factsAreTermsWithTheirOriginAndTime() {
        String facts = component("datetime", "child.birthDate", ",\"readonly\":true") + ","
                + component("number", "amount", ",\"readonly\":true") + ","
                + component("textfield", "outcome", ",\"readonly\":true") + ","
                + component("textfield", "guardians", ",\"readonly\":true") + ","
                + component("textfield", "note", ",\"readonly\":true");
        FormFilling filling = FormFilling.of(Map.of(
                        "child.birthDate",
                        "2019-03-01",
                        "amount",
                        124028L,
                        "outcome",
                        "granted",
                        "guardians",
                        List.of("person-1", "person-2")))
                .origins(Map.of("amount", new FormOrigin("Nav", Instant.parse("2026-11-20T13:05:00Z"))));
        assertThat(page(form(facts), filling, NB))
                .contains("1. mars 2019")
                .contains("Fra Folkeregisteret")
                .contains("124\u00a0028\u00a0kr")
                .contains("Fra Nav, 20. november 2026 kl. 14:05")
                .contains("Innvilget")
                .contains("Kari Nordmann")
                .contains("Ikke kjent ennå")
                .doesNotContain(KARI, "person-1", "<input class", "name=\"amount\"");
        assertThat(page(form(facts), filling, EN))
                .contains("1 March 2019")
                .contains("From The National Population Register")
                .contains("124,028\u00a0kr")
                .contains("From Nav, 20 November 2026 at 14:05")
                .contains("Granted")
                .contains("Not known yet");
        assertThat(view(form(facts), filling, NB).parts()).hasSize(1);
    }

    @Test
    void aReasonIsToldInWordsAndNotAsItsCode() {
        String fact = component("textfield", "refusal.reason", ",\"readonly\":true");
        assertThat(page(fact, Map.of("refusal.reason", "no-homes")))
                .contains("Ingen ledige boliger")
                .doesNotContain("no-homes");
        assertThat(page(form(fact), FormFilling.of(Map.of("refusal.reason", "no-homes")), EN))
                .contains("No homes free");
    }

    @Test
    void textsAreTextsAndNeverMarkup() {
        String prose = """
                {"type":"text","id":"T","text":"## Om **deg**\\nHei {{child.name}}, **viktig**: <b>nei</b>\\n\\n- en\\n- to",
                 "properties":{"text.en":"Hello"}}""";
        assertThat(page(prose, Map.of("child.name", "<img src=x> **Ola** ")))
                .contains("<h2 class=\"ds-heading\" data-size=\"xs\">Om <strong>deg</strong></h2>")
                .contains("Hei &lt;img src=x&gt; **Ola** , <strong>viktig</strong>: &lt;b&gt;nei&lt;/b&gt;")
                .containsPattern("<ul class=\"ds-list\"><li>en</li><li>to</li></ul>")
                .doesNotContain("<img", "<b>");
        assertThat(form(prose).read()).contains("child.name");
    }

    @Test
    void aConsentComesWithNobodysAnswer() {
        assertThat(page(component("radio", "consent.peer", ""), Map.of("consent.peer", true)))
                .contains("type=\"radio\"")
                .doesNotContain("checked");
    }

    @Test
    void aConsentSaysWhoWhatForHowLongAndWhatStops() {
        assertThat(page(component("radio", "consent.peer", ""), Map.of()))
                .contains("Hvem får opplysningene")
                .contains("Pasientorganisasjon")
                .contains("Noen som har vært der, kan ta kontakt")
                .contains("1 år")
                .contains("Likepersonen tar ikke mer kontakt")
                .contains(">Ja<", ">Nei<")
                .doesNotContain("checked=");
    }

    @Test
    void fieldsThatAnswersBringUpComeWhenTheFormIsDrawnAgain() {
        Form form = form(component("radio", "outcome", "") + ","
                + component("number", "degree", ",\"conditional\":{\"hide\":\"=outcome != \\\"partly\\\"\"}"));
        String before = page(form, FormFilling.of(Map.of()), NB);
        assertThat(before)
                .doesNotContain("name=\"degree\"")
                .contains("hx-post=\"/again\"")
                .contains("data-rerender");
        String after = page(form, FormFilling.of(Map.of()).typed(Map.of("outcome", List.of("partly"))), NB);
        assertThat(after)
                .contains("name=\"degree\"")
                .contains("<input type=\"hidden\" name=\"_shown\" value=\"degree\" />");
        assertThat(page(component("radio", "outcome", ""), Map.of())).doesNotContain("hx-post", "data-rerender");
    }

    @Test
    void whatAnswersBroughtUpIsShownBeforeTheFormIsTaken() {
        Form form = form(component("radio", "outcome", "") + ","
                + component("number", "degree", ",\"conditional\":{\"hide\":\"=outcome != \\\"partly\\\"\"}"));
        FormAnswers first = form.read(posted("outcome", "partly", "_shown", ""), Map.of(), TODAY);
        assertThat(first).isInstanceOfSatisfying(FormAnswers.Rejected.class, rejected -> assertThat(rejected.problems())
                .containsExactly(FormProblem.of("degree", "appeared")));
        Map<String, String[]> again = posted("outcome", "partly", "degree", "");
        again.put("_shown", new String[] {"", "degree"});
        assertThat(form.read(again, Map.of(), TODAY)).isInstanceOf(FormAnswers.Accepted.class);
    }

    @Test
    void whereABrowserMayFillIn() {
        assertThat(page(component("textfield", "contact.email", ""), Map.of()))
                .contains("autocomplete=\"email\"", "type=\"email\"");
        assertThat(page(component("textfield", "contact.phone", ""), Map.of()))
                .contains("autocomplete=\"tel\"", "type=\"tel\"");
        assertThat(page(component("textfield", "person", ""), Map.of()))
                .contains("autocomplete=\"off\"", "inputmode=\"numeric\"");
    }

    private static List<String> idsOf(String html) {
        return matches(html, " id=\"([^\"]+)\"");
    }

    private static List<String> matches(String html, String pattern) {
        return FormPages.found(html, pattern);
    }
}
