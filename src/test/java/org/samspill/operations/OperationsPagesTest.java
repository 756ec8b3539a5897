package org.samspill.operations;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.Browser;
import org.samspill.BrowserTest;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.samspill.Visit;
import org.samspill.actors.PersonId;
import org.samspill.privacy.Holds;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The operator's pages in a browser. */
@SamspillTest
@BrowserTest
class OperationsPagesTest {

    @Autowired
    ApplicationContext context;

    @LocalServerPort
    int port;

    @BeforeEach
    void somethingStandsStill() {
        new Lease(context).givenUp("Fagsystemet svarer ikke");
    }

    @Test
    void whatStandsStillIsReadableForAll(Browser browser) {
        browser.as("operator.odin").open("/operations").isSound().isAccessible().picture("operations");
        browser.as("operator.odin")
                .english()
                .phone()
                .dark()
                .open("/operations")
                .isSound()
                .isAccessible()
                .picture("operations");
    }

    @Test
    void whatGoesIsReadableForAllAndReachedByKeys(Browser browser) {
        context.getBean(Holds.class).set(UUID.randomUUID().toString(), "Tilsyn 2026/17", null, PersonId.random());
        browser.as("operator.odin")
                .open("/operations/retention")
                .isSound()
                .isAccessible()
                .isReachedByKeys()
                .picture("retention");
        browser.as("operator.odin")
                .english()
                .phone()
                .dark()
                .open("/operations/retention")
                .isSound()
                .isAccessible()
                .picture("retention");
    }

    @Test
    void whatElseAnOperatorOpensIsReadableForAll(Browser browser) {
        Browser wide = browser.as("operator.odin");
        Browser small = wide.english().phone().dark();
        Http machine = new Http(port).withTokenOf("210010009");
        String subscription = machine.post(
                        "/api/subscriptions", "{\"address\":\"http://127.0.0.1:9/\",\"types\":[\"PromiseOverdue\"]}")
                .json()
                .at("/subscription/id")
                .asText();
        String incident = wide.open("/operations")
                .page()
                .locator("a[href^='/operations/incidents/']")
                .first()
                .getAttribute("href");
        try {
            for (String address : List.of(incident, "/operations/webhooks/" + subscription, "/operations/sign-ins")) {
                wide.open(address).isSound().isAccessible().isReachedByKeys();
                small.open(address).isSound().isAccessible();
            }
        } finally {
            machine.delete("/api/subscriptions/" + subscription);
        }
        for (Browser one : List.of(wide, small)) {
            Visit asked = one.open("/operations/sign-ins");
            asked.page().locator("#who").fill("nav.hilde");
            asked.page().locator("main form button").first().click();
            assertThat(asked.page().locator("main article")).isVisible();
            asked.isSound().isAccessible();
        }
    }

    @Test
    void onesOwnSignInsAreReadableForAll(Browser browser) {
        Browser wide = browser.as("nav.hilde");
        wide.open("/sign-ins").isSound().isAccessible().isReachedByKeys();
        wide.english().phone().dark().open("/sign-ins").isSound().isAccessible();
    }

    @Test
    void everythingIsReachedAndDoneWithKeysAlone(Browser browser) {
        Browser operator = browser.as("operator.odin");
        operator.open("/operations").isReachedByKeys();
        operator.phone().open("/operations").isReachedByKeys();

        Visit visit = operator.open("/operations");
        Page page = visit.page();
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        assertThat(page.locator("dl.facts")).isVisible();
        operator.open(page.url().replaceFirst("https?://[^/]+", "")).isReachedByKeys();
        int waiting = page.locator("tbody tr").count();

        // No is the answer that Escape gives, and the focus is back where it was.
        page.keyboard().press("r");
        assertThat(page.locator("#confirm")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("#confirm")).isHidden();
        assertThat(page.locator("tbody tr")).hasCount(waiting);
        page.keyboard().press("r");
        page.keyboard().press("Shift+Tab");
        assertThat(page.locator("#confirm button[value=ok]")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#results")).isVisible();
    }

    /** Tab stops at a table that is wider than its frame, and arrows move it; where tables are cards it does not stop. */
    @Test
    void aTableWiderThanItsFrameIsMovedByKey(Browser browser) {
        Page page = browser.as("operator.odin").open("/operations").page();
        Locator frame = page.locator("section[aria-labelledby=agencies] .table-frame");
        page.setViewportSize(800, 700);
        frame.evaluate("frame => frame.style.width = '20rem'");
        assertThat(frame).hasAttribute("tabindex", "0");
        assertThat(frame).hasAttribute("role", "group");
        assertThat(frame).hasAttribute("aria-label", page.locator("#agencies").textContent());
        frame.focus();
        Object end = frame.evaluate("frame => frame.scrollWidth - frame.clientWidth");
        assertThat(frame).hasJSProperty("scrollLeft", 0);
        for (int press = 0; press < 60; press++) {
            page.keyboard().press("ArrowRight");
        }
        assertThat(frame).hasJSProperty("scrollLeft", end);
        frame.evaluate("frame => frame.style.width = ''");
        page.setViewportSize(360, 700);
        assertThat(frame).not().hasAttribute("tabindex", Pattern.compile(".*"));
    }

    @Test
    void theCardOfWhoIsSignedInIsPutAwayByEscapeAndByGoingElsewhere(Browser browser) {
        Page page = browser.as("operator.odin").open("/operations").page();
        Locator me = page.locator("details.me");
        Locator out = me.locator("button").first();
        me.locator("summary").focus();
        page.keyboard().press("Enter");
        assertThat(out).isVisible();
        page.keyboard().press("Tab");
        assertThat(out).isFocused();
        page.keyboard().press("Escape");
        assertThat(out).isHidden();
        assertThat(me.locator("summary")).isFocused();
        page.keyboard().press("Enter");
        assertThat(out).isVisible();
        page.locator("main a, main button").first().focus();
        assertThat(out).isHidden();
        me.locator("summary").click();
        page.locator("h1").click();
        assertThat(out).isHidden();
    }

    @Test
    void anIncidentIsReadableOnAPhone(Browser browser) {
        var visit = browser.as("operator.odin").english().phone().open("/operations");
        visit.page().locator("a[data-open]").first().click();
        visit.page().locator("dl.facts").first().waitFor();
        visit.isSound().isAccessible().picture("incident");
    }
}
