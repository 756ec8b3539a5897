package org.samspill.catalogue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * The list of elements and attributes that a model may have ({@code allowed-xml.txt}), and the rule that an expression stands only where the profile has one.
 * The engine evaluates more places than one would think (names, documentation, message names ...), so what looks like an expression is refused everywhere else.
 */
final class AllowedXml {

    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final String XMLNS = "http://www.w3.org/2000/xmlns/";
    private static final Map<String, String> PREFIXES = Map.ofEntries(
            Map.entry("http://www.omg.org/spec/BPMN/20100524/MODEL", "b"),
            Map.entry("http://camunda.org/schema/1.0/bpmn", "c"),
            Map.entry("http://www.omg.org/spec/BPMN/20100524/DI", "bd"),
            Map.entry("http://www.omg.org/spec/DD/20100524/DC", "dc"),
            Map.entry("http://www.omg.org/spec/DD/20100524/DI", "di"),
            Map.entry("http://www.omg.org/spec/DMN/20180521/DC/", "dc"),
            Map.entry("http://www.omg.org/spec/DMN/20180521/DI/", "di"),
            Map.entry("http://camunda.org/schema/modeler/1.0", "m"),
            Map.entry("https://www.omg.org/spec/DMN/20191111/MODEL/", "d"),
            Map.entry("https://www.omg.org/spec/DMN/20191111/DMNDI/", "dd"),
            Map.entry("http://camunda.org/schema/1.0/dmn", "dn"),
            Map.entry(XSI, "x"));
    private static final Map<String, Set<String>> ALLOWED = load();
    private static final Set<String> CODE = Set.of(
            "script",
            "scriptTask",
            "sendTask",
            "executionListener",
            "taskListener",
            "connector",
            "connectorId",
            "class",
            "delegateExpression",
            "expression",
            "resource",
            "variableMappingClass",
            "variableMappingDelegateExpression",
            "inputOutput",
            "inputParameter",
            "outputParameter",
            "field",
            "string",
            "list",
            "map",
            "formData",
            "formKey",
            "formHandlerClass",
            "mapDecisionResult",
            "resultVariable",
            "scriptFormat",
            "functionDefinition",
            "businessKnowledgeModel",
            "invocation",
            "import");
    private static final Set<String> EXPRESSION_ELEMENTS =
            Set.of("conditionExpression", "timeDate", "timeDuration", "timeCycle", "completionCondition");
    private static final Set<String> EXPRESSION_ATTRIBUTES = Set.of("topic", "collection");
    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\s*\\{");
    private static final Set<String> INSIDE = Set.of(
            "definitions",
            "collaboration",
            "extensionElements",
            "laneSet",
            "properties",
            "property",
            "BPMNDiagram",
            "BPMNPlane",
            "Bounds",
            "documentation",
            "conditionExpression");

    private final String file;
    private final Findings findings;

    AllowedXml(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    void check(Element element) {
        String name = name(element.getNamespaceURI(), element.getLocalName());
        Set<String> attributes = ALLOWED.get(name);
        if (attributes == null) {
            refuse(element, element.getLocalName(), "element-not-allowed");
            return;
        }
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            check(element, (Attr) element.getAttributes().item(i), attributes);
        }
        NodeList children = element.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            Node child = children.item(i);
            if (child instanceof Element inner) {
                check(inner);
            } else if (child.getNodeType() == Node.PROCESSING_INSTRUCTION_NODE) {
                refuse(element, child.getNodeName(), "element-not-allowed");
            } else if (looksLikeExpression(child.getNodeValue())
                    && child.getNodeType() != Node.COMMENT_NODE
                    && !EXPRESSION_ELEMENTS.contains(element.getLocalName())) {
                findings.error(file, id(element), "expression-here", element.getLocalName());
            }
        }
    }

    private void check(Element element, Attr attribute, Set<String> allowed) {
        if (XMLNS.equals(attribute.getNamespaceURI())) {
            return;
        }
        String local = Objects.requireNonNullElse(attribute.getLocalName(), attribute.getName());
        if (XSI.equals(attribute.getNamespaceURI()) && !local.equals("type")) {
            findings.error(file, id(element), "schema-location", attribute.getName());
        } else if (!allowed.contains(name(attribute.getNamespaceURI(), local))) {
            refuse(element, attribute.getName(), "attribute-not-allowed");
        } else if (XSI.equals(attribute.getNamespaceURI())
                && !attribute.getValue().matches("(\\w+:)?(tFormalExpression|Point)")) {
            refuse(element, attribute.getName(), "attribute-not-allowed");
        } else if (looksLikeExpression(attribute.getValue()) && !EXPRESSION_ATTRIBUTES.contains(local)) {
            findings.error(file, id(element), "expression-here", attribute.getName());
        }
    }

    private void refuse(Element element, String what, String otherwise) {
        String bare = what.substring(what.indexOf(':') + 1);
        findings.error(file, id(element), CODE.contains(bare) ? "code-in-model" : otherwise, what);
    }

    static boolean looksLikeExpression(@Nullable String text) {
        return text != null && EXPRESSION.matcher(text).find();
    }

    /** The id by which a modeller knows the place: that of the nearest thing she can click on, else the nearest id at all. */
    static @Nullable String id(Element element) {
        String nearest = null;
        for (Node at = element; at instanceof Element here; at = at.getParentNode()) {
            String id = here.getAttribute("id");
            if (!id.isEmpty()) {
                boolean clickable = here.getNamespaceURI() != null
                        && !INSIDE.contains(here.getLocalName())
                        && !here.getLocalName().endsWith("EventDefinition")
                        && !here.getLocalName().startsWith("time")
                        && !here.getLocalName().endsWith("LoopCharacteristics")
                        && !here.getLocalName().equals("loopCardinality")
                        && !here.getLocalName().equals("completionCondition")
                        && PREFIXES.containsKey(here.getNamespaceURI());
                if (clickable) {
                    return id;
                }
                nearest = nearest == null ? id : nearest;
            }
        }
        return nearest;
    }

    private static String name(@Nullable String namespace, String local) {
        return namespace == null ? local : PREFIXES.getOrDefault(namespace, "?") + ":" + local;
    }

    private static Map<String, Set<String>> load() {
        var allowed = new HashMap<String, Set<String>>();
        try (var stream = Objects.requireNonNull(AllowedXml.class.getResourceAsStream("allowed-xml.txt"));
                var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        String[] words = line.split("\\s+");
                        allowed.put(words[0], new HashSet<>(Arrays.asList(words).subList(1, words.length)));
                    });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return allowed;
    }
}
