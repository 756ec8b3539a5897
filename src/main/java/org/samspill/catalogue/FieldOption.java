package org.samspill.catalogue;

import org.samspill.actors.Text;

/** One answer that a field offers: the value that is kept and the text that people read. */
public record FieldOption(String value, Text label) {}
