package org.samspill.engine;

import camundajar.impl.scala.Product;
import camundajar.impl.scala.collection.Iterator;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.feel.syntaxtree.ArithmeticNegation;
import org.camunda.feel.syntaxtree.ConstNumber;
import org.camunda.feel.syntaxtree.EveryItem;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.Exponentiation;
import org.camunda.feel.syntaxtree.Filter;
import org.camunda.feel.syntaxtree.For;
import org.camunda.feel.syntaxtree.FunctionDefinition;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.IterationContext;
import org.camunda.feel.syntaxtree.JavaFunctionInvocation;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.syntaxtree.PositionalFunctionParameters;
import org.camunda.feel.syntaxtree.QualifiedFunctionInvocation;
import org.camunda.feel.syntaxtree.Ref;
import org.camunda.feel.syntaxtree.SomeItem;
import org.jspecify.annotations.Nullable;

/**
 * What FEEL may do here, read off the syntax tree before anything runs: walking through lists that the data hold, at
 * most two deep, is fine; what can grow without bound (loops that build, own functions, counting ranges, regular
 * expressions, numbers of a thousand million digits) is not. A running evaluation cannot be interrupted, so the bound has to be in what is accepted.
 */
public final class FeelLimits {

    /** How long an expression may be before anything parses it. */
    public static final int LONGEST = 2_000;

    private static final int DEEPEST_ITERATION = 2;
    private static final Set<String> UNBOUNDED_FUNCTIONS = Set.of("matches", "replace", "split", "extract");

    /** Functions that write out as many digits as their argument says. */
    private static final Set<String> ROUNDING =
            Set.of("decimal", "floor", "ceiling", "round up", "round down", "round half up", "round half down");

    private static final BigDecimal MOST_DIGITS = BigDecimal.valueOf(20);
    private static final int WIDEST_NUMBER = 100;

    private final Set<String> references = new TreeSet<>();
    private @Nullable String broken;

    private FeelLimits() {}

    /** What the syntax tree of an expression says of it. */
    public static FeelLimits of(ParsedExpression expression) {
        FeelLimits limits = new FeelLimits();
        limits.walk(expression.expression(), 0);
        return limits;
    }

    /** Why the expression may not be evaluated; empty when it may. */
    public Optional<String> broken() {
        return Optional.ofNullable(broken);
    }

    /** The dotted names that it reads. */
    public Set<String> references() {
        return Set.copyOf(references);
    }

    private void walk(@Nullable Object node, int iterations) {
        int inside = iterations;
        if (node instanceof For) {
            broken = "'for' is not allowed: it can grow without bound; use 'some', 'every', a filter or a function";
        } else if (node instanceof FunctionDefinition || node instanceof JavaFunctionInvocation) {
            broken = "Defining functions is not allowed";
        } else if (node instanceof QualifiedFunctionInvocation) {
            broken = "Calling functions of a context is not allowed";
        } else if (node instanceof IterationContext) {
            broken = "Counting through a range is not allowed";
        } else if (node instanceof FunctionInvocation call && UNBOUNDED_FUNCTIONS.contains(call.function())) {
            broken = "'" + call.function() + "' is not allowed: a regular expression can run without bound";
        } else if (node instanceof Exponentiation) {
            broken = "'**' is not allowed: a number can grow without bound";
        } else if (node instanceof FunctionInvocation call && call.function().equals("number")) {
            broken = "'number' is not allowed: a text can name a number without bound; let the datum be a number";
        } else if (node instanceof FunctionInvocation call && ROUNDING.contains(call.function()) && !rounds(call)) {
            broken = "'" + call.function() + "' is not allowed with other than at most " + MOST_DIGITS + " digits";
        } else if (node instanceof ConstNumber number && wide(number.value().bigDecimal())) {
            broken = "A number may have at most " + WIDEST_NUMBER + " digits";
        } else if (node instanceof SomeItem || node instanceof EveryItem || node instanceof Filter) {
            inside = iterations + 1;
            if (inside > DEEPEST_ITERATION) {
                broken = "Lists inside lists may be walked through at most " + DEEPEST_ITERATION + " deep";
            }
        } else if (node instanceof Ref ref) {
            references.add(ref.names().mkString("."));
        }
        if (node instanceof Product product) {
            walk(product.productIterator(), inside);
        } else if (node instanceof camundajar.impl.scala.collection.Iterable<?> many) {
            walk(many.iterator(), inside);
        }
    }

    /** Whether the digits that a rounding asks for stand there as a small number. */
    private static boolean rounds(FunctionInvocation call) {
        if (!(call.params() instanceof PositionalFunctionParameters positional)) {
            return false;
        }
        Iterator<Exp> given = positional.params().iterator();
        given.next();
        while (given.hasNext()) {
            Exp digits = given.next();
            Exp bare = digits instanceof ArithmeticNegation negation ? negation.x() : digits;
            if (!(bare instanceof ConstNumber number)
                    || number.value().bigDecimal().compareTo(MOST_DIGITS) > 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean wide(BigDecimal number) {
        return number.precision() > WIDEST_NUMBER || Math.abs(number.scale()) > WIDEST_NUMBER;
    }

    private void walk(Iterator<?> nodes, int iterations) {
        while (nodes.hasNext() && broken == null) {
            walk(nodes.next(), iterations);
        }
    }
}
