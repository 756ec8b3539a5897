package org.samspill.scenarios;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The results that the domain guide expects of the shipped decision tables (its golden cases, chapter 9, and its table of consents), as data. */
final class GoldenCases {

    private static final LocalDate TODAY = DecisionTables.TODAY;

    private GoldenCases() {}

    /** One question to a table and its right answer. */
    record GoldenCase(String about, String decision, Map<String, Object> given, Map<String, Object> expected) {

        @Override
        public String toString() {
            return about + ": " + expected;
        }
    }

    static Stream<GoldenCase> all() {
        return Stream.of(careDays(), allowance(), afterDeath(), atEighteen(), grassrootShare(), vat(), consent())
                .flatMap(cases -> cases);
    }

    /** Case 1, the oracle that a state employer has published: children, chronically ill, days per parent, days of a sole carer. */
    private static Stream<GoldenCase> careDays() {
        return rows("1 1 20 40", "2 1 20 40", "2 2 30 60", "3 1 25 50", "3 2 35 70", "3 3 45 90")
                .flatMap(row ->
                        Stream.of(careDays(row[0], row[1], false, row[2]), careDays(row[0], row[1], true, row[3])));
    }

    private static GoldenCase careDays(String children, String chronic, boolean sole, String days) {
        return new GoldenCase(
                children + " children, " + chronic + " chronically ill, sole carer " + sole,
                "dmn-omsorgspenger-days",
                Map.of(
                        "family.children", new BigDecimal(children),
                        "family.chronicChildren", new BigDecimal(chronic),
                        "family.soleCarer", sole),
                Map.of("omsorgspenger.days", new BigDecimal(days)));
    }

    /** Case 2: weeks in work, income in parts of the basic amount, who signed the statement, weeks since the start. */
    private static Stream<GoldenCase> allowance() {
        return rows(
                        "3 1.0 hospital-doctor 0 reject",
                        "4 0.49 hospital-doctor 0 reject",
                        "4 0.5 hospital-doctor 0 grant",
                        "4 1.0 gp 0 new-statement",
                        "4 1.0 specialist 9 grant",
                        "4 1.0 specialist 7 new-statement")
                .map(row -> new GoldenCase(
                        row[0] + " weeks in work, " + row[1] + " G, statement by " + row[2] + " in week " + row[3],
                        "dmn-pleiepenger-eligibility",
                        carer(row),
                        Map.of("pleiepenger.eligibility", row[4])));
    }

    private static Map<String, Object> carer(String[] row) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("statement.needsContinuousCare", true);
        facts.put("child.age", 7);
        facts.put("carer.dailyCare", true);
        facts.put("carer.weeksInWork", new BigDecimal(row[0]));
        facts.put("carer.annualIncome", new BigDecimal(row[1]).multiply(DecisionTables.rate("grunnbelop")));
        facts.put("carer.age", 40);
        facts.put("carer.from", TODAY.minusWeeks(Long.parseLong(row[3])));
        facts.put("statement.source", row[2]);
        facts.put("carer.incomeLossPct", 100);
        return facts;
    }

    /** Case 4: 30 benefit days are six weeks; three months after three full years. */
    private static Stream<GoldenCase> afterDeath() {
        return rows("1 thirty-days P42D", "2 thirty-days P42D", "3 three-months P3M", "5 three-months P3M")
                .map(row -> new GoldenCase(
                        row[0] + " full years before the death",
                        "dmn-death-continuation",
                        Map.of("pleiepenger.fullYears", new BigDecimal(row[0]), "child.deathDate", TODAY),
                        Map.of(
                                "continuation.kind",
                                row[1],
                                "continuation.until",
                                TODAY.plus(java.time.Period.parse(row[2])))));
    }

    /** Case 5: from the day of turning 18 there is nothing above the first rate. */
    private static Stream<GoldenCase> atEighteen() {
        return rows("17 4 6", "18 1 1")
                .map(row -> new GoldenCase(
                        "care every night at " + row[0],
                        "dmn-hjelpestonad",
                        Map.of("child.age", new BigDecimal(row[0]), "care.hoursPerDay", 9, "care.everyNight", true),
                        Map.of(
                                "hjelpestonad.rate",
                                new BigDecimal(row[1]),
                                "hjelpestonad.yearly",
                                new BigDecimal(row[2]).multiply(DecisionTables.rate("hjelpestonad")))));
    }

    /** Case 8: the least that is paid out, what two failed payments mean, and seven per cent of the stake. */
    private static Stream<GoldenCase> grassrootShare() {
        Stream<GoldenCase> payouts = rows("299 0 carry", "300 0 pay", "300 1 pay", "300 2 forfeit")
                .map(row -> new GoldenCase(
                        row[0] + " NOK accrued, failed " + row[1] + " times",
                        "dmn-grasrot-payout",
                        Map.of(
                                "grasrot.accrued", new BigDecimal(row[0]),
                                "grasrot.consecutiveFailures", new BigDecimal(row[1])),
                        Map.of("grasrot.action", row[2])));
        return Stream.concat(
                payouts,
                Stream.of(new GoldenCase(
                        "a stake of 100 NOK",
                        "dmn-grasrot-share",
                        Map.of("grasrot.stakes", 100),
                        Map.of("grasrot.accrued", new BigDecimal(7)))));
    }

    /** Case 10: the limits for charities and for others. */
    private static Stream<GoldenCase> vat() {
        return rows("true 140000 false", "true 140001 true", "false 50000 false", "false 50001 true")
                .map(row -> new GoldenCase(
                        "turnover " + row[1] + ", charitable " + row[0],
                        "dmn-vat-liability",
                        Map.of(
                                "organisation.charitable",
                                Boolean.valueOf(row[0]),
                                "economy.turnover",
                                new BigDecimal(row[1])),
                        Map.of("tax.vatLiable", Boolean.valueOf(row[2]))));
    }

    /** The guide's table of consents (1.8): Nav by law, everyone else with consent. */
    private static Stream<GoldenCase> consent() {
        return rows(
                        "hospital nav false",
                        "hospital municipality true",
                        "hospital ppt true",
                        "municipality school true",
                        "hospital patient-organisation true",
                        "municipality insurer true")
                .map(row -> new GoldenCase(
                        "from " + row[0] + " to " + row[1],
                        "dmn-consent-needed",
                        Map.of("sharing.from", row[0], "sharing.to", row[1]),
                        Map.of("sharing.consentNeeded", Boolean.valueOf(row[2]))));
    }

    private static Stream<String[]> rows(String... rows) {
        return Stream.of(rows).map(row -> row.split(" "));
    }
}
