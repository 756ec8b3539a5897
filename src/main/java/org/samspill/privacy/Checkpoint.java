package org.samspill.privacy;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The head of the chain at a time, signed.
 *
 * @param chain the database's own id, so that a checkpoint of one database says nothing of another
 */
record Checkpoint(long position, String head, Instant at, String chain, String keyId, String signature) {

    static Checkpoint sign(long position, String head, Instant at, String chain, SealKey key) {
        return new Checkpoint(position, head, at, chain, key.id(), key.sign(text(position, head, at, chain, key.id())));
    }

    private static String text(long position, String head, Instant at, String chain, String keyId) {
        return String.join("\n", "samspill-log", Long.toString(position), head, at.toString(), chain, keyId);
    }

    boolean genuine(SealKeys keys) {
        return keys.signed(keyId, text(position, head, at, chain, keyId), signature);
    }

    /** As a line that can stand in a file or be read out over the telephone. */
    String line() {
        return String.join(" ", Long.toString(position), head, at.toString(), chain, keyId, signature);
    }

    static Optional<Checkpoint> parse(String line) {
        String[] parts = line.strip().split(" ");
        try {
            return parts.length == 6
                    ? Optional.of(new Checkpoint(
                            Long.parseLong(parts[0]), parts[1], Instant.parse(parts[2]), parts[3], parts[4], parts[5]))
                    : Optional.empty();
        } catch (IllegalArgumentException | java.time.DateTimeException noCheckpoint) {
            return Optional.empty();
        }
    }

    static String newChain() {
        return UUID.randomUUID().toString();
    }
}
