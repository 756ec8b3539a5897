package org.samspill.identity;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The other side: a server of somebody else that plays Maskinporten, HelseID, ID-porten, Ansattporten and Entra ID over HTTP. Tokens have the shapes
 * of those issuers (`identity/*.json`) and come from its endpoints; those that it would never give are signed here with its keys.
 */
final class Peer {

    static final String AUDIENCE = "https://samspill.example.no/";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final KeyProvider KEYS = new KeyProvider();
    private static final MockOAuth2Server SERVER = new MockOAuth2Server(new OAuth2Config(
            false, null, null, false, new OAuth2TokenProvider(KEYS, (Instant) null), java.util.Set.of()));

    private static final String CLIENT_KEY = clientKey();

    static {
        SERVER.start();
    }

    private Peer() {}

    /** Tells a program under test where the peers are. */
    static class Known implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(Map.of(
                            "peer.maskinporten", Peer.base("maskinporten"),
                            "peer.helseid", Peer.base("helseid"),
                            "peer.id-porten", Peer.base("id-porten"),
                            "peer.ansattporten", Peer.base("ansattporten"),
                            "peer.entra", Peer.base("entra"),
                            "peer.silent", "http://localhost:9/silent",
                            "peer.client-key", CLIENT_KEY))
                    .applyTo(context);
        }
    }

    static String base(String issuer) {
        String url = SERVER.issuerUrl(issuer).toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** The issuer's name in its tokens; Maskinporten's ends with a slash. */
    static String name(String issuer) {
        return issuer.equals("maskinporten") ? base(issuer) + "/" : base(issuer);
    }

    /** The claims of a shape. */
    static Map<String, Object> shape(String file) {
        try (InputStream stream =
                Objects.requireNonNull(Peer.class.getResourceAsStream("/identity/" + file + ".json"))) {
            return new LinkedHashMap<>(JSON.readValue(stream, new TypeReference<Map<String, Object>>() {}));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The next token that the issuer gives has these claims. */
    static void willSay(String issuer, String subject, List<String> audience, Map<String, Object> claims) {
        Map<String, Object> all = new LinkedHashMap<>(claims);
        all.putIfAbsent("iss", name(issuer));
        SERVER.enqueueCallback(new DefaultOAuth2TokenCallback(issuer, subject, "JWT", audience, all, 600));
    }

    /** Asks the issuer's token endpoint, as a machine does. */
    static String clientCredentials(String issuer) {
        try {
            var answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            SERVER.tokenEndpointUrl(issuer).uri())
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .header(
                                            "Authorization",
                                            "Basic " + Base64.getEncoder().encodeToString("machine:secret".getBytes()))
                                    .POST(HttpRequest.BodyPublishers.ofString(
                                            "grant_type=client_credentials&scope=samspill%3Awork"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return JSON.readTree(answer.body()).path("access_token").asText();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** A token as the issuer would sign it, with our audience and good for a minute. */
    static JWTClaimsSet.Builder claims(String issuer, Map<String, Object> shape) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder();
        shape.forEach(claims::claim);
        return claims.issuer(name(issuer))
                .audience(AUDIENCE)
                .issueTime(fromNow(0))
                .expirationTime(fromNow(60))
                .jwtID(UUID.randomUUID().toString());
    }

    static String signed(String issuer, JWTClaimsSet claims) {
        return signed(header(issuer).build(), claims, key(issuer));
    }

    static JWSHeader.Builder header(String issuer) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key(issuer).getKeyID())
                .type(JOSEObjectType.JWT);
    }

    static String signed(JWSHeader header, JWTClaimsSet claims, RSAKey key) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String clientKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("ours").generate().toJSONString();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Where the issuer sends a browser that comes to this address; nobody has to type anything. */
    static URI sentBackFrom(String address) {
        try {
            var answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(address)).GET().build(),
                            HttpResponse.BodyHandlers.ofString());
            return URI.create(answer.headers().firstValue("Location").orElseThrow());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    static RSAKey key(String issuer) {
        return KEYS.signingKey(issuer).toRSAKey();
    }

    static Date fromNow(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }
}
