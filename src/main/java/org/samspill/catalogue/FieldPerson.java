package org.samspill.catalogue;

import org.jspecify.annotations.Nullable;

/** A person as forms show one: the name, and the number where she is to be typed again. */
record FieldPerson(@Nullable String nationalId, String name) {}
