package org.samspill.catalogue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a fact comes from, in words that people read ({@code Folkeregisteret}), and when it was delivered. */
public record FormOrigin(String from, @Nullable Instant at) {}
