package org.samspill.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Checks client secrets against their bcrypt hash. A secret that fitted once is recognised by a keyed digest afterwards, so that a
 * machine's next token costs microseconds; the digest's key lives in this process alone.
 */
@Component
class ClientSecrets implements PasswordEncoder {

    /** Between the hashes of an organisation that has two secrets for a while; stands in no hash. */
    static final String BETWEEN = " ";

    private static final String DIGEST = "HmacSHA256";

    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder();
    private final SecretKeySpec key;

    /** By bcrypt hash, so that a changed secret is never answered from here; one entry per client. */
    private final Map<String, byte[]> fitted = new ConcurrentHashMap<>();

    ClientSecrets() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, DIGEST);
    }

    @Override
    public String encode(CharSequence secret) {
        return bcrypt.encode(secret);
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String hashes) {
        return secret != null
                && hashes != null
                && Stream.of(hashes.split(BETWEEN)).anyMatch(hash -> fits(secret, hash));
    }

    private boolean fits(CharSequence secret, String hash) {
        byte[] digest = digest(secret);
        byte[] known = fitted.get(hash);
        if (known != null && MessageDigest.isEqual(known, digest)) {
            return true;
        }
        boolean fits = bcrypt.matches(secret, hash);
        if (fits) {
            fitted.put(hash, digest);
        }
        return fits;
    }

    private byte[] digest(CharSequence secret) {
        try {
            Mac mac = Mac.getInstance(DIGEST);
            mac.init(key);
            return mac.doFinal(secret.toString().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
