package org.samspill.catalogue;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Whether every decision can be made: FEEL that is sound and bounded, data that exist, values that their datum knows. */
final class DecisionChecks {

    private static final Set<String> HIT_POLICIES = Set.of("", "UNIQUE", "FIRST", "COLLECT");
    /** The types that the DMN standard and the engine share a meaning of ({@code number}), and those that Camunda's editor offers. */
    private static final Set<String> TYPES =
            Set.of("", "string", "boolean", "number", "integer", "long", "double", "date");

    private static final Set<String> FEEL =
            Set.of("http://www.omg.org/spec/FEEL/20140401", "https://www.omg.org/spec/DMN/20191111/FEEL/");
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");

    private final Reading reading;
    private final LifeEvent lifeEvent;
    private final Findings findings;

    DecisionChecks(Reading reading, LifeEvent lifeEvent) {
        this.reading = reading;
        this.lifeEvent = lifeEvent;
        this.findings = reading.findings();
    }

    void check() {
        reading.decisionFiles().forEach(file -> {
            file.cells().forEach(cell -> cell(file.file(), cell));
            file.decisions().forEach(this::outputs);
        });
        reading.decisionRoots().forEach(this::attributes);
    }

    private void attributes(String file, Element definitions) {
        NodeList all = definitions.getElementsByTagNameNS("*", "*");
        language(file, definitions);
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            language(file, element);
            String policy = element.getAttribute("hitPolicy");
            if (!HIT_POLICIES.contains(policy) || element.hasAttribute("aggregation")) {
                findings.error(file, AllowedXml.id(element), "hit-policy", policy);
            }
            String type = element.getAttribute("typeRef");
            if (!TYPES.contains(type)) {
                findings.warning(file, AllowedXml.id(element), "decision-type", type);
            }
        }
    }

    // Another language than FEEL would be a script.
    private void language(String file, Element element) {
        String language = element.getAttribute("expressionLanguage");
        boolean feel = language.isEmpty() || language.equals("feel") || FEEL.contains(language);
        if (!feel) {
            findings.error(file, AllowedXml.id(element), "decision-language", language);
        }
    }

    private void cell(String file, DecisionFile.Cell cell) {
        if (cell.text().isBlank()) {
            if (cell.place() == DecisionFile.Place.INPUT) {
                findings.error(file, cell.id(), "decision-input-empty");
            }
            return;
        }
        Optional<String> problem = cell.place() == DecisionFile.Place.TEST
                ? Feel.problemOfUnaryTests(cell.text())
                : Feel.problem(cell.text());
        if (problem.isPresent()) {
            findings.error(file, cell.id(), "feel", cell.text(), problem.get());
            return;
        }
        DecisionFile.names(cell).forEach(name -> name(file, cell.id(), name));
        value(file, cell);
    }

    private void name(String file, String id, String name) {
        boolean known = name.equals("today")
                || name.startsWith("today.")
                || name.equals("item")
                || lifeEvent.data().knows(name)
                || prefixKnown(name)
                || (name.startsWith("rates.") && lifeEvent.rates().containsKey(name.substring("rates.".length())));
        if (!known) {
            findings.error(file, id, "datum-unknown", name);
        }
    }

    /** Parts of a value ({@code child.birthDate.year}) and groups of data ({@code child}) are known by their datum. */
    private boolean prefixKnown(String name) {
        int dot = name.lastIndexOf('.');
        return (dot > 0 && lifeEvent.data().knows(name.substring(0, dot)))
                || lifeEvent.data().all().stream()
                        .anyMatch(datum -> datum.name().startsWith(name + "."));
    }

    private void value(String file, DecisionFile.Cell cell) {
        if (cell.place() != DecisionFile.Place.OUTPUT || cell.datum().isEmpty()) {
            return;
        }
        Datum datum = lifeEvent.data().find(cell.datum()).orElse(null);
        Matcher text = TEXT.matcher(cell.text());
        if (datum != null
                && !datum.values().isEmpty()
                && text.matches()
                && !datum.values().containsKey(text.group(1))) {
            findings.error(file, cell.id(), "decision-value", text.group(1), datum.name());
        }
    }

    private void outputs(Decision decision) {
        if (decision.outputs().isEmpty()) {
            findings.error(decision.file(), decision.id(), "decision-without-output", decision.id());
        }
        decision.outputs().stream()
                .filter(name -> !lifeEvent.data().knows(name))
                .forEach(name -> findings.error(decision.file(), decision.id(), "datum-unknown", name));
    }
}
