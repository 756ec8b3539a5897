package org.samspill.identity;

import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers which proofs of possession have been shown, on all nodes, for longer than a proof is good. */
@Component
class UsedProofs {

    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final JdbcClient jdbc;

    UsedProofs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is shown once: a proof by its key and number, a token by its issuer and number. */
    record Named(String name) {}

    /** True for the first showing of a proof that has been checked already. */
    boolean first(String proof) {
        try {
            SignedJWT signed = SignedJWT.parse(proof);
            String key = signed.getHeader().getJWK().computeThumbprint()
                    + " "
                    + signed.getJWTClaimsSet().getJWTID();
            return first(new Named(key));
        } catch (ParseException | com.nimbusds.jose.JOSEException impossible) {
            throw new IllegalStateException("A proof that was checked cannot be read", impossible);
        }
    }

    /** True for the first showing of what has this name. */
    boolean first(Named shown) {
        OffsetDateTime now = Instant.ofEpochMilli(System.currentTimeMillis()).atOffset(ZoneOffset.UTC);
        jdbc.sql("delete from identity_used_proof where shown_at < :old")
                .param("old", now.minus(REMEMBERED))
                .update();
        try {
            jdbc.sql("insert into identity_used_proof (digest, shown_at) values (:digest, :now)")
                    .param("digest", digest(shown.name()))
                    .param("now", now)
                    .update();
            return true;
        } catch (DuplicateKeyException again) {
            return false;
        }
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
