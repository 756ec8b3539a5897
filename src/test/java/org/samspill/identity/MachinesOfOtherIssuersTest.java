package org.samspill.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.samspill.identity.Peer.fromNow;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.samspill.Attack;
import org.samspill.Attacks;
import org.samspill.Http;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Machines with tokens of Maskinporten's and HelseID's shapes. Who they are shows in what they may send: only a hospital reports a child ill. */
@IdentityTest
@Attack(Attacks.F28)
class MachinesOfOtherIssuersTest {

    private static final String FETCH = "/engine-rest/external-task/fetchAndLock";
    private static final String EVENTS = "/api/events";
    private static final String EMIL = "14831966573";
    private static final String SARA = "02881670219";
    private static final String HOSPITAL = "210103333";
    private static final String NAV = "210010009";

    @LocalServerPort
    int port;

    @Test
    void maskinportensTokenFromItsEndpointSpeaksForTheConsumer() {
        String token = fetched("maskinporten", Peer.shape("maskinporten"));
        assertThat(bearing(token).post(FETCH, nothing()).status()).isEqualTo(200);
        assertThat(report(bearing(token), EMIL).status()).isEqualTo(202);
    }

    @Test
    void theClientsOwnNumberGivesNothing() {
        Map<String, Object> nav = Peer.shape("maskinporten");
        nav.put("consumer", consumer("0192:" + NAV));
        nav.put("client_id", HOSPITAL);
        nav.put("client_orgno", HOSPITAL);
        assertThat(report(bearing(fetched("maskinporten", nav)), EMIL).status()).isEqualTo(403);
    }

    @Test
    void aSupplierActsForTheConsumerAndIsWrittenDownOnce() {
        String token = fetched("maskinporten", Peer.shape("maskinporten-delegated"));
        try (SecurityLog log = new SecurityLog()) {
            assertThat(report(bearing(token), EMIL).status()).isEqualTo(202);
            assertThat(bearing(token).post(FETCH, nothing()).status()).isEqualTo(200);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("event=supplier-came-in", "organisation=\"" + HOSPITAL, "supplier=\"" + NAV);
        }
    }

    @Test
    void aSystemUserActsForItsOwnerUnderAnAgreementAndElseForTheConsumer() {
        Map<String, Object> agreed = Peer.shape("maskinporten-system-user");
        assertThat(report(bearing(fetched("maskinporten", agreed)), EMIL).status())
                .isEqualTo(202);
        Map<String, Object> other = Peer.shape("maskinporten-system-user");
        Map<String, Object> user =
                new HashMap<>((Map<String, Object>) ((List<?>) other.get("authorization_details")).get(0));
        user.put("system_id", "210010009_other");
        other.put("authorization_details", List.of(user));
        String token = fetched("maskinporten", other);
        assertThat(bearing(token).post(FETCH, nothing()).status()).isEqualTo(200);
        assertThat(report(bearing(token), EMIL).status()).isEqualTo(403);
    }

    @Test
    void helseIdsTokenNeedsTheProofOfItsKey() throws Exception {
        RSAKey own = new RSAKeyGenerator(2048).generate();
        String token = fetched("helseid", bound(own));
        assertThat(report(proving(token, proof(own, token, EVENTS).build(), own), EMIL)
                        .status())
                .isEqualTo(202);
        assertThat(proving(token, proof(own, token, FETCH).build(), own)
                        .post(FETCH, nothing())
                        .status())
                .isEqualTo(200);
    }

