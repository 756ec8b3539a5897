package org.samspill.actors;

import java.util.Set;

/** The organisation whose machine calls, as its bearer token says; a controller parameter of this type is filled by `web`. */
public record CurrentMachine(OrganisationNumber organisation, Set<String> scopes) {

    public CurrentMachine {
        scopes = Set.copyOf(scopes);
    }
}
