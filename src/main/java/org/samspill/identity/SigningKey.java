package org.samspill.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The key pair of the built-in issuer: made once and kept in the database, so that a restart and every node sign and check alike. */
@Component
class SigningKey {

    private static final String PURPOSE = "machine-tokens";

    private final JdbcClient jdbc;

    SigningKey(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    JWKSource<SecurityContext> source() {
        return new ImmutableJWKSet<>(new JWKSet(kept().orElseGet(this::make)));
    }

    private RSAKey make() {
        RSAKey key = generate();
        try {
            jdbc.sql("insert into identity_signing_key (purpose, jwk) values (:purpose, :jwk)")
                    .param("purpose", PURPOSE)
                    .param("jwk", key.toJSONString())
                    .update();
            return key;
        } catch (DuplicateKeyException anotherNodeWasFirst) {
            return kept().orElseThrow(() -> anotherNodeWasFirst);
        }
    }

    private Optional<RSAKey> kept() {
        return jdbc.sql("select jwk from identity_signing_key where purpose = :purpose")
                .param("purpose", PURPOSE)
                .query(String.class)
                .optional()
                .map(SigningKey::parse);
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static RSAKey parse(String jwk) {
        try {
            return RSAKey.parse(jwk);
        } catch (ParseException broken) {
            // The cause is left out on purpose: its message could carry the private key into the log.
            throw new IllegalStateException("The signing key in identity_signing_key cannot be read");
        }
    }
}
