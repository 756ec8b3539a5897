package org.samspill.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.samspill.scenarios.GoldenCases.GoldenCase;

/** The shipped decision tables answer as the domain guide expects, with the rates in force. */
class GoldenCasesTest {

    private static final DecisionTables TABLES = new DecisionTables();

    static Stream<GoldenCase> cases() {
        return GoldenCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAsExpected(GoldenCase golden) {
        DmnDecisionRuleResult answer = TABLES.decide(golden.decision(), golden.given());

        golden.expected().forEach((output, expected) -> assertThat(comparable(answer.getEntry(output)))
                .as(output)
                .isEqualTo(comparable(expected)));
    }

    /** Numbers are equal whatever their kind; dates and words by what they say. */
    private static @Nullable Object comparable(@Nullable Object value) {
        return value instanceof Number
                ? new BigDecimal(value.toString()).stripTrailingZeros()
                : value instanceof Boolean ? value : String.valueOf(value);
    }
}
