package org.samspill.agencies;

import java.util.List;
import org.samspill.actors.OrganisationNumber;

/** Machines of organisations that run inside this program, to be stopped and started by an operator; the demo's agencies are such. */
public interface AgencySwitches {

    /** One machine and whether it works now. */
    record State(OrganisationNumber organisation, String name, boolean running) {}

    /** Every machine that can be switched, by name. */
    List<State> states();

    /** Lets it fetch work; nothing happens when it does already, or when there is no such machine. */
    void start(OrganisationNumber organisation);

    /** Lets it finish what it holds and fetch no more. */
    void stop(OrganisationNumber organisation);
}
