package org.samspill.catalogue;

import java.util.List;

/**
 * The one list of checks that a life event has to pass, with three callers: the build, the studio while drawing, and the deployment as the gate.
 * What a check says is in words for those who model; the security of the engine rests on the same list (what is not allowed is refused).
 */
public final class ModelChecks {

    private ModelChecks() {}

    /** Every finding about a folder, errors first; never an exception, whatever the files hold. */
    public static List<Finding> check(ModelFolder folder) {
        var findings = new Findings();
        ModelFolder readable = admitted(folder, findings);
        Reading reading = Reading.of(readable, findings);
        LifeEvent lifeEvent = reading.lifeEvent();
        boolean whole = readable.files().size() == folder.files().size() && reading.whole();
        if (lifeEvent == null || !whole) {
            // What leans on a file that cannot be read would only repeat it in other words.
            return findings.all();
        }
        new LifeEventChecks(reading, lifeEvent).check();
        new LengthChecks(reading, lifeEvent).check();
        boolean comesToRest = new CallChecks(reading, lifeEvent).check();
        for (ProcessModel process : lifeEvent.processes().values()) {
            new ShapeChecks(reading, process).check();
            new DiagramChecks(reading, process).check();
            new FlowChecks(reading, process).check();
            new ExpressionChecks(reading, lifeEvent, process).check();
            new EventChecks(reading, lifeEvent, process).check();
            new TaskChecks(reading, lifeEvent, process).check();
        }
        new DecisionChecks(reading, lifeEvent).check();
        new ContractChecks(reading, lifeEvent).check();
        if (comesToRest && lifeEvent.processes().containsKey(lifeEvent.key())) {
            new DataFlowChecks(reading, lifeEvent).check();
        }
        return findings.all();
    }

    /** The folder without the files that may not even be read. */
    private static ModelFolder admitted(ModelFolder folder, Findings findings) {
        ModelFolder admitted = folder;
        if (folder.files().size() > ModelLimits.MOST_FILES) {
            findings.error(
                    folder.own(""), null, "too-many-files", folder.files().size(), ModelLimits.MOST_FILES);
        }
        for (var entry : folder.files().entrySet()) {
            String file = entry.getKey();
            byte[] content = entry.getValue();
            boolean xml = file.endsWith(".bpmn") || file.endsWith(".dmn");
            if (xml && XmlGate.admit(file, content, findings) == null) {
                admitted = admitted.without(file);
            } else if (!xml && content.length > ModelLimits.LARGEST_FILE) {
                findings.error(file, null, "file-too-large", ModelLimits.LARGEST_FILE / 1000);
                admitted = admitted.without(file);
            }
        }
        return admitted;
    }
}
