package org.samspill.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.FeelEngineFactory;
import org.camunda.bpm.dmn.feel.impl.FeelException;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;

/** The second wall around decision tables: a cell that could run without bound is refused when it is to be evaluated, whoever has put it there. */
final class FeelWall implements FeelEngineFactory {

    private static final int MOST_REMEMBERED = 2_000;
    private static final FeelEngineApi PARSER =
            FeelEngineBuilder.forJava().withEnabledExternalFunctions(false).build();

    private final ScalaFeelEngineFactory stock = new ScalaFeelEngineFactory();

    @Override
    public FeelEngine createInstance() {
        return new Bounded(stock.createInstance());
    }

    private static final class Bounded implements FeelEngine {

        private final FeelEngine stock;
        private final Cache<String, Optional<String>> expressions = remembering();
        private final Cache<String, Optional<String>> tests = remembering();

        Bounded(FeelEngine stock) {
            this.stock = stock;
        }

        @Override
        public <T> T evaluateSimpleExpression(String expression, VariableContext data) {
            admit(expressions, expression, PARSER::parseExpression);
            return stock.evaluateSimpleExpression(expression, data);
        }

        @Override
        public boolean evaluateSimpleUnaryTests(String expression, String input, VariableContext data) {
            admit(tests, expression, PARSER::parseUnaryTests);
            return stock.evaluateSimpleUnaryTests(expression, input, data);
        }

        private static void admit(
                Cache<String, Optional<String>> known, String text, Function<String, ParseResult> parser) {
            known.get(text, unknown -> broken(unknown, parser)).ifPresent(why -> {
                throw new FeelException("A decision that could run without bound is not made: " + why);
            });
        }

        private static Cache<String, Optional<String>> remembering() {
            return Caffeine.newBuilder()
                    .maximumSize(MOST_REMEMBERED)
                    .executor(Runnable::run)
                    .build();
        }

        private static Optional<String> broken(String text, Function<String, ParseResult> parser) {
            if (text.length() > FeelLimits.LONGEST) {
                return Optional.of("it is longer than " + FeelLimits.LONGEST + " characters");
            }
            try {
                ParseResult parsed = parser.apply(text);
                // What does not parse the engine refuses in its own words.
                return parsed.isSuccess()
                        ? FeelLimits.of(parsed.parsedExpression()).broken()
                        : Optional.empty();
            } catch (StackOverflowError brackets) {
                return Optional.of("it has too many brackets inside each other");
            }
        }
    }
}
