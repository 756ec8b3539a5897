package org.samspill.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samspill.Http;
import org.samspill.actors.NationalId;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.StartCommand;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtException;

/** People who sign in with ID-porten, Ansattporten and Entra ID, and those who do not come in. */
@IdentityTest
class PeopleOfOtherIssuersTest {

    private static final String KARI = "05848729835";
    private static final String EMIL = "14831966573";
    private static final OrganisationNumber OSLO = OrganisationNumber.of("210051481");

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    Journeys journeys;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ClientRegistrationRepository clients;

    @Autowired
    JwtDecoderFactory<ClientRegistration> idTokens;

    @Test
    void weAskWithAProofKeyANonceALevelAndTheReadersLanguage() {
        Map<String, String> asked = Elsewhere.parameters(new Elsewhere(visitor(), "id-porten").sent(""));
        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("acr_values", "idporten-loa-substantial")
                .containsEntry("ui_locales", "nb")
                .containsKeys("state", "nonce", "code_challenge");
        assertThat(asked.get("scope")).contains("openid");
        assertThat(Elsewhere.parameters(new Elsewhere(visitor(), "id-porten").sent("?level=high")))
                .containsEntry("acr_values", "idporten-loa-high");
        assertThat(Elsewhere.parameters(new Elsewhere(visitor(), "ansattporten").sent(""))
                        .get("authorization_details"))
                .contains("ansattporten:altinn:service");
    }

    @Test
    void aCitizenComesToHerOwnPagesAndNoOthers() {
        Http kari = visitor();
        String before = cookie(kari.get("/sign-in"));
        var back = new Elsewhere(kari, "id-porten").signIn(Peer.shape("id-porten"));
        assertThat(back.status()).isEqualTo(302);
        assertThat(back.location()).contains("/my");
        assertThat(cookie(back)).isNotEqualTo(before);
        assertThat(back.header("Set-Cookie").orElseThrow()).contains("HttpOnly", "SameSite=Lax");
        assertThat(kari.get("/my").body()).contains("Kari");
        assertThat(kari.get("/work").status()).isEqualTo(403);
    }

    @Test
    void aCitizenWhomNobodyHasNamedYetComesInToo() {
        Map<String, Object> claims = Peer.shape("id-porten");
        claims.put("pid", "21908502954");
        Http per = visitor();
        assertThat(new Elsewhere(per, "id-porten").signIn(claims).location()).contains("/my");
        claims.put("pid", "01819010001");
        Http unknown = visitor();
        assertThat(new Elsewhere(unknown, "id-porten").signIn(claims).location())
                .contains("/my");
        assertThat(unknown.get("/my").status()).isEqualTo(200);
        assertThat(unknown.get("/my").body()).contains(">Meg<").doesNotContain("01819010001");
    }

    @Test
    void aChildsJourneyIsShownOnTheHighestLevelAloneAndWhoeverCameOnLessIsSentForItAndComesBack() {
        Map<String, Object> claims = Peer.shape("id-porten");
        claims.put("acr", "idporten-loa-substantial");
        Http kari = visitor();
        assertThat(new Elsewhere(kari, "id-porten").signIn(claims).location()).contains("/my");
        PersonId person = people.byNationalId(NationalId.of(KARI)).orElseThrow().id();
        String journey = journeys.start(new StartCommand(
                        "seriously-ill-child",
                        null,
                        person,
                        null,
                        "step-up",
                        null,
                        Map.of("child.nationalId", EMIL, "report.source", "guardian", "report.text", "Syk")))
                .orElseThrow()
                .journey()
                .id()
                .value();
        String address = "/my/journeys/" + journey;
        assertThat(kari.get("/my").body()).contains(address).doesNotContain("Emil");
        for (String each : List.of(address, "/my/start/seriously-ill-child")) {
            Http.Answer less = kari.with("Accept", "text/html").get(each);
            assertThat(less.status()).isEqualTo(403);
            assertThat(less.body())
                    .contains("/sign-in/with/id-porten?level=high")
                    .doesNotContain("Emil");
        }
        assertThat(kari.with("Accept", "application/json")
                        .get("/api/journeys/" + journey)
                        .status())
                .isEqualTo(403);
        kari.with("Accept", "text/html").get(address);

        var back = new Elsewhere(kari, "id-porten").signIn("?level=high", Peer.shape("id-porten"));
        assertThat(back.header("Location").orElseThrow()).contains(address);
        assertThat(kari.get(address).status()).isEqualTo(200);
        assertThat(kari.get("/my").body()).contains("Emil");
    }

