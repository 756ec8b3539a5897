package org.samspill.privacy;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.catalogue.Category;
import org.samspill.catalogue.ConsentScope;
import org.samspill.catalogue.Datum;
import org.samspill.catalogue.LifeEvent;
import org.springframework.stereotype.Component;

/**
 * The one rule that says which data of a journey may be told to whom and for what. Every exit asks it, so what it does not allow leaves nowhere.
 * A datum may be told when all of these hold:
 * <ol>
 *   <li>the recipient has the work: its organisation, and there the function that the work is for; or the participant's role;
 *   <li>every consent that the work rests on holds now;
 *   <li>the contract or the form names the datum, and the dictionary describes it;
 *   <li>each of those consents covers its category;
 *   <li>where somebody's address is protected: who is at work there has the right to know of it, a machine's contract takes it, and a participant who does
 *       not live with the protected one is told nothing that could say where she is.
 * </ol>
 */
@Component
public class DisclosureRule {

    private final Consents consents;

    DisclosureRule(Consents consents) {
        this.consents = consents;
    }

    /** See {@link Now#mayTell}. */
    public boolean mayTell(Ground ground, Recipient recipient) {
        return now(Set.of(ground.journey())).mayTell(ground, recipient);
    }

    /** See {@link Now#allowed}. */
    public Set<String> allowed(Ground ground, Recipient recipient) {
        return now(Set.of(ground.journey())).allowed(ground, recipient);
    }

    /** The rule for a page that tells of much work in these journeys: their consents are read once, when the first piece rests on one. */
    public Now now(Collection<String> journeys) {
        return new Now(Set.copyOf(journeys));
    }

    /** The rule with the consents of some journeys as they are now; made for one page and thrown away. */
    public final class Now {

        private final Set<String> journeys;
        private @Nullable Agreements agreements;

        private Now(Set<String> journeys) {
            this.journeys = journeys;
        }

        /** True when the recipient may be told that the work waits, and what it is about. */
        public boolean mayTell(Ground ground, Recipient recipient) {
            return hasWork(ground, recipient)
                    && (!ground.guarded() || recipient.role() != null || knowsWhereabouts(ground, recipient))
                    && ground.scopes().stream().allMatch(scope -> holds(ground.journey(), scope));
        }

        private boolean holds(String journey, String scope) {
            if (agreements == null) {
                agreements = consents.agreements(journeys);
            }
            return agreements.holds(journey, scope);
        }

        /** The names that may be told now; none when nothing may. */
        public Set<String> allowed(Ground ground, Recipient recipient) {
            Set<String> allowed = new LinkedHashSet<>();
            if (mayTell(ground, recipient)) {
                ground.names().stream()
                        .sorted()
                        .filter(name -> ground.lifeEvent()
                                .data()
                                .find(name)
                                .filter(datum -> covered(datum, ground))
                                .filter(datum ->
                                        !ground.guarded() || !datum.tellsWhere() || knowsWhereabouts(ground, recipient))
                                .isPresent())
                        .forEach(allowed::add);
            }
            return allowed;
        }

        /**
         * True when someone may be called by name. Who is known by number may: the number identifies already, and people know each other by names.
         * It holds for people who read, never for machines, which are given what the contract names.
         *
         * @param whom the first part of the data's names: {@code child}, {@code organisation}, {@code applicant}
         */
        public boolean mayName(Ground ground, Recipient recipient, String whom) {
            if (recipient.machine()) {
                return false;
            }
            Set<String> allowed = allowed(ground, recipient);
            return allowed.contains(whom + ".name")
                    || allowed.contains(whom + ".nationalId")
                    || allowed.contains(whom + ".number");
        }
    }

    private static boolean hasWork(Ground ground, Recipient recipient) {
        if (recipient.role() != null) {
            return recipient.role().equals(ground.role());
        }
        return recipient.organisation() != null
                && recipient.organisation().equals(ground.holder())
                && (recipient.machine()
                        || ground.function() == null
                        || recipient.leader()
                        || recipient.functions().contains(ground.function()));
    }

    private static boolean knowsWhereabouts(Ground ground, Recipient recipient) {
        return recipient.machine()
                ? ground.service() != null && ground.service().contract().takesProtected()
                : recipient.knowsWhereabouts();
    }

    private static boolean covered(Datum datum, Ground ground) {
        return ground.scopes().stream().allMatch(scope -> covers(ground.lifeEvent(), scope, datum.category()));
    }

    private static boolean covers(LifeEvent lifeEvent, String scope, Category category) {
        ConsentScope asked = lifeEvent.consents().get(scope);
        return asked != null && asked.categories().contains(category);
    }
}