    static Stream<Arguments> wrongClaims() {
        return Stream.of(
                claims("issuer without its slash", with -> with.issuer(Peer.base("maskinporten"))),
                claims("an issuer of people", with -> with.issuer(Peer.name("id-porten"))),
                claims("audience of another", with -> with.audience("https://other.example.no/")),
                claims("no audience", with -> with.audience((String) null)),
                claims("audience unspecified", with -> with.audience("unspecified")),
                claims("expired", with -> with.expirationTime(fromNow(-61))),
                claims("never expires", with -> with.expirationTime(null)),
                claims("from the future", with -> with.issueTime(fromNow(90))),
                claims("not yet good", with -> with.notBeforeTime(fromNow(90))),
                claims("no consumer", with -> with.claim("consumer", null)),
                claims("consumer as text", with -> with.claim("consumer", "0192:" + HOSPITAL)),
                claims(
                        "another scheme",
                        with -> with.claim("consumer", Map.of("authority", "x", "ID", "0192:" + HOSPITAL))),
                claims("another register", with -> with.claim("consumer", consumer("0007:" + HOSPITAL))),
                claims("wrong check digit", with -> with.claim("consumer", consumer("0192:210103334"))),
                claims("one part too many", with -> with.claim("consumer", consumer("0192:" + HOSPITAL + ":1"))),
                claims("supplier without a delegation", with -> with.claim("supplier", consumer("0192:" + NAV))),
                claims("supplier with a delegation of nobody we know", with -> with.claim(
                                "supplier", consumer("0192:" + NAV))
                        .claim("delegation_source", "https://elsewhere.example/")),
                claims("supplier under another scheme", with -> with.claim(
                                "supplier", Map.of("authority", "x", "ID", "0192:" + NAV))
                        .claim("delegation_source", "https://tt02.altinn.example/")),
                claims("confined to nobody", with -> with.claim("pid", "12345678901")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongClaims")
    void aTokenWithOneWrongClaimIsRefused(String what, UnaryOperator<JWTClaimsSet.Builder> change) {
        assertThat(bearing(Peer.signed("maskinporten", right().build()))
                        .post(FETCH, nothing())
                        .status())
                .isEqualTo(200);
        refused(bearing(Peer.signed("maskinporten", change.apply(right()).build())), 401, "invalid-token");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {
                "samspill",
                "samspill:workers",
                "samspill:work.read",
                "samspill:work other:work",
                "other:work",
                ""
            })
    void aTokenWithLessOrMoreThanOurScopeIsForbidden(String scope) {
        refused(
                bearing(Peer.signed(
                        "maskinporten", right().claim("scope", scope).build())),
                403,
                "forbidden");
    }

    @Test
    void aForeignSignatureOrNoneIsRefused() throws Exception {
        JWTClaimsSet claims = right().build();
        RSAKey foreign = new RSAKeyGenerator(2048).keyID("foreign").generate();
        JWSHeader known = Peer.header("maskinporten").build();
        SignedJWT shared = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(known.getKeyID())
                        .build(),
                claims);
        shared.sign(new MACSigner(Peer.key("maskinporten").toRSAPublicKey().getEncoded()));
        for (String token : List.of(
                new PlainJWT(claims).serialize(),
                shared.serialize(),
                Peer.signed(known, claims, foreign),
                Peer.signed(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID("unknown")
                                .build(),
                        claims,
                        foreign),
                Peer.signed(new JWSHeader.Builder(JWSAlgorithm.RS256).build(), claims, foreign),
                Peer.signed(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID("foreign")
                                .jwkURL(URI.create(Peer.base("attacker") + "/jwks"))
                                .x509CertURL(URI.create(Peer.base("attacker") + "/x5u"))
                                .jwk(foreign.toPublicJWK())
                                .build(),
                        claims,
                        foreign),
                Peer.signed(Peer.header("helseid").build(), claims, Peer.key("helseid")),
                "rubbish",
                "a.b.c")) {
            refused(bearing(token), 401, "invalid-token");
        }
    }

    @Test
    void aTokenForSomethingElseIsRefused() {
        for (String type : List.of("logout+jwt", "dpop+jwt", "token-introspection+jwt")) {
            JWSHeader header =
                    Peer.header("maskinporten").type(new JOSEObjectType(type)).build();
            refused(bearing(Peer.signed(header, right().build(), Peer.key("maskinporten"))), 401, "invalid-token");
        }
    }

    @Test
    void whatAPersonGotAtSignInOpensNoDoorForMachines() {
        JWTClaimsSet idToken = Peer.claims("id-porten", Peer.shape("id-porten"))
                .audience("samspill-citizens")
                .build();
        refused(bearing(Peer.signed("id-porten", idToken)), 401, "invalid-token");
        JWTClaimsSet accessToken = Peer.claims("id-porten", Peer.shape("maskinporten"))
                .claim("pid", EMIL)
                .build();
        refused(bearing(Peer.signed("id-porten", accessToken)), 401, "invalid-token");
        JWTClaimsSet idTokenOfTheMachinesIssuer = Peer.claims("maskinporten", Peer.shape("id-porten"))
                .audience("samspill-citizens")
                .build();
        refused(bearing(Peer.signed("maskinporten", idTokenOfTheMachinesIssuer)), 401, "invalid-token");
    }

    @Test
    void aMachinesTokenOpensNoPage() {
        var answer = bearing(Peer.signed("maskinporten", right().build()))
                .with("Accept", "text/html")
                .get("/my");
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.location()).contains("/sign-in");
    }

    @Test
    void aTokenConfinedToOnePersonIsGoodForHerMattersAlone() {
        String token = Peer.signed("maskinporten", right().claim("pid", EMIL).build());
        assertThat(report(bearing(token), EMIL).status()).isEqualTo(202);
        try (SecurityLog log = new SecurityLog()) {
            problem(report(bearing(token), SARA), 403, "forbidden");
            assertThat(log.lines()).hasSize(1);
        }
        problem(bearing(token).post(FETCH, nothing()), 403, "forbidden");
        problem(
                bearing(token)
                        .post(
                                "/api/journeys",
                                "{\"lifeEvent\": \"seriously-ill-child\", \"event\": \"DiagnosisOrConcernRegistered\","
                                        + " \"data\": {\"child.nationalId\": \"" + SARA + "\"}}"),
                403,
                "forbidden");
    }

    @Test
    void aLevelThatIsTooLowIsRefused() throws Exception {
        for (Object level : new Object[] {"3", "idporten-loa-substantial", "Level4", 4, null}) {
            RSAKey own = new RSAKeyGenerator(2048).generate();
            Map<String, Object> shape = bound(own);
            shape.put("helseid://claims/identity/security_level", level);
            String token = Peer.signed("helseid", Peer.claims("helseid", shape).build());
            refused(proving(token, proof(own, token, FETCH).build(), own), 401, "invalid-token");
        }
    }

    @Test
    void aProofIsGoodOnceAndForItsOwnRequestAlone() throws Exception {
        RSAKey own = new RSAKeyGenerator(2048).generate();
        RSAKey other = new RSAKeyGenerator(2048).generate();
        String token = Peer.signed("helseid", Peer.claims("helseid", bound(own)).build());
        String used = proof(own, token, FETCH).build().serialize();
        assertThat(proving(token, used).post(FETCH, nothing()).status()).isEqualTo(200);
        refused(proving(token, used), 401, "invalid-token");
        refused(proving(token, proof(own, token, "/api/events").build(), own), 401, "invalid-token");
        refused(proving(token, proof(own, token + "x", FETCH).build(), own), 401, "invalid-token");
        refused(proving(token, proof(own, token, FETCH).method("GET").build(), own), 401, "invalid-token");
        refused(proving(token, proof(own, token, FETCH).issued(-600).build(), own), 401, "invalid-token");
        refused(proving(token, proof(own, token, FETCH).type("JWT").build(), own), 401, "invalid-token");
        refused(proving(token, proof(other, token, FETCH).build(), other), 401, "invalid-token");
        refused(new Http(port).with("Authorization", "DPoP " + token), 401, "invalid-token");
    }

    @Test
    void aBoundTokenIsNotTakenAsABearersNorABearersWhereBindingIsAskedFor() throws Exception {
        RSAKey own = new RSAKeyGenerator(2048).generate();
        refused(
                bearing(Peer.signed(
                        "helseid", Peer.claims("helseid", bound(own)).build())),
                401,
                "invalid-token");
        refused(
                bearing(Peer.signed(
                        "helseid", Peer.claims("helseid", Peer.shape("helseid")).build())),
                401,
                "invalid-token");
    }

    @Test
    void whenAnIssuersKeysCannotBeFetchedNobodyIsBlamed() {
        JWTClaimsSet claims = right().issuer("http://localhost:9/silent").build();
        var answer = bearing(Peer.signed("maskinporten", claims)).post(FETCH, nothing());
        problem(answer, 503, "unavailable");
        assertThat(answer.header("Retry-After")).isPresent();
    }

    /** Refused with a body, without a word of why, and written down once. */
    private static void refused(Http machine, int status, String type) {
        try (SecurityLog log = new SecurityLog()) {
            Http.Answer answer = machine.post(FETCH, nothing());
            problem(answer, status, type);
            assertThat(answer.json().path("detail").asText())
                    .doesNotContainIgnoringCase("issuer", "audience", "consumer", "claim", "kid", "scope", "http");
            assertThat(log.lines()).hasSize(1);
        }
    }

    private static void problem(Http.Answer answer, int status, String type) {
        assertThat(answer.status()).isEqualTo(status);
        JsonNode problem = answer.json();
        assertThat(problem.path("type").asText()).isEqualTo("urn:samspill:problem:" + type);
        assertThat(problem.path("message").asText()).isNotBlank();
    }

    private static Arguments claims(String what, UnaryOperator<JWTClaimsSet.Builder> change) {
        return Arguments.of(what, change);
    }

    private static JWTClaimsSet.Builder right() {
        return Peer.claims("maskinporten", Peer.shape("maskinporten"));
    }

    private static Map<String, Object> consumer(String id) {
        return Map.of("authority", "iso6523-actorid-upis", "ID", id);
    }

    private static Map<String, Object> bound(RSAKey key) throws JOSEException {
        Map<String, Object> shape = Peer.shape("helseid");
        shape.put("cnf", Map.of("jkt", key.computeThumbprint().toString()));
        return shape;
    }

    /** A token from the issuer's own token endpoint. */
    private static String fetched(String issuer, Map<String, Object> claims) {
        Peer.willSay(issuer, "machine", List.of(Peer.AUDIENCE), claims);
        return Peer.clientCredentials(issuer);
    }

    private Proof proof(RSAKey key, String token, String path) {
        return new Proof(key, token, "http://localhost:" + port + path);
    }

    private Http proving(String token, SignedJWT proof, RSAKey key) {
        return proving(token, proof.serialize());
    }

    private Http proving(String token, String proof) {
        return new Http(port).with("Authorization", "DPoP " + token).with("DPoP", proof);
    }

    private Http bearing(String token) {
        return new Http(port).with("Authorization", "Bearer " + token);
    }

    private static String nothing() {
        return "{\"workerId\": \"w\", \"maxTasks\": 1, \"topics\": []}";
    }

    private static Http.Answer report(Http machine, String child) {
        return machine.with("Content-Type", "application/cloudevents+json").post(EVENTS, reported(child));
    }

    private static String reported(String child) {
        return "{\"specversion\": \"1.0\", \"id\": \"" + UUID.randomUUID() + "\", \"source\": \"urn:journal\","
                + " \"type\": \"DiagnosisOrConcernRegistered\", \"datacontenttype\": \"application/json\","
                + " \"data\": {\"child.nationalId\": \"" + child + "\", \"report.source\": \"hospital\"}}";
    }
}
