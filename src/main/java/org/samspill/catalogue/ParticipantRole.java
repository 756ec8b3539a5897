package org.samspill.catalogue;

import org.samspill.actors.Text;

/** What a person is in a journey (guardian, founder, heir); a lane with its key holds that person's tasks. */
public record ParticipantRole(String key, Text title) {}
