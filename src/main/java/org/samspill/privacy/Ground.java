package org.samspill.privacy;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Text;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.Service;

/**
 * What a release of data leans on: a piece of work in a journey, whose it is, and the names that its contract or form gives a right to.
 *
 * @param workItem id of the work
 * @param step id of the work's element in its diagram
 * @param stepTitle what the step is called: the purpose, where no contract says one
 * @param holder the organisation that has the work; null for a participant's task, or when nobody has it
 * @param function whom in the organisation the work is for; null for anyone
 * @param role the participant's role that has the work; null for an organisation's
 * @param service null for a user task
 * @param names what the contract reads, or the form shows or asks for
 * @param scopes the consents that the work rests on; empty when it rests on law alone
 * @param guarded true while somebody in the journey has a protected address
 */
public record Ground(
        String journey,
        LifeEvent lifeEvent,
        String workItem,
        String step,
        Text stepTitle,
        @Nullable OrganisationNumber holder,
        @Nullable String function,
        @Nullable String role,
        @Nullable Service service,
        Set<String> names,
        Set<String> scopes,
        boolean guarded) {

    public Ground {
        names = Set.copyOf(names);
        scopes = Set.copyOf(scopes);
    }

    /** The same work as ground for other data: what its holder brought into the journey by it. */
    public Ground naming(Set<String> others) {
        return new Ground(
                journey, lifeEvent, workItem, step, stepTitle, holder, function, role, service, others, scopes,
                guarded);
    }

    Text purpose() {
        return service == null ? stepTitle : service.contract().purpose();
    }

    /** Act and section; null where the step is nobody's service. */
    @Nullable
    String legalBasis() {
        return service == null
                ? null
                : service.contract().legalBasis().act() + " "
                        + service.contract().legalBasis().section();
    }
}
