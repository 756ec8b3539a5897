package org.samspill.work;

import java.util.Set;
import java.util.stream.Collectors;
import org.samspill.actors.PersonId;
import org.samspill.actors.Protections;
import org.samspill.journeys.Guard;
import org.samspill.journeys.Journey;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * A parent from whom the register hides where the child is need not agree to consents for as long as it does (domain guide 1.3: exemptions of joint custody).
 * Where it is hidden from every parent nobody is exempt: somebody has to answer for the child.
 */
@Component
class HiddenParents implements Guard {

    private final ObjectProvider<JointConsent> joint;
    private final ObjectProvider<Journeys> journeys;
    private final Protections protections;

    HiddenParents(ObjectProvider<JointConsent> joint, ObjectProvider<Journeys> journeys, Protections protections) {
        this.joint = joint;
        this.journeys = journeys;
        this.protections = protections;
    }

    @Override
    public void changed(JourneyId journey, boolean guarded) {
        joint.getObject()
                .hiddenFrom(
                        journey,
                        guarded
                                ? journeys.getObject()
                                        .find(journey)
                                        .map(this::hiddenFrom)
                                        .orElse(Set.of())
                                : Set.of());
    }

    private Set<PersonId> hiddenFrom(Journey journey) {
        PersonId child = journey.subjectPerson();
        if (child == null) {
            return Set.of();
        }
        Set<PersonId> parents = joint.getObject().parents(journey);
        Set<PersonId> hidden = parents.stream()
                .filter(parent -> !protections.mayTellWhere(child, parent))
                .collect(Collectors.toSet());
        return hidden.size() < parents.size() ? hidden : Set.of();
    }
}
