package org.samspill.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.samspill.Browser;
import org.samspill.BrowserTest;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The library of life events as a designer reads it. */
@SamspillTest
@BrowserTest
class StudioTest {

    private static final String CHILD = "/studio/seriously-ill-child";

    @LocalServerPort
    int port;

    @Test
    void onlyDesignersComeIn() {
        Http caseworker = new Http(port).signedInAs("nav.hilde");
        assertThat(caseworker.get("/studio").status()).isEqualTo(403);
        assertThat(caseworker.get(CHILD).status()).isEqualTo(403);
    }

    @Test
    void contractsRatesAndDrawingsAreThere() {
        Http designer = new Http(port).signedInAs("designer.dina");
        assertThat(designer.get("/studio").body()).contains("Alvorlig sykt barn");
        assertThat(designer.get(CHILD + "/services").body()).contains("nav.pleiepenger.decide", "Hjemmel");
        assertThat(designer.get(CHILD + "/rates").body()).contains("Gjelder nå");
        assertThat(designer.get(CHILD + "/findings").status()).isEqualTo(200);
        Http.Answer drawing = designer.get(CHILD + "/diagrams/seriously-ill-child.bpmn");
        assertThat(drawing.header("Content-Type").orElseThrow()).startsWith("application/xml");
        assertThat(drawing.body()).contains("Alvorlig sykt barn");
    }

    @Test
    void aLifeEventShowsTheRatesThatItReadsAndNoOthers() {
        Http designer = new Http(port).signedInAs("designer.dina");
        // One decides from the base amount and the care benefit's rates, the other from the limits of associations.
        assertThat(designer.get(CHILD + "/rates").body())
                .contains("rate-grunnbelop", "rate-hjelpestonad")
                .doesNotContain("rate-grasrotPercent", "rate-momskompCut");
        assertThat(designer.get("/studio/voluntary-organisation/rates").body())
                .contains("rate-grasrotPercent", "rate-momskompCut")
                .doesNotContain("rate-grunnbelop", "rate-hjelpestonad");
    }

    @Test
    void ratesAreWrittenAsTheirReaderWritesThem() {
        Http designer = new Http(port).signedInAs("designer.dina");
        String address = "/studio/voluntary-organisation/rates";
        assertThat(designer.get(address).body())
                .contains("20 personer", "1. jan. 1999", " kr<")
                .doesNotContain("NOK", "persons");
        designer.postForm("/studio", "/preferences", Map.of("lang", "en", "back", "/studio"));
        assertThat(designer.get(address).body()).contains("20 persons", "1 Jan 1999", "NOK 20,000,000");
    }

    @Test
    void whatDoesNotExistIsSaidSo() {
        Http designer = new Http(port).signedInAs("designer.dina");
        assertThat(designer.get("/studio/nonesuch").status()).isEqualTo(404);
        assertThat(designer.get("/studio/nonesuch/services").status()).isEqualTo(404);
        assertThat(designer.get(CHILD + "?diagram=nonesuch").status()).isEqualTo(404);
        assertThat(designer.get(CHILD + "/diagrams/nonesuch.bpmn").status()).isEqualTo(404);
    }

    @Test
    void theLibraryIsReadableForAll(Browser browser) {
        browser.as("designer.dina").open("/studio").isSound().isAccessible().picture("studio");
        browser.as("designer.dina")
                .english()
                .phone()
                .dark()
                .open("/studio")
                .isSound()
                .isAccessible();
        var visit = browser.as("designer.dina").open(CHILD);
        PlaywrightAssertions.assertThat(visit.page().locator("[data-island=diagram]"))
                .hasAttribute("data-mounted", "ready");
        visit.isSound().isAccessible().picture("studio-child");
        browser.as("designer.dina").english().phone().open(CHILD).isSound().isAccessible();
    }

    @Test
    void contractsAreReadableForAll(Browser browser) {
        for (String lifeEvent : List.of(CHILD, "/studio/voluntary-organisation")) {
            var visit = browser.as("designer.dina").phone().open(lifeEvent + "/services");
            visit.page().locator("main details").evaluateAll("all => all.forEach((one) => (one.open = true))");
            visit.isSound().picture("studio-services");
        }
        var visit = browser.as("designer.dina").english().phone().open(CHILD + "/services");
        visit.page().locator("main summary").first().click();
        visit.isSound().isAccessible();
        browser.as("designer.dina")
                .open(CHILD + "/rates")
                .isSound()
                .isAccessible()
                .picture("studio-rates");
        browser.as("designer.dina")
                .open(CHILD + "/findings")
                .isSound()
                .isAccessible()
                .picture("studio-findings");
    }

    @Test
    void everythingIsReachedAndReadWithKeysAlone(Browser browser) {
        Browser designer = browser.as("designer.dina");
        for (String address : List.of("/studio", CHILD + "/services", CHILD + "/rates", CHILD + "/findings")) {
            designer.open(address).isReachedByKeys();
        }
        var visit = designer.open(CHILD);
        Page page = visit.page();
        PlaywrightAssertions.assertThat(page.locator("[data-island=diagram]")).hasAttribute("data-mounted", "ready");
        visit.isReachedByKeys();
        designer.phone().open(CHILD + "/services").isReachedByKeys();

        // The drawing is moved and made larger by keys, and nothing holds the focus in it.
        Locator stage = page.locator("[data-island=diagram] .stage");
        Locator view = stage.locator("svg g.viewport").first();
        stage.focus();
        String before = view.getAttribute("transform");
        page.keyboard().press("ArrowRight");
        PlaywrightAssertions.assertThat(view).not().hasAttribute("transform", before);
        String moved = view.getAttribute("transform");
        page.keyboard().press("+");
        PlaywrightAssertions.assertThat(view).not().hasAttribute("transform", moved);
        page.keyboard().press("Tab");
        PlaywrightAssertions.assertThat(stage.locator("a.bjs-powered-by")).isFocused();
        page.keyboard().press("Tab");
        PlaywrightAssertions.assertThat(page.locator(".zoom button").first()).isFocused();

        page = designer.open(CHILD + "/services").page();
        Locator contract = page.locator("main details").first();
        contract.locator("summary").focus();
        page.keyboard().press("Enter");
        PlaywrightAssertions.assertThat(contract.locator("dl.facts")).isVisible();
        page.keyboard().press("Enter");
        PlaywrightAssertions.assertThat(contract.locator("dl.facts")).isHidden();
    }
}
