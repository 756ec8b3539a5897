package org.samspill.agencies;

import java.util.List;
import org.samspill.catalogue.Checked;

/** Variables that break the contract, each with what is wrong with it. */
class UnfitVariables extends RuntimeException {

    private final transient List<Checked.Wrong> problems;

    UnfitVariables(List<Checked.Wrong> problems) {
        this.problems = List.copyOf(problems);
    }

    List<Checked.Wrong> problems() {
        return problems;
    }
}