    @ParameterizedTest
    @CsvSource({
        "acr, idporten-loa-low, level",
        "acr, Level4, level",
        "acr, , level",
        "pid, , no-number",
        "pid, 12345678901, no-number",
        "iss, https://idporten.example, not-completed",
        "nonce, another, not-completed",
        "exp, 1500000000, not-completed"
    })
    void aCitizenWhoseTokenIsNotAsItMustBeIsToldWhatToDo(String claim, String value, String why) {
        Map<String, Object> claims = Peer.shape("id-porten");
        claims.put(claim, claim.equals("exp") ? (Object) Long.valueOf(value) : value);
        turnedAway("id-porten", claims, why);
    }

    @Test
    void anAnswerThatWasMeantForSomebodyElseIsNotTaken() {
        Http browser = visitor();
        Elsewhere elsewhere = new Elsewhere(browser, "id-porten");
        String foreign = new Elsewhere(visitor(), "id-porten").sent("");
        assertThat(why(elsewhere.back(foreign))).isEqualTo("not-completed");
        assertThat(why(browser.get("/sign-in/back/id-porten?error=access_denied&state=x")))
                .isEqualTo("not-completed");
        assertThat(browser.get("/my").status()).isEqualTo(302);
    }

    @Test
    void aTokenThatTheIssuerWouldNotGiveUsIsNotReadAtAll() throws Exception {
        ClientRegistration client = clients.findByRegistrationId("id-porten");
        JwtDecoder decoder = idTokens.createDecoder(client);
        RSAKey key = Peer.key("id-porten");
        RSAKey foreign = new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate();
        JWSHeader header = Peer.header("id-porten").build();
        assertThat(decoder.decode(Peer.signed(header, idToken().build(), key)).getClaimAsString("pid"))
                .isEqualTo(KARI);
        for (String token : List.of(
                Peer.signed(header, idToken().audience("another-client").build(), key),
                Peer.signed(header, idToken().claim("azp", "another-client").build(), key),
                Peer.signed(header, idToken().expirationTime(Peer.fromNow(-61)).build(), key),
                Peer.signed(header, idToken().issueTime(Peer.fromNow(90)).build(), key),
                Peer.signed(header, idToken().build(), foreign),
                Peer.signed(
                        Peer.header("id-porten")
                                .type(new JOSEObjectType("logout+jwt"))
                                .build(),
                        idToken().build(),
                        key),
                new PlainJWT(idToken().build()).serialize())) {
            assertThatThrownBy(() -> decoder.decode(token)).isInstanceOf(JwtException.class);
        }
    }

    private static JWTClaimsSet.Builder idToken() {
        return Peer.claims("id-porten", Peer.shape("id-porten")).audience("samspill-citizens");
    }

    @Test
    void anEmployeeActsForTheOneOrganisationSheRepresents() {
        Http browser = visitor();
        assertThat(new Elsewhere(browser, "ansattporten")
                        .signIn(Peer.shape("ansattporten"))
                        .location())
                .contains("/work");
        assertThat(browser.get("/work").body()).contains("Oslo kommune");
        assertThat(browser.get("/my").status()).isEqualTo(403);
    }

    @Test
    void anEmployeeOfSeveralChoosesOneAndHasThatOneAlone() {
        Http browser = visitor();
        var back = new Elsewhere(browser, "ansattporten").signIn(representing("210051481", "210010009", "319999906"));
        assertThat(back.location()).contains("/sign-in/organisation");
        assertThat(browser.get("/work").status()).isEqualTo(302);
        String choice = browser.get("/sign-in/organisation").body();
        assertThat(choice).contains("Oslo kommune", "value=\"210010009\"").doesNotContain("319999906");
        String before = cookie(back);
        var chosen =
                browser.postForm("/sign-in/organisation", "/sign-in/organisation", Map.of("organisation", "210010009"));
        assertThat(chosen.location()).contains("/work");
        assertThat(cookie(chosen)).isNotEqualTo(before);
        assertThat(browser.get("/work").body()).contains(">Nav<");
        assertThat(browser.get("/sign-in/organisation").location()).contains("/sign-in");
    }

