package org.samspill.identity;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.samspill.Browser;
import org.samspill.BrowserTest;
import org.samspill.SamspillTest;
import org.samspill.Visit;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The first minute: who you can be, one click, and who you are then. */
@SamspillTest
@BrowserTest
class FrontDoorTest {

    @LocalServerPort
    int port;

    @LocalManagementPort
    int management;

    /** Who stands on the first page, and where one click leads. */
    private static final Map<String, String> CARDS = Map.of(
            "Parent of a seriously ill child", "/my",
            "Founder of a voluntary organisation", "/my",
            "Municipal caseworker", "/work",
            "Nav caseworker", "/work",
            "Hospital social worker", "/work",
            "Bank officer", "/work",
            "Volunteer coordinator", "/work",
            "Designer", "/studio",
            "Mission owner", "/missions",
            "Operator", "/operations");

    @Test
    void theFirstPageShowsWhomYouCanBe(Browser browser) {
        for (Browser look : List.of(
                browser,
                browser.english().dark(),
                browser.phone(),
                browser.phone().dark())) {
            Visit visit = look.open("/").isSound().picture("first-page").isAccessible();
            assertThat(visit.page().locator(".person")).hasCount(CARDS.size());
        }
        assertThat(browser.english().open("/").page().locator(".person h4").allTextContents())
                .containsExactlyInAnyOrderElementsOf(CARDS.keySet());
    }

    @Test
    void oneClickOnACardSignsInAndLeadsToThatPersonsWork(Browser browser) {
        CARDS.forEach((title, place) -> {
            Visit visit = browser.english().open("/");
            Page page = visit.page();
            Locator card = page.locator(".person")
                    .filter(new Locator.FilterOptions().setHas(page.locator("h4:text-is('" + title + "')")));
            String name = card.locator("p span").first().textContent();
            card.locator("button").click();
            assertThat(page).hasURL(Pattern.compile(".*" + place + "$"));
            assertThat(page.locator(".me > summary")).containsText(name);
            visit.isSound();
        });
    }

    @Test
    void whoSignsOutIsNobodyAgain(Browser browser) {
        Page page = browser.open("/").page();
        page.locator(".person button").first().click();
        page.locator(".me > summary").click();
        page.locator(".me-card form[action='/sign-out'] button").click();
        assertThat(page.locator(".me")).hasCount(0);
    }

    @Test
    void theSignInPageRefusesInPlaceAndKeepsTheName(Browser browser) {
        Visit visit =
                browser.phone().open("/sign-in").isSound().picture("sign-in").isAccessible();
        Page page = visit.page();
        page.locator("#username").fill("nobody");
        page.locator("#password").fill("wrong");
        page.locator("main form button").click();
        assertThat(page.locator(".ds-error-summary")).isFocused();
        assertThat(page.locator("#username")).hasValue("nobody");
        visit.picture("sign-in-refused").isAccessible();
    }

    @Test
    void whoHasNoBusinessHereIsToldSo(Browser browser) {
        for (Browser look : List.of(browser, browser.english().phone().dark())) {
            Visit visit = look.as("owner.morten").open("/operations").isSound(403);
            visit.picture("forbidden").isAccessible();
            assertThat(visit.page().locator("main a.ds-button")).hasCount(1);
        }
    }

    @Test
    void theInterfacesAreDescribedAndTheirPageKeepsToThePolicy(Browser browser) throws Exception {
        assertThat(get(port, "/v3/api-docs").body()).contains("\"openapi\"").doesNotContain("/sample");
        Visit visit = browser.open("/swagger-ui/index.html");
        assertThat(visit.page().locator(".info .title")).containsText("Samspill");
        assertThat(visit.trouble()).isEmpty();
        visit.picture("swagger");
    }

    @Test
    void probesAndMetricsAnswerOnTheirOwnPortOnly() throws Exception {
        assertThat(get(management, "/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(get(management, "/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
        assertThat(get(port, "/actuator/prometheus").statusCode()).isNotEqualTo(200);
        assertThat(get(management, "/work").statusCode()).isNotEqualTo(200);
    }

    private static HttpResponse<String> get(int port, String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + address))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
