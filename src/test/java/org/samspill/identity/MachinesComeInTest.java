package org.samspill.identity;

import static com.nimbusds.jose.JWSAlgorithm.HS256;
import static com.nimbusds.jose.JWSAlgorithm.RS256;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samspill.Attack;
import org.samspill.Attacks;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.samspill.actors.Organisations;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@SamspillTest
@Attack(Attacks.F28)
class MachinesComeInTest {

    private static final String FETCH = "/engine-rest/external-task/fetchAndLock";
    private static final String NOTHING_WANTED = "{\"workerId\":\"w\",\"maxTasks\":1,\"topics\":[]}";
    private static final String ISSUER = "http://localhost:8080";

    @LocalServerPort
    int port;

    @Autowired
    SigningKey signingKey;

    @Autowired
    Organisations organisations;

    private String nav = "";

    @BeforeEach
    void findNav() {
        nav = organisations.playing("nav").get(0).number().value();
    }

    @Test
    void aTokenOfTheBuiltInIssuerLooksLikeMaskinportensAndOpensTheDoor() throws Exception {
        var answer = machine().token(nav, "demo");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("expires_in").asInt()).isBetween(590, 600);
        String token = answer.json().path("access_token").asText();
        SignedJWT parsed = SignedJWT.parse(token);
        assertThat(parsed.getHeader().getAlgorithm()).isEqualTo(RS256);
        JWTClaimsSet claims = parsed.getJWTClaimsSet();
        assertThat(claims.getClaim("consumer"))
                .isEqualTo(Map.of("authority", "iso6523-actorid-upis", "ID", "0192:" + nav));
        assertThat(claims.getClaim("scope")).isEqualTo("samspill:work");
        assertThat(claims.getIssuer()).isEqualTo(ISSUER);
        assertThat(claims.getAudience()).containsExactly("samspill");
        assertThat(claims.getJWTID()).isNotBlank();
        assertThat(claims.getSubject()).isNull();
        assertThat(bearing(token).post(FETCH, NOTHING_WANTED).status()).isEqualTo(200);
    }

    @Test
    void theWrongSecretAndAnUnknownOrganisationGetNoToken() {
        assertThat(machine().token(nav, "demo").status()).isEqualTo(200);
        for (var refused :
                new Http.Answer[] {machine().token(nav, "Demo"), machine().token("310000018", "demo")}) {
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.json().path("error").asText()).isEqualTo("invalid_client");
        }
    }

    @Test
    void anotherScopeOrAnotherGrantIsNotGiven() {
        var scope = machine()
                .postFormWithoutCsrf(
                        "/oauth2/token",
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                nav,
                                "client_secret",
                                "demo",
                                "scope",
                                "samspill:all"));
        assertThat(scope.json().path("error").asText()).isEqualTo("invalid_scope");
        var grant = machine()
                .postFormWithoutCsrf(
                        "/oauth2/token",
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                nav,
                                "client_secret",
                                "demo",
                                "username",
                                "parent.kari"));
        assertThat(grant.json().path("error").asText()).isEqualTo("unsupported_grant_type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth2/jwks",
                "/oauth2/introspect",
                "/oauth2/authorize",
                "/.well-known/oauth-authorization-server"
            })
    void nothingElseOfAnAuthorisationServerAnswers(String path) {
        assertThat(machine().with("Accept", "text/html").get(path).location()).contains("/sign-in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FETCH,
                "/engine-rest/external-task/1/complete",
                "/engine-rest/process-definition",
                "/api/events",
                "/api/nowhere"
            })
    void withoutIdentityMachinesAreTold401InWordsAndNeverSentToAPage(String path) {
        refused(machine().post(path, "{}"), 401, "unauthenticated");
    }

    @Test
    void theProtocolAnswersInExactlyTheMediaTypeItsClientsRead() {
        assertThat(machine().post(FETCH, "{}").header("Content-Type")).contains("application/json");
        assertThat(machine().post("/api/events", "{}").header("Content-Type")).contains("application/problem+json");
    }

    @Test
    void theSessionOfAPersonIsNothingToTheProtocolOfMachines() {
        Http person = new Http(port).signedInAs("nav.hilde");
        refused(person.post(FETCH, NOTHING_WANTED), 401, "unauthenticated");
        String csrf = person.csrf("/");
        refused(person.with("X-CSRF-TOKEN", csrf).post(FETCH, NOTHING_WANTED), 401, "unauthenticated");
    }

    @Test
    void theOtherInterfacesTakeThePersonsSessionWithItsCsrfToken() {
        Http person = new Http(port).signedInAs("nav.hilde");
        refused(person.post("/api/nowhere", "{}"), 403, "csrf");
        assertThat(person.get("/api/nowhere").status()).isEqualTo(404);
        assertThat(person.with("X-CSRF-TOKEN", person.csrf("/"))
                        .post("/api/nowhere", "{}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aTokenIsNoWayIntoPages() {
        assertThat(new Http(port)
                        .withTokenOf(nav)
                        .with("Accept", "text/html")
                        .get("/work")
                        .location())
                .contains("/sign-in");
    }

    static Stream<Arguments> wrongClaims() {
        return Stream.of(
                claims("expired", with -> with.expirationTime(fromNow(-120))),
                claims("never expires", with -> with.expirationTime(null)),
                claims("from the future", with -> with.issueTime(fromNow(120))),
                claims("another issuer", with -> with.issuer(ISSUER + "/")),
                claims("no issuer", with -> with.issuer(null)),
                claims("meant for someone else", with -> with.audience("somebody")),
                claims("meant for nobody", with -> with.audience((String) null)),
                claims("no organisation", with -> with.claim("consumer", null)),
                claims("organisation as text", with -> with.claim("consumer", "0192:974760673")),
                claims("another register", with -> with.claim("consumer", consumer("0007:974760673"))),
                claims("wrong check digit", with -> with.claim("consumer", consumer("0192:974760674"))),
                claims(
                        "another scheme",
                        with -> with.claim("consumer", Map.of("authority", "x", "ID", "0192:974760673"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongClaims")
    void aTokenWithOneWrongClaimIsRefused(String what, UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        assertThat(bearing(signed(right())).post(FETCH, NOTHING_WANTED).status())
                .isEqualTo(200);
        refused(bearing(signed(change.apply(right()))).post(FETCH, NOTHING_WANTED), 401, "invalid-token");
    }

    @Test
    void aTokenWithoutTheScopeIsForbidden() throws Exception {
        refused(bearing(signed(right().claim("scope", "other:work"))).post(FETCH, NOTHING_WANTED), 403, "forbidden");
        refused(bearing(signed(right().claim("scope", null))).post("/api/events", "{}"), 403, "forbidden");
    }

    @Test
    void aForeignSignatureOrNoneIsRefused() throws Exception {
        JWTClaimsSet claims = right().build();
        RSAKey foreign = new RSAKeyGenerator(2048).keyID(key().getKeyID()).generate();
        JWSSigner withPublicKey = new MACSigner(key().toRSAPublicKey().getEncoded());
        String half = signed(right());
        for (String token : new String[] {
            sign(new JWSHeader.Builder(RS256).keyID(foreign.getKeyID()).build(), claims, new RSASSASigner(foreign)),
            sign(new JWSHeader.Builder(HS256).keyID(key().getKeyID()).build(), claims, withPublicKey),
            new PlainJWT(claims).serialize(),
            half.substring(0, half.lastIndexOf('.') + 1),
            "rubbish"
        }) {
            refused(bearing(token).post(FETCH, NOTHING_WANTED), 401, "invalid-token");
        }
    }

    @Test
    void theKeyIsKeptSoThatAnotherNodeTakesTheSameTokens() throws Exception {
        assertThat(key()).isEqualTo(key());
    }

    @Test
    void organisationsAreOpenToAll() {
        JsonNode playing =
                machine().get("/api/organisations?actor=municipality").json();
        assertThat(playing.findValuesAsText("name")).contains("Oslo kommune", "Flekkefjord kommune");
        assertThat(playing.get(0).path("sector").asText()).isEqualTo("public");
        assertThat(machine().get("/api/organisations").json().size()).isGreaterThan(playing.size());
        assertThat(machine()
                        .get("/api/organisations/" + nav)
                        .json()
                        .path("actors")
                        .get(0)
                        .asText())
                .isEqualTo("nav");
        refused(machine().get("/api/organisations/974760674"), 400, "organisation-number");
        refused(machine().get("/api/organisations/974760673"), 404, "unknown-organisation");
    }

    private static void refused(Http.Answer answer, int status, String type) {
        assertThat(answer.status()).isEqualTo(status);
        JsonNode problem = answer.json();
        assertThat(problem.path("type").asText()).isEqualTo("urn:samspill:problem:" + type);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("message").asText())
                .isNotBlank()
                .isEqualTo(problem.path("detail").asText());
        assertThat(problem.path("code").isInt()).isTrue();
    }

    private static Arguments claims(String what, UnaryOperator<JWTClaimsSet.Builder> change) {
        return Arguments.of(what, change);
    }

    private static Map<String, Object> consumer(String id) {
        return Map.of("authority", "iso6523-actorid-upis", "ID", id);
    }

    private JWTClaimsSet.Builder right() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("samspill")
                .issueTime(fromNow(0))
                .expirationTime(fromNow(60))
                .claim("scope", "samspill:work")
                .claim("consumer", consumer("0192:" + nav));
    }

    private static Date fromNow(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private RSAKey key() throws JOSEException {
        JWK key = signingKey
                .source()
                .get(new JWKSelector(new JWKMatcher.Builder().build()), null)
                .get(0);
        return key.toRSAKey();
    }

    private String signed(JWTClaimsSet.Builder claims) throws JOSEException {
        var header = new JWSHeader.Builder(RS256).keyID(key().getKeyID()).build();
        return sign(header, claims.build(), new RSASSASigner(key()));
    }

    private static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private Http bearing(String token) {
        return machine().with("Authorization", "Bearer " + token);
    }

    private Http machine() {
        return new Http(port);
    }
}
