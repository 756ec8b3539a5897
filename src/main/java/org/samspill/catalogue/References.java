package org.samspill.catalogue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Whether what one element of a diagram says of another is so: that the other is there, and that it is of the right kind. The schema knows that there must be
 * a name, not what it has to be the name of, and everything that reads a diagram relies on it.
 */
final class References {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    private static final Set<String> ACTIVITIES =
            Set.of("userTask", "serviceTask", "businessRuleTask", "callActivity", "subProcess");
    private static final Set<String> NODES = nodes();
    private static final Set<String> FLOWS = Set.of("sequenceFlow");

    /** By element and attribute, the kinds that it may name. */
    private static final Map<String, Set<String>> ATTRIBUTES = Map.of(
            "sequenceFlow/sourceRef",
            NODES,
            "sequenceFlow/targetRef",
            NODES,
            "boundaryEvent/attachedToRef",
            ACTIVITIES,
            "messageEventDefinition/messageRef",
            Set.of("message"),
            "errorEventDefinition/errorRef",
            Set.of("error"),
            "participant/processRef",
            Set.of("process"));

    /** Elements whose text is a name. */
    private static final Map<String, Set<String>> TEXTS =
            Map.of("flowNodeRef", NODES, "incoming", FLOWS, "outgoing", FLOWS);

    /** Without these one end is missing. */
    private static final Set<String> NEEDED =
            Set.of("sequenceFlow/sourceRef", "sequenceFlow/targetRef", "boundaryEvent/attachedToRef");

    private final String file;
    private final Findings findings;
    private final Map<String, Element> byId = new HashMap<>();

    private References(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    private static Set<String> nodes() {
        var nodes = new HashSet<>(ACTIVITIES);
        nodes.addAll(List.of("startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent"));
        nodes.addAll(List.of("boundaryEvent", "exclusiveGateway", "inclusiveGateway", "parallelGateway"));
        nodes.add("eventBasedGateway");
        return nodes;
    }

    static void check(String file, Element definitions, Findings findings) {
        var references = new References(file, findings);
        references.gather(definitions);
        references.look(definitions);
    }

    private void gather(Element element) {
        if (BPMN.equals(element.getNamespaceURI()) && element.hasAttribute("id")) {
            byId.putIfAbsent(element.getAttribute("id"), element);
        }
        children(element).forEach(this::gather);
    }

    private void look(Element element) {
        String kind = element.getLocalName();
        if (BPMN.equals(element.getNamespaceURI())) {
            boolean clickable = NODES.contains(kind) || FLOWS.contains(kind) || kind.equals("process");
            if (clickable && element.getAttribute("id").isBlank()) {
                findings.error(file, AllowedXml.id(element), "no-id", kind);
            }
            ATTRIBUTES.forEach((place, kinds) -> {
                if (place.startsWith(kind + "/")) {
                    named(element, place, kinds);
                }
            });
            if (element.hasAttribute("default")) {
                right(element, "default", element.getAttribute("default"), FLOWS);
            }
            if (TEXTS.containsKey(kind)) {
                right(element, kind, element.getTextContent().strip(), TEXTS.get(kind));
            }
        }
        children(element).forEach(this::look);
    }

    private void named(Element element, String place, Set<String> kinds) {
        String attribute = place.substring(place.indexOf('/') + 1);
        if (element.hasAttribute(attribute)) {
            right(element, attribute, element.getAttribute(attribute), kinds);
        } else if (NEEDED.contains(place)) {
            findings.error(file, AllowedXml.id(element), "reference-wrong", attribute, "");
        }
    }

    private void right(Element element, String place, String name, @Nullable Set<String> kinds) {
        Element other = byId.get(name.substring(name.indexOf(':') + 1));
        if (other == null || kinds == null || !kinds.contains(other.getLocalName())) {
            findings.error(file, AllowedXml.id(element), "reference-wrong", place, name);
        }
    }

    private static List<Element> children(Element element) {
        var children = new java.util.ArrayList<Element>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                children.add(inner);
            }
        }
        return children;
    }
}
