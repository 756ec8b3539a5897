package org.samspill.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samspill.catalogue.Feel;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The expected results that the domain guide gives (golden cases, chapter 9), on the decision tables that are shipped, with the rates in force. */
class GoldenCasesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final DmnEngine ENGINE = engine();

    private static DmnEngine engine() {
        DefaultDmnEngineConfiguration configuration =
                (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        configuration.getTransformer().getDataTypeTransformerRegistry().addTransformer("date", Variables::untypedValue);
        configuration
                .getTransformer()
                .getDataTypeTransformerRegistry()
                .addTransformer("number", Variables::untypedValue);
        return configuration.buildEngine();
    }

    /** Case 1: the oracle that a state employer has published (children, chronically ill; per parent, sole carer). */
    @ParameterizedTest
    @CsvSource({"1,1,20,40", "2,1,20,40", "2,2,30,60", "3,1,25,50", "3,2,35,70", "3,3,45,90"})
    void daysWithCareBenefit(int children, int chronic, int shared, int sole) throws IOException {
        Map<String, Object> family = Map.of("family.children", children, "family.chronicChildren", chronic);

        assertThat(number("dmn-omsorgspenger-days", with(family, "family.soleCarer", false), "omsorgspenger.days"))
                .isEqualTo(shared);
        assertThat(number("dmn-omsorgspenger-days", with(family, "family.soleCarer", true), "omsorgspenger.days"))
                .isEqualTo(sole);
    }

    /** Case 2: weeks in work, income in parts of the basic amount, and who signed the statement in which week. */
    @ParameterizedTest
    @CsvSource({
        "3,1.0,hospital-doctor,0,reject",
        "4,0.49,hospital-doctor,0,reject",
        "4,0.5,hospital-doctor,0,grant",
        "4,1.0,gp,0,new-statement",
        "4,1.0,private-specialist,9,grant",
        "4,1.0,private-specialist,7,new-statement"
    })
    void rightToAttendanceAllowance(int weeks, BigDecimal ofG, String source, int weeksSinceStart, String expected)
            throws IOException {
        Map<String, Object> facts = new HashMap<>(Map.of(
                "statement.needsContinuousCare",
                true,
                "child.age",
                7,
                "carer.dailyCare",
                true,
                "carer.weeksInWork",
                weeks,
                "carer.annualIncome",
                ofG.multiply(rate("grunnbelop")),
                "carer.age",
                40,
                "carer.from",
                TODAY.minusWeeks(weeksSinceStart),
                "statement.source",
                source,
                "carer.incomeLossPct",
                100));

        assertThat(decide("dmn-pleiepenger-eligibility", facts).<String>getEntry("pleiepenger.eligibility"))
                .isEqualTo(expected);
    }

    /** Case 4: how long the allowance goes on after a child's death. */
    @ParameterizedTest
    @CsvSource({"1,thirty-days", "2,thirty-days", "3,three-months", "5,three-months"})
    void allowanceAfterDeath(int fullYears, String expected) throws IOException {
        Map<String, Object> facts = Map.of("pleiepenger.fullYears", fullYears, "child.deathDate", TODAY);

        assertThat(decide("dmn-death-continuation", facts).<String>getEntry("continuation.kind"))
                .isEqualTo(expected);
    }

    /** Case 5: from the day of turning 18 there is nothing above the first rate. */
    @Test
    void careBenefitAtEighteen() throws IOException {
        Map<String, Object> care = Map.of("care.hoursPerDay", 9, "care.everyNight", true);

        assertThat(number("dmn-hjelpestonad", with(care, "child.age", 17), "hjelpestonad.rate"))
                .isEqualTo(4);
        assertThat(number("dmn-hjelpestonad", with(care, "child.age", 18), "hjelpestonad.rate"))
                .isEqualTo(1);
    }

    /** Case 8: the least that is paid out, and what two failed payments mean. */
    @ParameterizedTest
    @CsvSource({"299,0,carry", "300,0,pay", "300,1,pay", "300,2,forfeit"})
    void grassrootShareIsPaid(int accrued, int failures, String expected) throws IOException {
        Map<String, Object> facts = Map.of("grasrot.accrued", accrued, "grasrot.consecutiveFailures", failures);

        assertThat(decide("dmn-grasrot-payout", facts).<String>getEntry("grasrot.action"))
                .isEqualTo(expected);
    }

    /** Case 8: seven per cent of the stake. */
    @Test
    void grassrootShareOfAStake() throws IOException {
        assertThat(number("dmn-grasrot-share", Map.of("grasrot.stakes", 100), "grasrot.accrued"))
                .isEqualTo(7);
    }

    /** Case 10: the limits for VAT, for charities and for others. */
    @ParameterizedTest
    @CsvSource({"true,140000,false", "true,140001,true", "false,50000,false", "false,50001,true"})
    void liableForVat(boolean charitable, int turnover, boolean expected) throws IOException {
        Map<String, Object> facts = Map.of("organisation.charitable", charitable, "economy.turnover", turnover);

        assertThat(decide("dmn-vat-liability", facts).<Boolean>getEntry("tax.vatLiable"))
                .isEqualTo(expected);
    }

    private static Map<String, Object> with(Map<String, Object> facts, String name, Object value) {
        Map<String, Object> more = new HashMap<>(facts);
        more.put(name, value);
        return more;
    }

    private static int number(String decision, Map<String, Object> facts, String output) throws IOException {
        return new BigDecimal(decide(decision, facts).getEntry(output).toString()).intValueExact();
    }

    private static DmnDecisionRuleResult decideTable(DmnDecision decision, Map<String, Object> variables) {
        return ENGINE.evaluateDecisionTable(decision, variables).getSingleResult();
    }

    private static DmnDecisionRuleResult decide(String key, Map<String, Object> facts) throws IOException {
        Map<String, Object> all = new HashMap<>(facts);
        all.put("today", TODAY);
        for (Resource file : find("classpath*:bpmn/rates/*.yaml")) {
            String name = String.valueOf(file.getFilename()).replace(".yaml", "");
            all.put("rates." + name, rate(name));
        }
        try (InputStream dmn = find("classpath*:bpmn/life-events/*/" + key + ".dmn")[0].getInputStream()) {
            return decideTable(ENGINE.parseDecision(key, dmn), Feel.nested(all));
        }
    }

    /** The newest row of a rate; the shipped files hold none of the future. */
    private static BigDecimal rate(String name) throws IOException {
        try (InputStream in = find("classpath*:bpmn/rates/" + name + ".yaml")[0].getInputStream()) {
            JsonNode rows = YAML.readTree(in).get("rows");
            return rows.get(rows.size() - 1).get("value").decimalValue();
        }
    }

    private static Resource[] find(String pattern) throws IOException {
        return new PathMatchingResourcePatternResolver().getResources(pattern);
    }
}
