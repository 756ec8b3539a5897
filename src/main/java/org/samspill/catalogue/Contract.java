package org.samspill.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Text;

/**
 * What an actor and the engine have agreed about a service: the data it reads, what it delivers, the reasons it may refuse with, purpose and legal basis, the consent scope it needs (null: none) and its promise.
 * {@code takesProtected} says that the actor's machines are made for people with a protected address; without it, such work is done by people with the right to it.
 */
public record Contract(
        List<String> inputs,
        Map<String, Output> outputs,
        Map<String, Text> refusals,
        Text purpose,
        LegalBasis legalBasis,
        @Nullable String consent,
        PromiseTerm promise,
        @Nullable LeadTime lead,
        boolean takesProtected) {

    public Contract {
        inputs = List.copyOf(inputs);
        outputs = Ordered.map(outputs);
        refusals = Ordered.map(refusals);
    }

    /** What came of checking an answer: the values as a journey keeps them, and every problem found; values count only when there is no problem. */
    public record Delivery(Map<String, Object> values, List<Checked.Wrong> problems) {
        public Delivery {
            values = Ordered.map(values);
            problems = List.copyOf(problems);
        }

        public boolean fits() {
            return problems.isEmpty();
        }
    }

    /** Checks a service's answer: every named output must fit, none that is not optional may be missing, and nothing may stand there that the contract does not name. */
    public Delivery check(Map<String, ? extends @Nullable Object> answer) {
        var values = new LinkedHashMap<String, Object>();
        var problems = new ArrayList<Checked.Wrong>();
        for (Output output : outputs.values()) {
            Object raw = answer.get(output.name());
            if (raw == null || (raw instanceof String text && text.isBlank())) {
                if (!output.optional()) {
                    problems.add(new Checked.Wrong(output.name(), "catalogue.value.missing", List.of()));
                }
                continue;
            }
            Checked checked = output.check(raw);
            if (checked instanceof Checked.Wrong wrong) {
                problems.add(wrong);
            } else if (checked instanceof Checked.Value fitting && fitting.value() != null) {
                values.put(output.name(), fitting.value());
            }
        }
        for (String name : answer.keySet()) {
            if (!outputs.containsKey(name)) {
                problems.add(new Checked.Wrong(name, "catalogue.value.not-in-contract", List.of()));
            }
        }
        return new Delivery(values, problems);
    }
}
