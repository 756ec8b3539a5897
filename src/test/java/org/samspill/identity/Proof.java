package org.samspill.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;

/** A proof of possession (RFC 9449) for a POST, with what a test wants to be wrong in it. */
final class Proof {

    private final RSAKey key;
    private final String token;
    private final String address;
    private String method = "POST";
    private String type = "dpop+jwt";
    private int issued;

    Proof(RSAKey key, String token, String address) {
        this.key = key;
        this.token = token;
        this.address = address;
    }

    Proof method(String other) {
        this.method = other;
        return this;
    }

    Proof type(String other) {
        this.type = other;
        return this;
    }

    Proof issued(int secondsFromNow) {
        this.issued = secondsFromNow;
        return this;
    }

    SignedJWT build() {
        try {
            SignedJWT proof = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .type(new JOSEObjectType(type))
                            .jwk(key.toPublicJWK())
                            .build(),
                    new JWTClaimsSet.Builder()
                            .claim("htm", method)
                            .claim("htu", address)
                            .claim("ath", digest(token))
                            .issueTime(Peer.fromNow(issued))
                            .jwtID(UUID.randomUUID().toString())
                            .build());
            proof.sign(new RSASSASigner(key));
            return proof;
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String digest(String text) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
