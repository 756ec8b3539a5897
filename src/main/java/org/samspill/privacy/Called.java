package org.samspill.privacy;

/**
 * A datum that only a called process knew and that law wants archived.
 *
 * @param instance the engine's id of that process
 * @param process its key
 * @param person the id of the one participant whom it was about; empty when it was about the whole journey
 * @param value as a journey keeps it
 */
public record Called(String instance, String process, String person, String name, Object value) {}
