package org.samspill.web;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much each caller may ask of this node ({@code samspill.limits}), so that one who asks too much is told to wait and the others notice nothing.
 *
 * @param machines what all machines of one organisation may ask together
 * @param organisations another measure for some organisations, by number
 * @param people what one person may ask from her pages
 * @param credentials how often passwords and client secrets may be tried from one address, right or wrong; wrong ones are slowed down long before
 */
@ConfigurationProperties("samspill.limits")
record Limits(
        @DefaultValue Machines machines,
        @DefaultValue Map<String, Rate> organisations,
        @DefaultValue People people,
        @DefaultValue Credentials credentials) {

    /**
     * So many requests a second in the long run, and so many at once after a quiet while.
     */
    record Rate(int perSecond, int burst) {}

    /** @see Limits#machines */
    record Machines(
            @DefaultValue("200") int perSecond,
            @DefaultValue("1000") int burst) {}

    /** @see Limits#people */
    record People(
            @DefaultValue("20") int perSecond,
            @DefaultValue("300") int burst) {}

    /** @see Limits#credentials */
    record Credentials(
            @DefaultValue("20") int perSecond,
            @DefaultValue("200") int burst) {}

    Rate ofOrganisation(String number) {
        return organisations.getOrDefault(number, new Rate(machines.perSecond(), machines.burst()));
    }

    Rate ofPeople() {
        return new Rate(people.perSecond(), people.burst());
    }

    Rate ofCredentials() {
        return new Rate(credentials.perSecond(), credentials.burst());
    }
}
