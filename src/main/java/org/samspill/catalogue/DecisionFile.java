package org.samspill.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads a DMN file that the {@link XmlGate} has admitted: its decisions, and every expression with the id of the cell it stands in. */
record DecisionFile(String file, List<Decision> decisions, List<Cell> cells) {

    /** Where an expression stands in a table. */
    enum Place {
        INPUT,
        TEST,
        OUTPUT
    }

    /** One FEEL text; {@code datum} is the output that it gives a value (empty elsewhere). */
    record Cell(String id, String decision, Place place, String text, String datum) {}

    static DecisionFile read(String file, Element definitions) {
        var decisions = new ArrayList<Decision>();
        var cells = new ArrayList<Cell>();
        for (Element decision : children(definitions, "decision")) {
            var outputs = new ArrayList<String>();
            var inputs = new LinkedHashSet<String>();
            String id = decision.getAttribute("id");
            for (Element table : children(decision, "decisionTable")) {
                children(table, "output").forEach(output -> outputs.add(output.getAttribute("name")));
                table(id, table, outputs, cells);
            }
            for (Element literal : children(decision, "literalExpression")) {
                cells.add(new Cell(id, id, Place.OUTPUT, text(literal), ""));
                children(decision, "variable").forEach(variable -> outputs.add(variable.getAttribute("name")));
            }
            for (Cell cell : cells) {
                if (cell.decision().equals(id)) {
                    inputs.addAll(names(cell));
                }
            }
            decisions.add(new Decision(id, file, inputs, outputs));
        }
        return new DecisionFile(file, decisions, cells);
    }

    private static void table(String decision, Element table, List<String> outputs, List<Cell> cells) {
        for (Element input : children(table, "input")) {
            for (Element expression : children(input, "inputExpression")) {
                cells.add(new Cell(input.getAttribute("id"), decision, Place.INPUT, text(expression), ""));
            }
        }
        for (Element rule : children(table, "rule")) {
            for (Element test : children(rule, "inputEntry")) {
                cells.add(new Cell(cellId(test, rule), decision, Place.TEST, text(test), ""));
            }
            int column = 0;
            for (Element output : children(rule, "outputEntry")) {
                String datum = column < outputs.size() ? outputs.get(column) : "";
                cells.add(new Cell(cellId(output, rule), decision, Place.OUTPUT, text(output), datum));
                column++;
            }
        }
    }

    private static String cellId(Element cell, Element rule) {
        return cell.hasAttribute("id") ? cell.getAttribute("id") : rule.getAttribute("id");
    }

    /** The names that a cell reads. */
    static Set<String> names(Cell cell) {
        if (cell.text().isBlank()) {
            return Set.of();
        }
        return cell.place() == Place.TEST ? Feel.referencesOfUnaryTests(cell.text()) : Feel.references(cell.text());
    }

    static List<Element> children(Element parent, String name) {
        var children = new ArrayList<Element>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && name.equals(element.getLocalName())) {
                children.add(element);
            }
        }
        return children;
    }

    private static String text(Element parent) {
        return children(parent, "text").stream()
                .map(Node::getTextContent)
                .findFirst()
                .orElse("")
                .strip();
    }
}
