package org.samspill.privacy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.samspill.actors.PersonId;

/**
 * What left, as one number that cannot be read backwards: SHA-256 over a salt and the names and values in the order of the names. Many values are easily
 * guessed, so the salt stands apart from the hash and can be thrown away with the data; without it the hash says nothing, and the log's chain still holds.
 */
record Fingerprint(String salt, String hash) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT_BYTES = 16;

    /**
     * @param person describes someone whom a journey's data know by id alone
     */
    static Fingerprint of(Map<String, ?> values, Function<PersonId, String> person) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return of(HexFormat.of().formatHex(salt), values, person);
    }

    static Fingerprint of(String salt, Map<String, ?> values, Function<PersonId, String> person) {
        RowBytes bytes = new RowBytes().add(salt);
        new TreeMap<>(values).forEach((name, value) -> {
            bytes.add(name);
            if (value instanceof List<?> list) {
                bytes.add(Integer.toString(list.size()));
                list.forEach(entry -> bytes.add(person.apply(new PersonId(String.valueOf(entry)))));
            } else {
                bytes.add(String.valueOf(value));
            }
        });
        return new Fingerprint(salt, HexFormat.of().formatHex(sha256().digest(bytes.toBytes())));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
