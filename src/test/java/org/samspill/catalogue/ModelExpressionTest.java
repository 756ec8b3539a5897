package org.samspill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The few expressions a model may have, and nothing besides. */
class ModelExpressionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${name}",
                "${!child.age}",
                "${ decision.outcome == 'granted' }",
                "${a.b != null && c.d >= 12.5}",
                "${(a || !b) && c == \"x y\"}",
                "${!(a == true || b < -3)}"
            })
    void theFewAreRead(String text) {
        assertThat(ModelExpression.parse(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "#{name}",
                "${}",
                "${a b}",
                "${a.b()}",
                "${a[0]}",
                "${''.class}",
                "${a == b}",
                "${'x' == 'x'}",
                "${a + b}",
                "${a ? b : c}",
                "${a and b}",
                "${empty a}",
                "${not a}",
                "${a = 'x'}",
                "${a}${b}",
                "${a == 'x\\'y'}",
                "${a -> b}",
                "${a; b}",
                "${a:b(c)}",
                "${(a}",
                "${a)}",
                "${a ==}",
                "${&& a}",
                "${a.}",
                "${.a}",
                "${true}",
                "${a == 'x}"
            })
    void everythingElseIsRefused(String text) {
        assertThat(ModelExpression.parse(text)).isEmpty();
    }

    @Property(tries = 500)
    void whateverStandsThereIsAnAnswer(@ForAll @StringLength(max = 60) String text) {
        ModelExpression.parse("${" + text + "}")
                .ifPresent(expression -> assertThat(expression.names()).isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"${a.b}", " ${a} "})
    void aPlainNameIsRead(String text) {
        assertThat(ModelExpression.plainName(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${!a}", "${a == null}", "a"})
    void moreThanANameIsNotPlain(String text) {
        assertThat(ModelExpression.plainName(text)).isEmpty();
    }
}
