package org.samspill.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.context.WebApplicationContext;

@SamspillTest
class PeopleComeInTest {

    @LocalServerPort
    int port;

    @Autowired
    WebApplicationContext program;

    /** As the web server that runs here has it, and not only the file of settings. */
    @Test
    void whoDoesNothingForHalfAnHourIsSignedOut() {
        assertThat(Objects.requireNonNull(program.getServletContext()).getSessionTimeout())
                .isEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource({
        "parent.kari, /my",
        "nav.hilde, /work",
        "designer.dina, /studio",
        "owner.morten, /missions",
        "operator.odin, /operations",
        "  Parent.KARI , /my"
    })
    void eachPersonComesToTheFirstPageOfHerWork(String username, String page) {
        var answer = visitor().signIn(username, "demo");
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.location()).contains(page);
    }

    @Test
    void afterSigningInSheComesToThePageSheAskedFor() {
        Http someone = visitor().with("Accept", "text/html");
        assertThat(someone.get("/missions/no-asb").location()).contains("/sign-in");
        assertThat(someone.signIn("nav.hilde", "demo").location()).contains("/missions/no-asb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/my", "/work", "/studio", "/missions", "/operations", "/journeys/1", "/actuator/env", "/nowhere"
            })
    void nothingBehindTheFirstPageIsSeenWithoutIdentity(String path) {
        var answer = visitor().with("Accept", "text/html").get(path);
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.location()).contains("/sign-in");
    }

    @ParameterizedTest
    @CsvSource({
        "parent.kari, /work",
        "parent.kari, /studio",
        "parent.kari, /operations",
        "nav.hilde, /my",
        "nav.hilde, /operations",
        "designer.dina, /operations",
        "operator.odin, /studio",
        "owner.morten, /work/1",
        "nav.hilde, /actuator/env"
    })
    void aRoomOfAnotherRoleIsForbidden(String username, String path) {
        assertThat(visitor().signedInAs(username).get(path).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/sign-in", "/favicon.svg", "/v3/api-docs"})
    void theFirstPageAndItsStaticFilesAreOpen(String path) {
        assertThat(visitor().get(path).status()).isEqualTo(200);
    }

    @Test
    void aWrongPasswordIsSaidInPlaceAndTheNameIsKept() {
        var answer = visitor().signIn("parent.ingrid", "feil");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("Brukernavn og passord passer ikke sammen", "value=\"parent.ingrid\"");
        assertThat(visitor().signIn("finnes.ikke", "demo").body()).contains("Brukernavn og passord passer ikke sammen");
    }

    @Test
    void guessingIsSlowedDownWithoutShuttingOutTheNextPerson() {
        for (int guess = 0; guess < 5; guess++) {
            assertThat(visitor().signIn("parent.ola", "gjett" + guess).status()).isEqualTo(422);
        }
        var slowed = visitor().signIn("parent.ola", "demo");
        assertThat(slowed.status()).isEqualTo(429);
        assertThat(slowed.header("Retry-After")).isPresent();
        assertThat(slowed.body()).contains("For mange forsøk");
        assertThat(visitor().signIn("parent.silje", "demo").status()).isEqualTo(302);
    }

    @Test
    void theSessionChangesItsNameAtSignInAndEndsAtSignOut() {
        Http someone = visitor();
        String before = someone.get("/sign-in").header("Set-Cookie").orElseThrow();
        assertThat(before).contains("HttpOnly", "SameSite=Lax");
        var signedIn = someone.signIn("parent.kari", "demo");
        assertThat(signedIn.header("Set-Cookie").orElseThrow().split(";")[0]).isNotEqualTo(before.split(";")[0]);
        assertThat(someone.get("/sign-in").location()).contains("/my");
        var out = someone.postForm("/", "/sign-out", Map.of());
        assertThat(out.location()).contains("/signed-out");
        assertThat(out.header("Clear-Site-Data")).contains("\"storage\"");
        assertThat(someone.get("/signed-out").body()).contains("Du er logget ut");
        assertThat(someone.get("/my").status()).isEqualTo(302);
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        Http someone = visitor().signedInAs("parent.kari");
        assertThat(someone.postFormWithoutCsrf("/sign-out", Map.of()).status()).isEqualTo(403);
        assertThat(someone.get("/sign-in").location()).contains("/my");
    }

    @Test
    void aPartOfAPageSendsTheWholePageToSignIn() {
        var answer = visitor().with("HX-Request", "true").get("/work");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("HX-Redirect")).contains("/sign-in");
    }

    @Test
    void aVisitorMayChooseALanguageBeforeSigningIn() {
        Http someone = visitor();
        assertThat(someone.postForm("/", "/preferences", Map.of("lang", "en", "back", "/"))
                        .location())
                .contains("/");
        assertThat(someone.get("/sign-in").body()).contains("Sign in");
    }

    @Test
    void everyAnswerForbidsFramesAndForeignScripts() {
        var page = visitor().get("/");
        assertThat(page.header("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.header("X-Frame-Options")).contains("DENY");
        assertThat(page.header("Referrer-Policy")).contains("same-origin");
        assertThat(visitor()
                        .signedInAs("designer.dina")
                        .get("/studio")
                        .header("Content-Security-Policy")
                        .orElseThrow())
                .contains("style-src 'self' 'unsafe-inline'", "script-src 'self';");
    }

    private Http visitor() {
        return new Http(port);
    }
}
