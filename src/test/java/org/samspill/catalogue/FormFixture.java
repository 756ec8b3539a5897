package org.samspill.catalogue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.samspill.actors.Actor;
import org.samspill.actors.Sector;
import org.samspill.actors.Text;

/** A dictionary with one datum of every type, and forms over it. */
final class FormFixture {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    // Synthetic: month + 80, check digits right.
    static final String KARI = "01814510065";
    static final String OLA = "15869110180";
    static final String ORGANISATION = "312345676";

    static final ConsentScope PEER_SUPPORT = new ConsentScope(
            "peer-support",
            new Text("Likepersonstøtte", "Peer support"),
            "patient-organisation",
            new Text("Noen som har vært der, kan ta kontakt", "Someone who has been there can contact you"),
            List.of(Category.SPECIAL),
            Within.parse("P1Y").orElseThrow(),
            new Text("Likepersonen tar ikke mer kontakt", "The peer contacts you no more"),
            false);

    static final DataDictionary DICTIONARY = dictionary();

    static final FormContext CONTEXT = new FormContext(
            DICTIONARY,
            Map.of("peer-support", PEER_SUPPORT),
            Map.of(
                    "patient-organisation",
                    new Actor(
                            "patient-organisation",
                            new Text("Pasientorganisasjon", "Patient organisation"),
                            Sector.VOLUNTARY,
                            Actor.FoundBy.CHOICE,
                            Map.of()),
                    "folkeregisteret",
                    new Actor(
                            "folkeregisteret",
                            new Text("Folkeregisteret", "The National Population Register"),
                            Sector.PUBLIC,
                            Actor.FoundBy.NATIONAL,
                            Map.of())),
            Map.of(
                    "housing.home.find",
                    new Service(
                            "housing.home.find",
                            "housing",
                            new Text("Finne bolig", "Find a home"),
                            new Contract(
                                    List.of(),
                                    Map.of(),
                                    Map.of("no-homes", new Text("Ingen ledige boliger", "No homes free")),
                                    new Text("Bolig", "A home"),
                                    new LegalBasis("Loven", "§ 1"),
                                    null,
                                    new PromiseTerm(Within.parse("P28D").orElseThrow(), Origin.LAW, "§ 2"),
                                    null,
                                    false))));

    private FormFixture() {}

    static Form form(String components) {
        FormParsed parsed = parse(components);
        if (parsed.faults().stream().anyMatch(FormFault::error)) {
            throw new AssertionError(parsed.faults());
        }
        return parsed.form();
    }

    static FormParsed parse(String components) {
        String json =
                "{\"type\":\"default\",\"id\":\"sample\",\"schemaVersion\":16,\"components\":[" + components + "]}";
        return Form.parse("sample", json.getBytes(StandardCharsets.UTF_8), CONTEXT);
    }

    static Field field(String component) {
        return form(component).fields().get(0);
    }

    /** A component with a label, and whatever else {@code more} says (which begins with a comma). */
    static String component(String type, String key, String more) {
        return """
                {"type":"%s","id":"Field_%s","key":"%s","label":"Spørsmål","properties":{"label.en":"Question"}%s}""".formatted(type, key.replace('.', '_'), key, more);
    }

    static Map<String, String[]> posted(String... namesAndValues) {
        Map<String, String[]> posted = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            posted.put(namesAndValues[i], new String[] {namesAndValues[i + 1]});
        }
        return posted;
    }

    static Map<String, Object> accepted(Form form, Map<String, ?> known, String... namesAndValues) {
        FormAnswers answers = form.read(posted(namesAndValues), known, TODAY);
        if (answers instanceof FormAnswers.Accepted accepted) {
            return accepted.values();
        }
        throw new AssertionError(answers);
    }

    static List<FormProblem> rejected(Form form, Map<String, ?> known, String... namesAndValues) {
        FormAnswers answers = form.read(posted(namesAndValues), known, TODAY);
        if (answers instanceof FormAnswers.Rejected rejected) {
            rejected.problems().forEach(FormFixture::hasWords);
            return rejected.problems();
        }
        throw new AssertionError(answers);
    }

    /** Every problem can be told in both languages. */
    static void hasWords(FormProblem problem) {
        FindingTexts.of(problem.key(), problem.arguments().toArray());
    }

    static Datum datum(String name, DataType type, Map<String, Text> values, String detail) {
        boolean measured = name.equals("degree");
        return new Datum(
                name,
                new Text("Tittel " + name, "Title " + name),
                type,
                name.equals("child.birthDate") ? "folkeregisteret" : null,
                Category.ORDINARY,
                null,
                values,
                measured ? BigDecimal.ZERO : null,
                measured ? BigDecimal.valueOf(100) : null,
                type == DataType.PEOPLE ? detail : null,
                type == DataType.ORGANISATION ? detail : null,
                type == DataType.CONSENT ? detail : null,
                type == DataType.LIST ? detail : null);
    }

    private static DataDictionary dictionary() {
        Map<String, Text> outcomes = new LinkedHashMap<>();
        outcomes.put("granted", new Text("Innvilget", "Granted"));
        outcomes.put("partly", new Text("Delvis", "Partly"));
        outcomes.put("rejected", new Text("Avslått", "Rejected"));
        Map<String, Datum> data = new LinkedHashMap<>();
        List.of(
                        datum("note", DataType.TEXT, Map.of(), ""),
                        datum("child.name", DataType.TEXT, Map.of(), ""),
                        datum("degree", DataType.NUMBER, Map.of(), ""),
                        datum("unlimited", DataType.NUMBER, Map.of(), ""),
                        datum("refusal.reason", DataType.TEXT, Map.of(), ""),
                        datum("amount", DataType.MONEY, Map.of(), ""),
                        datum("count", DataType.INTEGER, Map.of(), ""),
                        datum("urgent", DataType.BOOLEAN, Map.of(), ""),
                        datum("child.birthDate", DataType.DATE, Map.of(), ""),
                        datum("start", DataType.DATE, Map.of(), ""),
                        datum("outcome", DataType.ENUM, outcomes, ""),
                        datum("person", DataType.NATIONAL_ID, Map.of(), ""),
                        datum("org", DataType.ORGANISATION_NUMBER, Map.of(), ""),
                        datum("bank.organisation", DataType.ORGANISATION, Map.of(), "bank"),
                        datum("subject.municipality", DataType.MUNICIPALITY, Map.of(), ""),
                        datum("guardians", DataType.PEOPLE, Map.of(), "guardian"),
                        datum("consent.peer", DataType.CONSENT, Map.of(), "peer-support"),
                        datum("needs", DataType.LIST, Map.of(), "text"),
                        datum("account", DataType.ACCOUNT_NUMBER, Map.of(), ""),
                        datum("contact.email", DataType.EMAIL, Map.of(), ""),
                        datum("contact.phone", DataType.PHONE, Map.of(), ""))
                .forEach(datum -> data.put(datum.name(), datum));
        return new DataDictionary(data);
    }
}
