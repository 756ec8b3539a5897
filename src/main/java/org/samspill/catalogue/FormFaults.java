package org.samspill.catalogue;

import java.util.ArrayList;
import java.util.List;

/** Collects faults while a form is read. */
final class FormFaults {

    private final List<FormFault> faults = new ArrayList<>();

    void error(String component, String kind, Object... arguments) {
        faults.add(new FormFault(component, kind, true, List.of(arguments)));
    }

    void warning(String component, String kind, Object... arguments) {
        faults.add(new FormFault(component, kind, false, List.of(arguments)));
    }

    List<FormFault> all() {
        return List.copyOf(faults);
    }
}
