package org.samspill.catalogue;

import org.jspecify.annotations.Nullable;

/** One value that a call activity passes to the called process or takes back: a datum ({@code source}) or a literal text, under the name {@code target}. */
public record Parameter(
        String target, @Nullable String source, @Nullable String literal) {}
