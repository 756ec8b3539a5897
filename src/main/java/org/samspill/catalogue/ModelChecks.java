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
        Reading.of(folder, findings);
        return findings.all();
    }
}
