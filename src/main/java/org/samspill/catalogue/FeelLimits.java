package org.samspill.catalogue;

import camundajar.impl.scala.Product;
import camundajar.impl.scala.collection.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.feel.syntaxtree.EveryItem;
import org.camunda.feel.syntaxtree.Filter;
import org.camunda.feel.syntaxtree.For;
import org.camunda.feel.syntaxtree.FunctionDefinition;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.IterationContext;
import org.camunda.feel.syntaxtree.JavaFunctionInvocation;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.syntaxtree.QualifiedFunctionInvocation;
import org.camunda.feel.syntaxtree.Ref;
import org.camunda.feel.syntaxtree.SomeItem;
import org.jspecify.annotations.Nullable;

/**
 * What FEEL may do here, read off the syntax tree before anything runs: walking through lists that the data hold, at
 * most two deep, is fine; what can grow without bound (loops that build, own functions, counting ranges, regular
 * expressions) is not. A running evaluation cannot be interrupted, so the bound has to be in what is accepted.
 */
final class FeelLimits {

    static final int LONGEST = 2_000;
    private static final int DEEPEST_ITERATION = 2;
    private static final Set<String> UNBOUNDED_FUNCTIONS = Set.of("matches", "replace", "split", "extract");

    private final Set<String> references = new TreeSet<>();
    private @Nullable String broken;

    private FeelLimits() {}

    static FeelLimits of(ParsedExpression expression) {
        FeelLimits limits = new FeelLimits();
        limits.walk(expression.expression(), 0);
        return limits;
    }

    Optional<String> broken() {
        return Optional.ofNullable(broken);
    }

    Set<String> references() {
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

    private void walk(Iterator<?> nodes, int iterations) {
        while (nodes.hasNext() && broken == null) {
            walk(nodes.next(), iterations);
        }
    }
}