    @Test
    void nobodyChoosesAnOrganisationThatHerIssuerHasNotNamed() {
        Http browser = visitor();
        new Elsewhere(browser, "ansattporten").signIn(representing("210051481", "210010009"));
        assertThat(why(browser.postForm(
                        "/sign-in/organisation", "/sign-in/organisation", Map.of("organisation", "210103333"))))
                .isEqualTo("no-organisation");
        assertThat(why(visitor().postForm("/sign-in", "/sign-in/organisation", Map.of("organisation", "210010009"))))
                .isEqualTo("too-late");
    }

    @Test
    void anEmployeeWithoutAnOrganisationIsToldWhatToDo() {
        Map<String, Object> none = Peer.shape("ansattporten");
        none.remove("authorization_details");
        turnedAway("ansattporten", none, "no-organisation");
        turnedAway("ansattporten", representing(), "no-organisation");
        turnedAway("ansattporten", representing("319999906"), "unknown-organisation");
        Map<String, Object> low = Peer.shape("ansattporten");
        low.put("acr", "low");
        turnedAway("ansattporten", low, "level");
        Map<String, Object> otherScheme = representing("210051481");
        otherScheme.put(
                "authorization_details",
                List.of(Map.of(
                        "type", "ansattporten:altinn:service",
                        "resource", "urn:altinn:resource:2480:40",
                        "reportees", List.of(Map.of("Authority", "x", "ID", "0192:210051481")))));
        turnedAway("ansattporten", otherScheme, "no-organisation");
    }

    @Test
    void anEmployeeOfATenantIsKnownByTenantAndObjectAndHasWhatHerRolesGive() {
        Http anne = visitor();
        assertThat(new Elsewhere(anne, "entra").signIn(Peer.shape("entra")).location())
                .contains("/work");
        PersonId person = identity("11111111-2222-4333-8444-555555555555 66666666-7777-4888-8999-aaaaaaaaaaaa");
        assertThat(people.employment(person, OSLO).orElseThrow().functions()).containsExactly("barnekoordinator");
        Map<String, Object> promoted = Peer.shape("entra");
        promoted.put("roles", List.of("Samspill.Manager"));
        promoted.put("preferred_username", "anne.with.another.name@oslo.example");
        assertThat(new Elsewhere(visitor(), "entra").signIn(promoted).location())
                .contains("/work");
        assertThat(people.employment(person, OSLO).orElseThrow().leader()).isTrue();
        Map<String, Object> other = Peer.shape("entra");
        other.put("oid", "99999999-7777-4888-8999-aaaaaaaaaaaa");
        assertThat(new Elsewhere(visitor(), "entra").signIn(other).location()).contains("/work");
        assertThat(identity("11111111-2222-4333-8444-555555555555 99999999-7777-4888-8999-aaaaaaaaaaaa"))
                .isNotEqualTo(person);
    }

    @Test
    void anEmployeeOfAnotherTenantOrWithoutARoleDoesNotComeIn() {
        Map<String, Object> tenant = Peer.shape("entra");
        tenant.put("tid", "22222222-2222-4333-8444-555555555555");
        turnedAway("entra", tenant, "no-organisation");
        Map<String, Object> role = Peer.shape("entra");
        role.put("roles", List.of("Another.Role"));
        turnedAway("entra", role, "no-role");
        Map<String, Object> nobody = Peer.shape("entra");
        nobody.remove("oid");
        turnedAway("entra", nobody, "no-number");
    }

    @Test
    void signingOutEndsTheSignInHereAndLeadsOnToTheIssuer() {
        Http kari = signedIn();
        var out = kari.postForm("/my", "/sign-out", Map.of());
        assertThat(out.location()).contains("/signed-out");
        var page = kari.get("/signed-out");
        assertThat(page.header("Refresh").orElseThrow())
                .contains("/endsession?id_token_hint=", "post_logout_redirect_uri=", "signed-out");
        assertThat(page.body()).contains("Logg også ut der du kom fra");
        assertThat(kari.get("/my").location()).contains("/sign-in");
    }

