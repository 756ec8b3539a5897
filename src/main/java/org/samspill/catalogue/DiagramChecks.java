package org.samspill.catalogue;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.jspecify.annotations.Nullable;

/** Whether every node, lane and flow is drawn, so that a journey can be shown on its diagram. */
final class DiagramChecks {

    private static final double FARTHEST = 20_000;

    private final Reading reading;
    private final ProcessModel process;
    private final Findings findings;
    private final String file;

    DiagramChecks(Reading reading, ProcessModel process) {
        this.reading = reading;
        this.process = process;
        this.findings = reading.findings();
        this.file = reading.file(process.key());
    }

    void check() {
        var model = reading.model(process.key());
        Map<String, BpmnShape> shapes = new HashMap<>();
        for (BpmnShape shape : model.getModelElementsByType(BpmnShape.class)) {
            BaseElement drawn = shape.getBpmnElement();
            if (drawn == null) {
                findings.error(file, shape.getId(), "drawing-of-nothing", shape.getId());
            } else {
                shapes.put(drawn.getId(), shape);
            }
        }
        Map<String, BpmnEdge> edges = new HashMap<>();
        for (BpmnEdge edge : model.getModelElementsByType(BpmnEdge.class)) {
            BaseElement drawn = edge.getBpmnElement();
            if (drawn == null) {
                findings.error(file, edge.getId(), "drawing-of-nothing", edge.getId());
            } else {
                edges.put(drawn.getId(), edge);
            }
        }
        process.steps().keySet().forEach(id -> shape(id, shapes.get(id)));
        model.getModelElementsByType(org.camunda.bpm.model.bpmn.instance.Lane.class)
                .forEach(lane -> shape(lane.getId(), shapes.get(lane.getId())));
        process.flows().forEach(flow -> edge(flow.id(), edges.get(flow.id())));
    }

    private void shape(String id, @Nullable BpmnShape shape) {
        if (shape == null) {
            findings.error(file, id, "not-drawn", id);
            return;
        }
        Bounds bounds = shape.getBounds();
        boolean sound = bounds != null
                && within(bounds.getX())
                && within(bounds.getY())
                && bounds.getWidth() > 0
                && bounds.getHeight() > 0
                && within(bounds.getWidth())
                && within(bounds.getHeight());
        if (!sound) {
            findings.error(file, id, "drawn-wrong", id);
        }
    }

    private void edge(String id, @Nullable BpmnEdge edge) {
        if (edge == null) {
            findings.error(file, id, "not-drawn", id);
            return;
        }
        var points = edge.getWaypoints();
        boolean sound = points.size() >= 2 && points.stream().allMatch(DiagramChecks::within);
        if (!sound) {
            findings.error(file, id, "drawn-wrong", id);
        }
    }

    private static boolean within(Waypoint point) {
        return within(point.getX()) && within(point.getY());
    }

    private static boolean within(double number) {
        return Double.isFinite(number) && Math.abs(number) <= FARTHEST;
    }
}
