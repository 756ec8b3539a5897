package org.samspill.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samspill.actors.Text;

/** One diagram: a life event, a part of one, or a block. Steps stand in the order of the file, those of sub-processes included. */
public record ProcessModel(String key, Text title, Map<String, Step> steps, List<Flow> flows) {

    public ProcessModel {
        steps = Ordered.map(steps);
        flows = List.copyOf(flows);
    }

    public Optional<Step> step(String elementId) {
        return Optional.ofNullable(steps.get(elementId));
    }
}
