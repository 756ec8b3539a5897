package org.samspill.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.samspill.Browser;
import org.samspill.BrowserTest;
import org.samspill.Visit;
import org.springframework.beans.factory.annotation.Autowired;

@WebSetting
@BrowserTest
class PageFrameTest {

    @Autowired
    Doors doors;

    @Test
    void theFirstPageStandsInBothLanguagesWidthsAndLights(Browser browser) {
        for (Browser look : List.of(
                browser,
                browser.english(),
                browser.phone(),
                browser.dark(),
                browser.phone().dark())) {
            Visit visit = look.open("/").isSound();
            visit.picture("home").isAccessible();
        }
    }

    @Test
    void thePiecesOfPagesStandInBothLanguagesWidthsAndLights(Browser browser) {
        for (Browser look : List.of(
                browser,
                browser.english().dark(),
                browser.phone(),
                browser.phone().dark())) {
            Visit visit = look.open("/sample");
            visit.page().locator("[data-island]").scrollIntoViewIfNeeded();
            assertThat(visit.page().locator("[data-mounted=ready]")).isVisible();
            visit.page().locator(".trend summary").click();
            visit.isSound().picture("pieces").isAccessible();
        }
    }

    @Test
    void rowsAreWalkedAndChosenByKeyButNotWhileTyping(Browser browser) {
        Page page = browser.open("/sample").page();
        page.keyboard().press("j");
        page.keyboard().press("j");
        assertThat(page.locator("[data-row]").nth(1).locator("[data-open]")).isFocused();
        page.keyboard().press("x");
        assertThat(page.locator("[data-row]").nth(1).locator("input")).isChecked();
        page.keyboard().press("/");
        assertThat(page.locator("#search")).isFocused();
        page.keyboard().type("jx?");
        assertThat(page.locator("#search")).hasValue("jx?");
        assertThat(page.locator("#keys")).isHidden();
    }

    @Test
    void draftsSaveThemselvesAndSayWhen(Browser browser) {
        Visit visit = browser.open("/sample");
        visit.page().locator("#note").fill("Hei");
        assertThat(visit.page().locator("[data-draft-status]")).hasText("Utkast lagret 14:32");
        visit.isSound();
    }

    @Test
    void whatIsNewGathersAndWhatChangedIsAskedAgainButNeverUnderTheFocus(Browser browser) {
        Visit visit = browser.open("/sample");
        Page page = visit.page();
        Locator first = page.locator("#row-1");
        Locator second = page.locator("#row-2");
        first.locator("[data-open]").focus();
        assertThat(page.locator("[data-live-open]")).isVisible();
        page.request().get(visit.page().url() + "/tell");
        assertThat(page.locator("[data-live-new]")).hasText("2 nye – vis");
        assertThat(second).containsText("endret");
        assertThat(first).not().containsText("endret");
        page.locator("#search").focus();
        assertThat(first).containsText("endret");
        visit.isSound();
    }

    @Test
    void dangerousActionsAskFirst(Browser browser) {
        Page page = browser.open("/sample").page();
        page.locator("#remove button").click();
        assertThat(page.locator("#confirm")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("#status")).isEmpty();
        page.locator("#remove button").click();
        page.locator("#confirm button[value=ok]").click();
        assertThat(page.locator("#status")).hasText("Fjernet");
    }

    @Test
    void aFormSentBackShowsItsErrorsAndTheyTakeTheFocus(Browser browser) {
        Visit visit = browser.open("/sample");
        visit.page().locator("#note").fill("");
        visit.page().locator("#send").click();
        assertThat(visit.page().locator(".ds-error-summary")).isFocused();
        visit.page().locator(".ds-error-summary a").click();
        assertThat(visit.page().locator("#note")).isFocused();
    }

    @Test
    void aProblemOfAPartIsSaidInTheStatusLine(Browser browser) {
        Page page = browser.open("/sample").page();
        page.locator("#fail").click();
        assertThat(page.locator("#status")).containsText("Noe gikk galt hos oss");
        assertThat(page.locator("#status")).containsText("referansen");
    }

    @Test
    void moreRowsTakeThePlaceOfTheButton(Browser browser) {
        Page page = browser.open("/sample").page();
        page.locator(".more-row a").click();
        assertThat(page.locator("[data-row]")).hasCount(4);
        assertThat(page.locator(".more-row")).hasCount(0);
    }

    @Test
    void aPageThatDoesNotExistSaysSo(Browser browser) {
        browser.open("/nothing-here").isSound(404).picture("not-found").isAccessible();
        Visit english = browser.english()
                .phone()
                .dark()
                .open("/nothing-here")
                .isSound(404)
                .picture("not-found");
        assertThat(english.page().locator("h1")).hasText("We did not find the page");
    }

    @Test
    void aDefectOfOursIsSaidWithAReferenceAndNothingOfTheInside(Browser browser) {
        for (Browser look : List.of(browser, browser.english().phone().dark())) {
            Visit visit =
                    look.open("/sample/fail").isSound(500).picture("our-fault").isAccessible();
            assertThat(visit.page().locator("main")).not().containsText("java.");
        }
        assertThat(browser.open("/sample/fail").page().locator("main")).containsText("Oppgi referansen");
    }

    @Test
    void whileTheDoorsAreClosedThePageSaysHowFarItHasCome(Browser browser) {
        doors.progress(40, "web.opening.playing");
        try {
            for (Browser look : List.of(
                    browser,
                    browser.english().phone(),
                    browser.english().dark(),
                    browser.phone().dark())) {
                Visit visit =
                        look.open("/work/17").isSound(503).picture("opening").isAccessible();
                assertThat(visit.page().locator("progress")).hasAttribute("value", "40");
            }
            // The page follows by itself, and gives way when the doors open.
            Page page = browser.english().open("/sample").page();
            assertThat(page.locator("#percent")).hasText("40 per cent done");
            doors.progress(70, "web.opening.playing");
            assertThat(page.locator("#percent")).hasText("70 per cent done");
            doors.open();
            assertThat(page.locator("[data-row]").first()).isVisible();
        } finally {
            doors.open();
        }
    }

    @Test
    void languageLooksAndKeysAreChosenOnThePage(Browser browser) {
        Visit visit = browser.open("/");
        visit.page().locator("button[name=lang]").click();
        assertThat(visit.page().locator("html")).hasAttribute("lang", "en");
        visit.page().locator("button[name=scheme][value=dark]").click();
        assertThat(visit.page().locator("html")).hasAttribute("data-color-scheme", "dark");
        visit.page().keyboard().press("?");
        assertThat(visit.page().locator("#keys")).isVisible();
        visit.isSound().picture("keys").isAccessible();
        visit.page().locator("button[name=keys]").click();
        visit.page().keyboard().press("?");
        assertThat(visit.page().locator("#keys")).isHidden();
        visit.page().keyboard().press("Control+k");
        assertThat(visit.page().locator("#commands")).isVisible();
        visit.isSound().picture("commands").isAccessible();
    }
}
