package org.samspill.catalogue;

import org.samspill.actors.Text;

/** One thing an actor delivers; its key ({@code nav.pleiepenger.decide}) is the topic of the engine's external task. */
public record Service(String key, String actor, Text title, Contract contract) {}
