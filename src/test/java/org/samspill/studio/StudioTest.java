package org.samspill.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
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
        var visit = browser.as("designer.dina").english().phone().open(CHILD + "/services");
        visit.page().locator("main summary").first().click();
        visit.isSound().isAccessible().picture("studio-services");
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
}
