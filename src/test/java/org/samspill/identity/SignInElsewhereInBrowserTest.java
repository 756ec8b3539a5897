package org.samspill.identity;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.samspill.Browser;
import org.samspill.BrowserTest;
import org.samspill.Visit;

/** The pages that people meet who sign in with an issuer: on the way in, in between, turned away, and out again. */
@IdentityTest
@BrowserTest
class SignInElsewhereInBrowserTest {

    @Test
    void theWaysInStandOnTheSignInPage(Browser browser) {
        for (Browser each : List.of(browser, browser.english().phone().dark())) {
            Visit visit = each.open("/sign-in");
            visit.isSound().isAccessible().picture("sign-in-elsewhere");
            assertThat(visit.page().locator("main a[href='/sign-in/with/id-porten']"))
                    .hasCount(1);
            assertThat(visit.page().locator("main a[href='/sign-in/with/ansattporten']"))
                    .hasCount(1);
        }
    }

    @Test
    void whoRepresentsSeveralChooses(Browser browser) {
        Peer.willSay(
                "ansattporten",
                "pairwise-subject",
                List.of("samspill-employees"),
                PeopleOfOtherIssuersTest.representing("210051481", "210010009"));
        Visit visit = browser.phone().open("/sign-in");
        Page page = visit.page();
        page.locator("main a[href='/sign-in/with/ansattporten']").click();
        page.waitForURL("**" + Arrivals.CHOOSE);
        visit.isSound().isAccessible().picture("choose-organisation");
        page.locator("main button[value='210010009']").click();
        page.waitForURL("**/work");
        assertThat(page.locator(".me-card p").first()).containsText("Nav");
    }

    @Test
    void everyReasonNotToComeInHasAPageThatSaysWhatToDo(Browser browser) {
        for (NoEntry.Why why : NoEntry.Why.values()) {
            String address = Arrivals.NO_ENTRY + "?why=" + why.key();
            browser.open(address).isSound(403).isAccessible();
            browser.english().phone().open(address).isSound(403).isAccessible().picture("no-entry-" + why.key());
        }
    }

    @Test
    void whoCameOnTooLowALevelIsShownTheWayUp(Browser browser) {
        Map<String, Object> claims = Peer.shape("id-porten");
        claims.put("acr", "idporten-loa-substantial");
        for (Browser each : List.of(browser, browser.english().phone().dark())) {
            Peer.willSay("id-porten", "pairwise-subject", List.of("samspill-citizens"), claims);
            Visit visit = each.open("/sign-in");
            Page page = visit.page();
            page.locator("main a[href='/sign-in/with/id-porten']").click();
            page.waitForURL("**/my");
            page.navigate(page.url() + "/start/seriously-ill-child");
            assertThat(page.locator("main a[href='/sign-in/with/id-porten?level=high']"))
                    .hasCount(1);
            visit.isAccessible().picture("step-up");
        }
    }

    @Test
    void signingOutHereLeadsOnToTheIssuer(Browser browser) {
        Peer.willSay("id-porten", "pairwise-subject", List.of("samspill-citizens"), Peer.shape("id-porten"));
        Visit visit = browser.open("/sign-in");
        Page page = visit.page();
        page.locator("main a[href='/sign-in/with/id-porten']").click();
        page.waitForURL("**/my");
        List<String> asked = new CopyOnWriteArrayList<>();
        page.onRequest(request -> asked.add(request.url()));
        page.locator(".me > summary").click();
        page.locator(".me-card form[action='/sign-out'] button").click();
        page.waitForCondition(() -> asked.stream().anyMatch(address -> address.contains("/endsession?id_token_hint=")));
        page.waitForURL("**" + SignOut.DONE);
        browser.open(SignOut.DONE).isSound().isAccessible().picture("signed-out");
    }
}
