package org.samspill.privacy;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.PersonId;

/**
 * To whom data would be released: an organisation's machine, a person at work there, or a participant of the journey.
 *
 * @param organisation for whom it is received; null for a participant
 * @param supplier who runs the machine on the organisation's behalf; null when it does so itself
 * @param person null for a machine
 * @param role the participant's role; null at work
 * @param knowsWhereabouts true when she may know where people are whose address is protected; a machine's contract says it of the machine
 */
public record Recipient(
        @Nullable OrganisationNumber organisation,
        @Nullable OrganisationNumber supplier,
        @Nullable PersonId person,
        Set<String> functions,
        boolean leader,
        @Nullable String role,
        boolean knowsWhereabouts) {

    public Recipient {
        functions = Set.copyOf(functions);
    }

    public static Recipient machine(OrganisationNumber organisation, @Nullable OrganisationNumber supplier) {
        return new Recipient(organisation, supplier, null, Set.of(), false, null, false);
    }

    /** Someone at work in the organisation that she acts for now. */
    public static Recipient employee(CurrentUser user) {
        Organisation organisation = user.organisation();
        return new Recipient(
                organisation == null ? null : organisation.number(),
                null,
                user.person(),
                user.functions(),
                user.leader(),
                null,
                user.knowsProtected());
    }

    /** Someone who takes part in the journey in this role; where its people are she may know when she lives with them. */
    public static Recipient participant(PersonId person, String role, boolean knowsWhereabouts) {
        return new Recipient(null, null, person, Set.of(), false, role, knowsWhereabouts);
    }

    boolean machine() {
        return person == null;
    }

    /** As what she received it: her functions at work, or her role in the journey. */
    @Nullable
    String capacity() {
        if (role != null) {
            return role;
        }
        String all = String.join(",", functions.stream().sorted().toList());
        return all.isEmpty() ? null : all;
    }
}
