package org.samspill.catalogue;

import org.jspecify.annotations.Nullable;

/** Who does what stands in it. {@code key} is the lane's name as drawn ({@code municipality/barnekoordinator}), {@code name} the part before the slash, {@code function} what follows it. */
public record Lane(
        String key, LaneKind kind, String name, @Nullable String function) {}
