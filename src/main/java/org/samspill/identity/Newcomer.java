package org.samspill.identity;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.AssuranceLevel;
import org.samspill.actors.Role;

/**
 * Someone whom an issuer has vouched for and who is not signed in yet: she may have to choose the organisation that she acts for.
 *
 * @param issuer our name of the issuer
 * @param person her id with us
 * @param places where she may act; empty for a citizen
 * @param providerSession the issuer's name of her session there
 * @param arrived when, in milliseconds; a choice must be made soon
 */
record Newcomer(
        String issuer,
        String person,
        AssuranceLevel level,
        List<Place> places,
        @Nullable String providerSession,
        String idToken,
        long arrived)
        implements Serializable {

    /**
     * An organisation that an employee may act for, and what her issuer's word gives her there.
     *
     * @param granted whether functions and leadership are the issuer's to give; otherwise she has those that stand with us
     */
    record Place(String number, String name, Set<Role> roles, Set<String> functions, boolean leader, boolean granted)
            implements Serializable {}
}
