package org.samspill.catalogue;

import java.util.List;

/** A form as far as it could be read, and what is wrong with it. A form with faults can be previewed, but not published. */
public record FormParsed(Form form, List<FormFault> faults) {

    public FormParsed {
        faults = List.copyOf(faults);
    }
}
