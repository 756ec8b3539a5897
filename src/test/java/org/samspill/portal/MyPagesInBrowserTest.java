package org.samspill.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.Test;
import org.samspill.Browser;
import org.samspill.BrowserTest;
import org.samspill.SamspillTest;
import org.samspill.Visit;
import org.samspill.actors.NationalId;
import org.samspill.actors.People;
import org.samspill.catalogue.LifeEvents;
import org.samspill.privacy.Consents;
import org.springframework.beans.factory.annotation.Autowired;

/** The citizens' pages in a real browser: a parent reports her child by keyboard alone on a phone, and follows what happens in both languages. */
@SamspillTest
@BrowserTest
class MyPagesInBrowserTest {

    private static final NationalId TONE = NationalId.of("25837911470");

    @Autowired
    Consents consents;

    @Autowired
    LifeEvents lifeEvents;

    @Autowired
    People people;

    @Test
    void aParentReportsHerChildAndFollowsIt(Browser browser) {
        Browser phone = browser.as("parent.tone").phone();
        look(phone.open("/my"), "portal-my-empty");
        look(phone.open("/my/start/seriously-ill-child"), "portal-start-about");
        Visit form = phone.open("/my/start/seriously-ill-child?about=1");
        look(form, "portal-start");
        Page page = form.page();
        page.locator("main form button").first().press("Enter");
        PlaywrightAssertions.assertThat(page.locator("[aria-invalid=true]")).hasCount(1);
        PlaywrightAssertions.assertThat(page.locator(".form-problems")).isFocused();
        page.locator("textarea[name='report.text']").fill("Leukemi, innlagt i går");
        page.locator("main form button").first().press("Enter");
        PlaywrightAssertions.assertThat(page.locator("h1")).hasText("Stemmer dette?");
        look(new Visit(page, 200, form.trouble(), form.name()), "portal-start-summary");
        page.locator("main form button").first().press("Enter");
        PlaywrightAssertions.assertThat(page.locator("h1")).hasText("Vi har fått det du sendte");
        look(new Visit(page, 200, form.trouble(), form.name()), "portal-started");

        String journey = page.url().replaceAll(".*(/my/journeys/[^/]+)/started", "$1");
        assertThat(journey).startsWith("/my/journeys/");
        consents.decide(
                journey.substring("/my/journeys/".length()),
                lifeEvents.find("seriously-ill-child").orElseThrow().consents().get("peer-support"),
                people.byNationalId(TONE).orElseThrow().id(),
                null,
                true,
                null);
        Browser dark = browser.as("parent.tone").english().dark();
        for (String address :
                new String[] {journey, journey + "/seen", "/my", journey + "/consents/peer-support/withdraw"}) {
            String name = "portal-" + address.replaceAll(".*/", "").replaceAll("[0-9a-f-]{36}", "journey");
            look(phone.open(address), name);
            look(dark.open(address), name);
        }
    }

    private static void look(Visit visit, String name) {
        visit.isSound().isAccessible().picture(name);
        assertThat(visit.page().locator("main").innerText()).doesNotContain("th:text");
    }
}
