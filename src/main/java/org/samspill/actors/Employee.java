package org.samspill.actors;

import java.util.Set;

/** Someone who works in an organisation, seen from that organisation. */
public record Employee(Person person, Set<String> functions, boolean leader) {

    public Employee {
        functions = Set.copyOf(functions);
    }
}
