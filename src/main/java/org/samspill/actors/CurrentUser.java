package org.samspill.actors;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The person who is signed in, with the one organisation she acts for now; a controller parameter of this type is filled by `web`.
 * Prints as her id, so that logs carry no name.
 *
 * @param organisation empty for a citizen
 * @param functions what she does in that organisation
 * @param level how sure her issuer is of who she is
 */
public record CurrentUser(
        PersonId person,
        String name,
        @Nullable Organisation organisation,
        Set<String> functions,
        boolean leader,
        Set<Role> roles,
        AssuranceLevel level) {

    public CurrentUser {
        functions = Set.copyOf(functions);
        roles = Set.copyOf(roles);
    }

    /** Someone whom the program knows by itself, and so to the highest level. */
    public CurrentUser(
            PersonId person,
            String name,
            @Nullable Organisation organisation,
            Set<String> functions,
            boolean leader,
            Set<Role> roles) {
        this(person, name, organisation, functions, leader, roles, AssuranceLevel.HIGH);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    /** True when her organisation has given her the right to know of people whose address is protected; leading it is not enough. */
    public boolean knowsProtected() {
        return functions.contains(Protection.RIGHT);
    }

    /** True when she acts for the organisation. */
    public boolean worksAt(OrganisationNumber number) {
        return organisation != null && organisation.number().equals(number);
    }

    @Override
    public String toString() {
        return "CurrentUser[" + person + "]";
    }
}
