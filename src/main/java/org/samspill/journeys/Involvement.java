package org.samspill.journeys;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Ties;

/**
 * A journey beside somebody who may have to do with it, as they are at one moment: what her page asks of people and of the journey, read in a question each.
 * What she may see and do there is said by {@link Representation}.
 *
 * @param ties what she is to others
 * @param positions where its tokens stand
 * @param awaited the messages that somewhere in it are waited for
 * @param subject what its own data call whom or what it is about; null when that is a person we know, and while it has no name
 */
public record Involvement(
        Journey journey,
        Ties ties,
        List<Journeys.Position> positions,
        Set<String> awaited,
        @Nullable String subject) {}
