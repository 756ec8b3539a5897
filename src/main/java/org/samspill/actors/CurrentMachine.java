package org.samspill.actors;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The organisation whose machine calls, as its token says; a controller parameter of this type is filled by `web`.
 *
 * @param supplier who runs the machine on behalf of the organisation; gives no right of its own
 * @param confinedTo the one person whose matters the token is good for; empty for all that the organisation has
 */
public record CurrentMachine(
        OrganisationNumber organisation,
        Set<String> scopes,
        @Nullable OrganisationNumber supplier,
        @Nullable NationalId confinedTo) {

    public CurrentMachine {
        scopes = Set.copyOf(scopes);
    }
}