    @Test
    void signingOutEverywhereEndsEveryBrowserOfTheSamePersonAndNoOthers() {
        Http phone = signedIn();
        Http laptop = signedIn();
        Http builtIn = visitor().signedInAs("parent.kari");
        Http other = visitor().signedInAs("founder.astrid");
        assertThat(phone.postFormWithoutCsrf("/sign-out/everywhere", Map.of()).status())
                .isEqualTo(403);
        assertThat(phone.postForm("/my", "/sign-out/everywhere", Map.of()).location())
                .contains("/signed-out");
        for (Http browser : List.of(phone, laptop, builtIn)) {
            var answer = browser.with("Accept", "text/html").get("/my");
            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.location()).contains("/sign-in");
        }
        assertThat(other.get("/my").status()).isEqualTo(200);
    }

    @Test
    void oneSeesAndEndsSingleSignInsOfOnesOwn() {
        Http phone = signedIn();
        Http laptop = signedIn();
        String page = laptop.get("/sign-ins").body();
        assertThat(page).contains("Denne nettleseren", "Logget inn");
        java.util.regex.Matcher others = java.util.regex.Pattern.compile("name=\"began\" value=\"(\\d+)\"")
                .matcher(page);
        while (others.find()) {
            assertThat(laptop.postForm("/sign-ins", "/sign-ins", Map.of("began", others.group(1)))
                            .location())
                    .contains("/sign-ins");
        }
        assertThat(phone.get("/my").status()).as("ended from elsewhere").isEqualTo(302);
        assertThat(laptop.get("/my").status()).isEqualTo(200);
        Http somebodyElse = visitor().signedInAs("founder.astrid");
        String mine = laptop.get("/sign-ins").body();
        assertThat(mine).doesNotContain("name=\"began\"");
        assertThat(somebodyElse
                        .postForm("/sign-ins", "/sign-ins", Map.of("began", "1"))
                        .location())
                .contains("/sign-ins");
        assertThat(laptop.get("/my").status()).isEqualTo(200);
    }

    @Test
    void anOperatorEndsTheSignInsOfAnEmployeeAndSeesNoCitizensName() {
        Http anne = visitor().signedInAs("oslo.anne");
        Http silje = visitor().signedInAs("parent.silje");
        Http odin = visitor().signedInAs("operator.odin");
        String page = "/operations/sign-ins";
        assertThat(odin.postForm(page, page, Map.of("who", "Silje")).body()).doesNotContain("Silje Bakken");
        PersonId citizen =
                people.byNationalId(NationalId.of("03929104683")).orElseThrow().id();
        assertThat(odin.postForm(page, page, Map.of("who", citizen.value())).body())
                .contains("Personen med denne id-en")
                .doesNotContain("Bakken");
        String found = odin.postForm(page, page, Map.of("who", "anne fossum")).body();
        assertThat(found).contains("Anne Fossum");
        String person = found.replaceAll("(?s).*name=\"person\" value=\"([^\"]+)\".*", "$1");
        assertThat(odin.postForm(page, page + "/end", Map.of("person", person)).location())
                .contains(page);
        assertThat(anne.get("/work").status()).isEqualTo(302);
        assertThat(silje.get("/my").status()).isEqualTo(200);
        assertThat(visitor().signedInAs("oslo.anne").get(page).status()).isEqualTo(403);
    }

    @Test
    void whenTheIssuerSaysThatASessionHasEndedItHasEndedHereToo() {
        Map<String, Object> claims = Peer.shape("id-porten");
        claims.put("sid", "a-session-there");
        Http kari = visitor();
        new Elsewhere(kari, "id-porten").signIn(claims);
        assertThat(kari.get("/my").status()).isEqualTo(200);
        String notice = "/sign-out/notice?sid=a-session-there&iss=";
        assertThat(visitor().get(notice + "https://elsewhere.example").status()).isEqualTo(200);
        assertThat(kari.get("/my").status()).isEqualTo(200);
        assertThat(visitor().get(notice + Peer.name("id-porten")).status()).isEqualTo(200);
        assertThat(kari.get("/my").status()).isEqualTo(302);
    }

    @Test
    void anIssuerEndsASessionWithASignedTokenAndWithNothingElse() throws Exception {
        Map<String, Object> shape = Peer.shape("id-porten");
        shape.put("sid", "a-session-to-end");
        Http kari = visitor();
        new Elsewhere(kari, "id-porten").signIn(shape);
        Map<String, Object> events = Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of());
        java.util.function.Supplier<com.nimbusds.jwt.JWTClaimsSet.Builder> right =
                () -> Peer.claims("id-porten", Map.of())
                        .audience("samspill-citizens")
                        .claim("sid", "a-session-to-end")
                        .claim("events", events);
        var header = Peer.header("id-porten")
                .type(new com.nimbusds.jose.JOSEObjectType("logout+jwt"))
                .build();
        var key = Peer.key("id-porten");
        String good = Peer.signed(header, right.get().build(), key);
        String none = new com.nimbusds.jwt.PlainJWT(right.get().build()).serialize();
        Map<String, String> wrong = new java.util.LinkedHashMap<>();
        wrong.put("nothing", "");
        wrong.put("no token", "abc");
        wrong.put("unsigned", none);
        wrong.put(
                "another issuer's key",
                Peer.signed(Peer.header("entra").build(), right.get().build(), Peer.key("entra")));
        wrong.put(
                "another issuer's name",
                Peer.signed(header, right.get().issuer(Peer.name("entra")).build(), key));
        wrong.put(
                "for another client",
                Peer.signed(header, right.get().audience("samspill-employees").build(), key));
        wrong.put(
                "run out",
                Peer.signed(
                        header, right.get().expirationTime(Peer.fromNow(-120)).build(), key));
        wrong.put(
                "of the future",
                Peer.signed(header, right.get().issueTime(Peer.fromNow(120)).build(), key));
        wrong.put(
                "an identity token",
                Peer.signed(header, right.get().claim("events", null).build(), key));
        wrong.put(
                "of another event",
                Peer.signed(
                        header,
                        right.get().claim("events", Map.of("x", Map.of())).build(),
                        key));
        wrong.put(
                "with a nonce",
                Peer.signed(header, right.get().claim("nonce", "n").build(), key));
        wrong.put(
                "without a number", Peer.signed(header, right.get().jwtID(null).build(), key));
        wrong.put(
                "of no session",
                Peer.signed(header, right.get().claim("sid", null).build(), key));
        wrong.put(
                "of another type",
                Peer.signed(
                        Peer.header("id-porten")
                                .type(new com.nimbusds.jose.JOSEObjectType("dpop+jwt"))
                                .build(),
                        right.get().build(),
                        key));
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            try (SecurityLog log = new SecurityLog()) {
                var answer = told("id-porten", each.getValue());
                assertThat(answer.status()).as(each.getKey()).isEqualTo(400);
                assertThat(answer.body()).as(each.getKey()).isEmpty();
                assertThat(log.lines()).as(each.getKey()).hasSize(1);
            }
        }
        assertThat(told("no-such-issuer", good).status()).isEqualTo(400);
        assertThat(told("entra", good).status()).as("at another issuer's door").isEqualTo(400);
        assertThat(kari.get("/my").status()).as("still signed in").isEqualTo(200);

        assertThat(told("id-porten", good).status()).isEqualTo(200);
        assertThat(kari.get("/my").status()).isEqualTo(302);
        assertThat(told("id-porten", good).status()).as("the same once more").isEqualTo(400);
    }

    private Http.Answer told(String issuer, String token) {
        return visitor().postFormWithoutCsrf("/sign-out/back-channel/" + issuer, Map.of("logout_token", token));
    }

    @Test
    void aSignInLastsNoLongerThanTheLimitHoweverBusySheIs() {
        Http kari = signedIn();
        assertThat(kari.get("/my").status()).isEqualTo(200);
        PersonId person = people.byNationalId(NationalId.of(KARI)).orElseThrow().id();
        jdbc.sql("update identity_sign_in set signed_in_at = :then where person = :person")
                .param("then", OffsetDateTime.now().minusHours(8).minusSeconds(1))
                .param("person", person.value())
                .update();
        var answer = kari.with("Accept", "text/html").get("/my");
        assertThat(answer.header("Location").orElseThrow()).endsWith("/sign-in?ended");
        assertThat(kari.get("/sign-in?ended").body()).contains("Du er logget ut fordi");
    }

    @Test
    void rightsThatAreTakenAwayAreGoneAtOnce() {
        Http anne = visitor();
        Map<String, Object> claims = Peer.shape("entra");
        claims.put("oid", "77777777-7777-4888-8999-aaaaaaaaaaaa");
        new Elsewhere(anne, "entra").signIn(claims);
        PersonId person = identity("11111111-2222-4333-8444-555555555555 77777777-7777-4888-8999-aaaaaaaaaaaa");
        assertThat(anne.get("/work").status()).isEqualTo(200);
        people.dismiss(person, OSLO);
        assertThat(anne.get("/work").status()).isEqualTo(302);

        Http designer = visitor().signedInAs("designer.dina");
        assertThat(designer.get("/studio").status()).isEqualTo(200);
        jdbc.sql("update identity_account_role set role = 'MISSION_OWNER' where username = 'designer.dina'")
                .update();
        try {
            assertThat(designer.get("/studio").status()).isEqualTo(403);
            assertThat(designer.get("/missions").status()).isEqualTo(200);
        } finally {
            jdbc.sql("update identity_account_role set role = 'DESIGNER' where username = 'designer.dina'")
                    .update();
        }
    }

    @Test
    void theInterfacesForPeopleKnowThemToo() {
        Http kari = signedIn();
        assertThat(kari.get("/api/work-items").status()).isEqualTo(403);
        PersonId person = people.byNationalId(NationalId.of(KARI)).orElseThrow().id();
        jdbc.sql("update identity_sign_in set ended_at = current_timestamp where person = :person")
                .param("person", person.value())
                .update();
        assertThat(kari.get("/api/work-items").status()).isEqualTo(401);
    }

    private Http signedIn() {
        Http kari = visitor();
        assertThat(new Elsewhere(kari, "id-porten")
                        .signIn(Peer.shape("id-porten"))
                        .location())
                .contains("/my");
        return kari;
    }

    private PersonId identity(String subject) {
        return new PersonId(jdbc.sql("select person from identity_subject where subject = :subject")
                .param("subject", subject)
                .query(String.class)
                .single());
    }

    static Map<String, Object> representing(String... organisations) {
        Map<String, Object> claims = Peer.shape("ansattporten");
        Map<String, Object> detail =
                new HashMap<>((Map<String, Object>) ((List<?>) claims.get("authorization_details")).get(0));
        detail.put(
                "reportees",
                List.of(organisations).stream()
                        .map(number -> Map.of(
                                "Rights",
                                List.of("Read"),
                                "Authority",
                                "iso6523-actorid-upis",
                                "ID",
                                "0192:" + number,
                                "Name",
                                "NAME"))
                        .toList());
        claims.put("authorization_details", List.of(detail));
        return claims;
    }

    /** Turned away with a page that says what to do, signed in nowhere, and written down once without a number. */
    private void turnedAway(String issuer, Map<String, Object> claims, String why) {
        Http browser = visitor();
        try (SecurityLog log = new SecurityLog()) {
            var back = new Elsewhere(browser, issuer).signIn(claims);
            assertThat(why(back)).isEqualTo(why);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("event=sign-in-")
                    .doesNotContain(KARI);
        }
        var page = browser.get("/sign-in/no-entry?why=" + why);
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.body()).contains("<h1").doesNotContain("??");
        assertThat(browser.get("/my").location()).contains("/sign-in");
    }

    private static String why(Http.Answer answer) {
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.location()).contains("/sign-in/no-entry");
        return Elsewhere.parameters(answer.header("Location").orElseThrow()).get("why");
    }

    private static String cookie(Http.Answer answer) {
        return answer.header("Set-Cookie").orElseThrow().split(";")[0];
    }

    private Http visitor() {
        return new Http(port);
    }
}
