package org.samspill.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.camunda.feel.api.FailedParseResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.jspecify.annotations.Nullable;
import org.samspill.engine.FeelLimits;

/**
 * Evaluates FEEL, the expression language of decision tables and form conditions, over data with dotted names.
 * An expression that is wrong, too large or of a kind that could run for long is an answer, never an exception.
 */
public final class Feel {

    private static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");
    private static final Pattern ISO_DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final int MOST_REMEMBERED = 2_000;

    private static final FeelEngineApi ENGINE =
            FeelEngineBuilder.forJava().withEnabledExternalFunctions(false).build();
    private static final Cache<String, Expression> EXPRESSIONS = remembering();
    private static final Cache<String, Expression> UNARY_TESTS = remembering();

    private Feel() {}

    /** What came of an evaluation: a value (which may be null, as FEEL has it) or why there is none. */
    public sealed interface Result {
        record Value(@Nullable Object value) implements Result {}

        record Failed(String why) implements Result {}
    }

    private sealed interface Expression {
        record Parsed(ParsedExpression expression, Set<String> references) implements Expression {}

        record Refused(String why) implements Expression {}
    }

    /** Evaluates {@code expression} (a leading {@code =}, as forms write it, is allowed) with {@code today} always known. */
    public static Result evaluate(String expression, Map<String, ?> data, LocalDate today) {
        Expression known = expression(expression);
        if (known instanceof Expression.Refused refused) {
            return new Result.Failed(refused.why());
        }
        Map<String, Object> context = nested(data);
        context.put("today", today);
        return guarded(
                () -> {
                    var result = ENGINE.evaluate(((Expression.Parsed) known).expression(), context);
                    return result.isSuccess()
                            ? new Result.Value(result.result())
                            : new Result.Failed(result.failure().message());
                },
                Result.Failed::new);
    }

    /** Whether {@code expression} is true; false when it is false, null, not a boolean, or fails. */
    public static boolean isTrue(String expression, Map<String, ?> data, LocalDate today) {
        return evaluate(expression, data, today) instanceof Result.Value value && Boolean.TRUE.equals(value.value());
    }

    /** Why {@code expression} would never be evaluated, in the words of the parser; empty when it is sound. */
    public static Optional<String> problem(String expression) {
        return expression(expression) instanceof Expression.Refused refused
                ? Optional.of(refused.why())
                : Optional.empty();
    }

    /** The same for the cell of a decision table, which holds unary tests such as {@code >= 18} or {@code "a","b"}. */
    public static Optional<String> problemOfUnaryTests(String tests) {
        Expression known = remembered(UNARY_TESTS, tests, ENGINE::parseUnaryTests);
        return known instanceof Expression.Refused refused ? Optional.of(refused.why()) : Optional.empty();
    }

    /** The dotted names that {@code expression} reads, {@code today} among them; empty when it is not sound. */
    public static Set<String> references(String expression) {
        return expression(expression) instanceof Expression.Parsed parsed ? parsed.references() : Set.of();
    }

    /** The dotted names that the cell of a decision table reads; empty when it is not sound. */
    public static Set<String> referencesOfUnaryTests(String tests) {
        return remembered(UNARY_TESTS, tests, ENGINE::parseUnaryTests) instanceof Expression.Parsed parsed
                ? parsed.references()
                : Set.of();
    }

    /**
     * Dotted names as FEEL wants them: {@code child.age} becomes {@code age} inside the context {@code child}. Where a
     * name is both a value and the beginning of others, the context stays and the value is left out. Days, which a
     * journey keeps as ISO text, become FEEL days.
     */
    public static Map<String, Object> nested(Map<String, ?> flat) {
        Map<String, Object> root = new Group();
        // Shorter names first, so that a group always comes after, and replaces, a value of the same name.
        flat.keySet().stream().sorted().forEach(name -> {
            String[] parts = name.split("\\.");
            Map<String, Object> group = root;
            for (int i = 0; i < parts.length - 1; i++) {
                if (!(group.get(parts[i]) instanceof Group)) {
                    group.put(parts[i], new Group());
                }
                group = (Group) group.get(parts[i]);
            }
            group.put(parts[parts.length - 1], asFeel(flat.get(name)));
        });
        return root;
    }

    /** Tells the groups made here from maps that are values. */
    private static final class Group extends LinkedHashMap<String, Object> {}

    private static @Nullable Object asFeel(@Nullable Object value) {
        if (value instanceof String text && ISO_DAY.matcher(text).matches()) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException notADay) {
                return text;
            }
        }
        return value instanceof Date date ? date.toInstant().atZone(NORWAY).toLocalDate() : value;
    }

    private static Expression expression(String text) {
        return remembered(EXPRESSIONS, text.startsWith("=") ? text.substring(1) : text, ENGINE::parseExpression);
    }

    private static Expression remembered(
            Cache<String, Expression> known, String text, Function<String, ParseResult> parse) {
        return known.get(text, unknown -> guarded(() -> parsed(unknown, parse), Expression.Refused::new));
    }

    private static Cache<String, Expression> remembering() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .executor(Runnable::run)
                .build();
    }

    private static Expression parsed(String text, Function<String, ParseResult> parse) {
        if (text.length() > FeelLimits.LONGEST) {
            return new Expression.Refused("The expression is longer than " + FeelLimits.LONGEST + " characters");
        }
        ParseResult result = parse.apply(text);
        if (result instanceof FailedParseResult failed) {
            return new Expression.Refused(failed.failure().message());
        }
        ParsedExpression expression = result.parsedExpression();
        FeelLimits limits = FeelLimits.of(expression);
        return limits.broken()
                .<Expression>map(Expression.Refused::new)
                .orElseGet(() -> new Expression.Parsed(expression, limits.references()));
    }

    private static <T> T guarded(Supplier<T> work, Function<String, T> otherwise) {
        try {
            return work.get();
        } catch (RuntimeException | StackOverflowError failure) {
            // The parser descends once per bracket, and functions of the engine throw on odd arguments.
            return otherwise.apply(String.valueOf(failure));
        }
    }
}
