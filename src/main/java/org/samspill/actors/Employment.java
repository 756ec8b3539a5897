package org.samspill.actors;

import java.util.Set;

/**
 * A person's place in an organisation.
 *
 * @param functions what the person does there (keys of an actor's functions)
 * @param leader true for who receives what is escalated
 */
public record Employment(Organisation organisation, Set<String> functions, boolean leader) {

    public Employment {
        functions = Set.copyOf(functions);
    }
}
