package org.samspill.catalogue;

import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Lane;
import org.camunda.bpm.model.bpmn.instance.Participant;
import org.samspill.actors.Actor;
import org.samspill.actors.Text;

/** The drawing as a reader sees it: names in her language, lanes by the titles of their actors and roles, and no more of the engine's details than the picture needs. */
record Diagram(LifeEvent version) {

    private static final Map<String, Text> PLACEHOLDERS = Map.of(
            "caller", FindingTexts.of("catalogue.lane.caller"),
            "applicant", FindingTexts.of("catalogue.lane.applicant"),
            "holder", FindingTexts.of("catalogue.lane.holder"));

    String inLanguage(InputStream xml, Locale locale) {
        BpmnModelInstance model = Bpmn.readModelFromStream(xml);
        for (FlowElement element : model.getModelElementsByType(FlowElement.class)) {
            if (element.getName() != null) {
                element.setName(named(element, element.getName(), locale));
            }
        }
        for (Participant pool : model.getModelElementsByType(Participant.class)) {
            if (pool.getName() != null) {
                BaseElement titled = pool.getProcess() == null ? pool : pool.getProcess();
                pool.setName(named(titled, pool.getName(), locale));
            }
        }
        for (Lane lane : model.getModelElementsByType(Lane.class)) {
            if (lane.getName() != null) {
                lane.setName(laneTitle(lane.getName(), locale));
            }
        }
        return Bpmn.convertToString(model);
    }

    private static String named(BaseElement element, String name, Locale locale) {
        Text title = BpmnReader.title(element, name);
        String said = title.in(locale);
        return said.isBlank() ? name : said;
    }

    private String laneTitle(String key, Locale locale) {
        String[] parts = key.split("/", 2);
        Actor actor = version.actors().get(parts[0]);
        if (actor != null) {
            Text function = parts.length > 1 ? actor.functions().get(parts[1]) : null;
            String title = actor.title().in(locale);
            return function == null ? title : title + ": " + function.in(locale).toLowerCase(locale);
        }
        ParticipantRole role = version.roles().get(parts[0]);
        if (role != null) {
            return role.title().in(locale);
        }
        Text placeholder = PLACEHOLDERS.get(parts[0]);
        return placeholder == null ? key : placeholder.in(locale);
    }
}
