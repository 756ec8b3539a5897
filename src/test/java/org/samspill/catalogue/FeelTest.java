package org.samspill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeelTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Map<String, Object> DATA = Map.of(
            "child.age",
            7L,
            "child.birthDate",
            "2019-03-01",
            "child.name",
            "Ola",
            "decision.outcome",
            "granted",
            "consent.given",
            true,
            "ages",
            List.of(3L, 7L, 12L),
            "visit.last",
            LocalDate.of(2026, 11, 1));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "child.age > 6 | true",
                "=child.age > 6 | true",
                "= child.age < 6 | false",
                "decision.outcome != \"granted\" | false",
                "not(consent.given) | false",
                "child.birthDate < date(\"2020-01-01\") | true",
                "visit.last < today | true",
                "years and months duration(child.birthDate, today) >= duration(\"P7Y\") | true",
                "some age in ages satisfies age > 10 | true",
                "every age in ages satisfies age > 10 | false",
                "count(ages[item > 3]) = 2 | true",
                "unknown = null | true",
                "unknown.deeper = null | true",
                "unknown > 3 | false",
                "child.name | false",
                "child.age > | false",
                "1 / 0 > 1 | false",
            })
    void conditions(String expression, boolean expected) {
        assertThat(Feel.isTrue(expression, DATA, TODAY)).isEqualTo(expected);
    }

    @Test
    void wrongExpressionsAreAnswers() {
        assertThat(Feel.evaluate("child.age >", DATA, TODAY)).isInstanceOf(Feel.Result.Failed.class);
        assertThat(Feel.problem("child.age >")).isPresent();
        assertThat(Feel.problem("=child.age > 3")).isEmpty();
        assertThat(Feel.problemOfUnaryTests("> 3, < 1")).isEmpty();
        assertThat(Feel.problemOfUnaryTests("\"a\",\"b\"")).isEmpty();
        assertThat(Feel.problemOfUnaryTests("> >")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for i in 1..3000, j in 1..3000 return i * j",
                "some i in 1..100000000 satisfies i < 0",
                "some a in ages satisfies some b in ages satisfies some c in ages satisfies a + b + c < 0",
                "{f: function(n) f(n), r: f(1)}.r",
                "sort(ages, function(a, b) a < b)",
                "matches(child.name, \"(a+)+$\")",
                "replace(child.name, \"(a+)+$\", \"\")",
            })
    void whatCouldRunWithoutBoundIsRefusedUnread(String expression) {
        assertThat(Feel.problem(expression)).isPresent();
        assertThat(Feel.problemOfUnaryTests(expression)).isPresent();
        assertThat(Feel.evaluate(expression, DATA, TODAY)).isInstanceOf(Feel.Result.Failed.class);
    }

    @Test
    void deepAndLongExpressionsAreAnswersToo() {
        String deep = "(".repeat(900) + "1" + ")".repeat(900);
        String long_ = "1" + " + 1".repeat(5000);
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            Feel.evaluate(deep, DATA, TODAY);
            Feel.evaluate("[".repeat(1999), DATA, TODAY);
        });
        assertThat(Feel.problem(long_)).isPresent();
    }

    @Test
    void referencesAreTheDottedNames() {
        assertThat(Feel.references("=child.age > 3 and decision.outcome = \"granted\" or count(ages) > 1"))
                .containsExactlyInAnyOrder("child.age", "decision.outcome", "ages");
        assertThat(Feel.references("child.age >")).isEmpty();
    }

    @Test
    void dottedNamesBecomeGroupsAndTheGroupWinsOverAValueOfItsName() {
        Map<String, Object> flat = new HashMap<>();
        flat.put("child", "Ola");
        flat.put("child.age", 7L);
        flat.put("child.home.city", "Oslo");
        flat.put("alone", null);
        assertThat(Feel.nested(flat))
                .containsOnlyKeys("child", "alone")
                .containsEntry("child", Map.of("age", 7L, "home", Map.of("city", "Oslo")));
    }

    @Test
    void aMapThatIsAValueIsNotAGroup() {
        Map<String, Object> person = Map.of("name", "Kari");
        assertThat(Feel.nested(Map.of("guardian", person))).containsEntry("guardian", person);
        assertThat(Feel.nested(Map.of("guardian", person, "guardian.age", 40L)))
                .containsEntry("guardian", Map.of("age", 40L));
        assertThat(person).isEqualTo(Map.of("name", "Kari"));
    }

    @Test
    void onlyRealDaysBecomeDays() {
        assertThat(Feel.nested(Map.of("a", "2026-02-28", "b", "2026-02-30", "c", "2026-02")))
                .isEqualTo(Map.of("a", LocalDate.of(2026, 2, 28), "b", "2026-02-30", "c", "2026-02"));
    }
}
