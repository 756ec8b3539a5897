package org.samspill.catalogue;

import org.samspill.actors.Text;

/** The consent that a field asks for: its scope, and who would receive the data, in words. */
public record FieldConsent(ConsentScope scope, Text recipient) {}
