package org.samspill.casework;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.Browser;
import org.samspill.BrowserTest;
import org.samspill.SamspillTest;
import org.samspill.Visit;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The caseworkers' pages in a real browser: sound and accessible in both languages, wide and narrow, light and dark; worked by keyboard alone; live. */
@SamspillTest
@BrowserTest
class CaseworkPagesTest {

    private static final List<UnaryOperator<Browser>> LOOKS = List.of(
            browser -> browser, Browser::dark, browser -> browser.english().phone(), browser -> browser.phone()
                    .dark());

    @Autowired
    ApplicationContext program;

    @Autowired
    WorkItems items;

    @Autowired
    Notes notes;

    HousingOffice office;

    @BeforeEach
    void open() {
        office = HousingOffice.in(program);
    }

    private void look(Browser browser, String who, String address, String picture) {
        LOOKS.forEach(as ->
                as.apply(browser.as(who)).open(address).isSound().isAccessible().picture("casework-" + picture));
    }

    @Test
    void theListIsSoundAndAccessible(Browser browser) {
        office.lostKey();
        WorkItem taken = office.lostKey();
        items.claim(taken.id(), office.ola);
        look(browser, "ola.bolig", "/work", "list");
        look(browser, "lars.lund", "/work?view=urgent&q=nothing-like-this", "list-empty");
        look(browser, "ola.bolig", "/journeys", "journeys");
    }

    @Test
    void theItemIsSoundAndAccessible(Browser browser) {
        WorkItem lock = office.lockToReplace();
        look(browser, "lars.lund", "/work/" + lock.id(), "item");
        look(browser, "lars.lund", "/work/" + lock.id() + "/timeline", "item-timeline");
        look(browser, "lars.lund", "/work/" + lock.id() + "/notes", "item-notes");
        look(browser, "lars.lund", "/work/" + lock.id() + "/assign", "assign");
        Page page = browser.as("lars.lund").open("/work/" + lock.id()).page();
        page.locator("form[data-draft-url] button[value=list]").click();
        assertThat(page.locator(".ds-error-summary")).isFocused();
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(java.nio.file.Path.of("target/screenshots/casework-item-error.png")));
    }

    @Test
    void theJourneyIsSoundAndAccessible(Browser browser) {
        WorkItem lock = office.lockToReplace();
        String address = "/journeys/" + lock.journey().value();
        look(browser, "ola.bolig", address, "journey");
        look(browser, "ola.bolig", address + "/diagram", "journey-diagram");
        Page page = browser.as("ola.bolig").open(address + "/diagram").page();
        assertThat(page.locator("[data-island=diagram][data-mounted=ready]")).isVisible();
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(java.nio.file.Path.of("target/screenshots/casework-journey-diagram-ready.png")));
        // On the smallest screen too the drawing opens where the journey stands.
        Page small = browser.as("lars.lund")
                .phone()
                .open("/work/" + lock.id() + "/diagram")
                .page();
        assertThat(small.locator("[data-island=diagram][data-mounted=ready]")).isVisible();
        var stage = small.locator(".stage").boundingBox();
        var here = small.locator(".djs-element.here").first().boundingBox();
        org.assertj.core.api.Assertions.assertThat(here.x).isBetween(stage.x, stage.x + stage.width - here.width);
        org.assertj.core.api.Assertions.assertThat(here.y).isBetween(stage.y, stage.y + stage.height - here.height);
    }

    @Test
    void whyAJourneyWaitsStandsBeforeWhatHasHappenedOnAPhoneAndTheKeysFollowTheEye(Browser browser) {
        WorkItem lock = office.lockToReplace();
        Page page = browser.as("lars.lund")
                .phone()
                .open("/journeys/" + lock.journey().value())
                .page();
        Locator open = page.locator(".waits a[href='/work/" + lock.id() + "']");
        assertThat(open).isVisible();
        List<?> heights = (List<?>) page.evaluate("""
                [...document.querySelectorAll('main a, main button, main summary')]
                    .filter(each => each.checkVisibility()).map(each => Math.round(each.getBoundingClientRect().top))""");
        List<Integer> tops =
                heights.stream().map(each -> ((Number) each).intValue()).toList();
        assertThat(tops).hasSizeGreaterThan(10).isSorted();
        assertThat(open.boundingBox().y)
                .isLessThan(page.locator(".tabs").first().boundingBox().y);
    }

    @Test
    void whatHappenedBeforeIsShownWhenAskedFor(Browser browser) {
        WorkItem lease = office.lostKey();
        for (int note = 1; note <= TimelineParts.MOST; note++) {
            notes.write(lease.journey(), null, office.ola, "Purret " + note);
        }
        String address = "/journeys/" + lease.journey().value();
        String before = "";
        for (UnaryOperator<Browser> as : LOOKS) {
            Visit visit = as.apply(browser.as("ola.bolig")).open(address);
            Page page = visit.page();
            assertThat(page.locator(".timeline li")).hasCount(TimelineParts.MOST);
            before = page.locator(".more a").getAttribute("href");
            visit.isSound().isAccessible().picture("casework-journey-long");
            page.locator(".more a").press("Enter");
            // The first day of what was before has the focus, so that it is read out.
            assertThat(page.locator(".timeline + .timeline h3").first()).isFocused();
            assertThat(page.locator(".timeline + .timeline li").first()).isVisible();
            assertThat(page.locator(".more")).hasCount(0);
            visit.isAccessible().picture("casework-journey-earlier");
        }
        // Without script it is a page of its own, from which one comes back.
        Page alone = browser.as("ola.bolig").open(before).page();
        assertThat(alone.locator(".timeline")).hasCount(1);
        alone.locator("section a.ds-link[href='" + address + "']").first().click();
        assertThat(alone.locator(".timeline li")).hasCount(TimelineParts.MOST);
    }

    @Test
    void whatIsDoneWithManyAtOnceIsShownBeforeAndAfter(Browser browser) {
        WorkItem lease = office.lostKey();
        office.lostKey();
        for (UnaryOperator<Browser> as : LOOKS) {
            Visit visit = as.apply(browser.as("ola.bolig")).open("/work?event=lost-key&view=new");
            Page page = visit.page();
            page.locator("#row-" + lease.id() + " input[type=checkbox]").check();
            page.locator("#bulk button[value=assign]").click();
            assertThat(page.locator("#to")).isVisible();
            visit.isSound().isAccessible().picture("casework-bulk");
            page.locator("main form button").first().click();
            assertThat(page.locator(".ds-error-summary")).isVisible();
            visit.isAccessible().picture("casework-bulk-refused");
        }
    }

    @Test
    void workIsFoundTakenAnsweredAndGivenBackByKeyboardAlone(Browser browser) {
        WorkItem lease = office.lostKey();
        Page page = browser.as("kari.bolig")
                .open("/work?q=" + lease.journey().value())
                .page();
        Locator row = page.locator("#row-" + lease.id());
        page.keyboard().press("j");
        assertThat(row.locator("[data-open]")).isFocused();
        page.keyboard().press("c");
        assertThat(row).containsText("Meg");
        assertThat(page.locator("#status")).containsText("Du har tatt oppgaven.");
        assertThat(row.locator("[data-open]")).isFocused();
        page.keyboard().press("u");
        assertThat(row).containsText("Ingen");
        page.keyboard().press("x");
        assertThat(row.locator("input[type=checkbox]")).isChecked();
        assertThat(page.locator("[data-selected]")).hasText("1 valgt");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*/work/" + lease.id()));
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(Pattern.compile("Adressen til boligen")))
                .focus();
        page.keyboard().type("Bakken 7");
        page.locator("[data-draft-status]")
                .filter(new Locator.FilterOptions().setHasText("Utkast lagret"))
                .waitFor();
        page.reload();
        assertThat(page.locator(".draft")).containsText("Utkast fra ");
        page.locator("input[type=radio][value=standard]").focus();
        page.keyboard().press("Space");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator("#status")).containsText("«Finne leieavtale» er fullført.");
        assertThat(office.now(lease).state()).isEqualTo(WorkItem.State.DONE);
    }

    @Test
    void fromTheListThroughTheTaskToTheNextByKeyboardAlone(Browser browser) {
        WorkItem first = office.lostKey();
        WorkItem second = office.lostKey();
        Page page =
                browser.as("kari.bolig").open("/work?event=lost-key&view=new").page();
        Locator opened = page.locator("tr[data-row] [data-open]");
        page.keyboard().press("j");
        assertThat(opened.nth(0)).isFocused();
        page.keyboard().press("j");
        assertThat(opened.nth(1)).isFocused();
        page.keyboard().press("k");
        assertThat(opened.nth(0)).isFocused();

        page.keyboard().press("/");
        assertThat(page.locator("#q")).isFocused();
        page.keyboard().type(first.journey().value());
        assertThat(page.locator("tr[data-row]")).hasCount(1);
        page.keyboard().press("Escape");
        page.locator("#q").blur();
        page.keyboard().press("j");
        page.keyboard().press("a");
        assertThat(page).hasURL(Pattern.compile(".*/work/" + first.id() + "/assign"));
        page.locator("#to").focus();
        page.keyboard().type("Kari");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".lead")).hasText("1 oppgave er tildelt.");
        assertThat(page.locator("h1")).hasCount(1);

        page.navigate(page.url().replaceAll("/work.*", "/work/" + first.id()));
        page.locator("[name='lease.address']").focus();
        page.keyboard().type("Bakken 9");
        page.locator("input[type=radio][value=standard]").focus();
        page.keyboard().press("Space");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator("#status")).containsText("«Finne leieavtale» er fullført.");
        assertThat(page).hasURL(Pattern.compile(".*/work/(?!" + first.id() + ")[0-9a-f-]+$"));
        assertThat(page.locator("h1")).hasCount(1);
        assertThat(page.locator("form[data-draft-url]")).isVisible();
        page.waitForLoadState();
        page.keyboard().press("n");
        assertThat(page).hasURL(Pattern.compile(".*/work/[0-9a-f-]+$"));
        assertThat(office.now(second).open()).isTrue();
    }

    @Test
    void theWayBackLeadsToTheListAsItWas(Browser browser) {
        WorkItem lease = office.lostKey();
        String asked = "/work?view=new&q=" + lease.journey().value() + "&event=lost-key";
        Page page = browser.as("vera.bolig").open(asked).page();
        page.locator("tr[data-row] [data-open]").click();
        page.locator("main .ds-link").first().click();
        page.waitForURL(url -> url.endsWith(asked));
        page.locator("tr[data-row] [data-open]").click();
        page.locator("[name='lease.address']").fill("Bakken 11");
        page.locator("input[type=radio][value=standard]").check();
        page.locator("form[data-draft-url] button[value=list]").click();
        assertThat(page.locator("#status")).containsText("«Finne leieavtale» er fullført.");
        page.waitForURL(url -> url.endsWith(asked));
    }

    @Test
    void aReasonIsAskedForBeforeItIsAskedWhetherOneIsSure(Browser browser) {
        WorkItem lock = office.lockToReplace();
        Page page = browser.as("lars.lund").open("/work/" + lock.id()).page();
        page.locator("#refuse summary").click();
        page.locator("#refuse button").click();
        assertThat(page.locator("#refuse .ds-error-summary")).isFocused();
        assertThat(page.locator("#confirm")).isHidden();
        page.locator("#refuse input[value=nobody-home]").check();
        page.locator("#refuse button").click();
        assertThat(page.locator("#confirm")).isVisible();
        page.locator("#confirm button[value=ok]").click();
        assertThat(page).not().hasURL(Pattern.compile(".*/work/" + lock.id() + ".*"));
        org.assertj.core.api.Assertions.assertThat(office.now(lock).state()).isEqualTo(WorkItem.State.REFUSED);
    }

    /** A page that stands open while the device turns dark looks like one opened in the dark, also in what is folded out later. */
    @Test
    void anOpenListTurnsDarkWithTheDevice(Browser browser) {
        WorkItem lease = office.lostKey();
        String address = "/work?q=" + lease.journey().value();
        Page turned = browser.as("ola.bolig").open(address).page();
        turned.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        Page dark = browser.as("ola.bolig").dark().open(address).page();
        turned.locator(".save-view > summary").click();
        dark.locator(".save-view > summary").click();
        org.assertj.core.api.Assertions.assertThat(colours(turned)).isEqualTo(colours(dark));
    }

    /** All colours at rest: nothing is under the pointer, and no change of colour is under way. */
    private static Object colours(Page page) {
        page.mouse().move(0, 0);
        return page.evaluate("""
                () => Promise.allSettled(document.getAnimations().map((each) => each.finished)).then(() => [...document.querySelectorAll('body, main *')].map((element) => {
                  const { color, backgroundColor, borderTopColor } = getComputedStyle(element);
                  return [element.tagName, color, backgroundColor, borderTopColor].join(' ');
                }))""");
    }

    @Test
    void viewsCommandsAndHelpAreAKeyAwayAndLettersCanBeTurnedOff(Browser browser) {
        WorkItem lease = office.lostKey();
        String address = "/work?q=" + lease.journey().value();
        Page page = browser.as("vera.bolig").open(address).page();
        page.keyboard().press("v");
        assertThat(page.locator("#view-name")).isFocused();
        page.keyboard().type("Denne ene");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Denne ene");
        assertThat(page.locator("#status")).containsText("Visningen «Denne ene» er lagret.");
        page.waitForLoadState();

        page.keyboard().press("Control+k");
        page.keyboard().type("Mine oppg");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Mine oppgaver");
        page.waitForLoadState();

        page.keyboard().press("?");
        assertThat(page.locator("#keys")).isVisible();
        for (String key : List.of("n", "/", "v", "Ctrl+k")) {
            assertThat(page.locator("#keys dt").getByText(key, new Locator.GetByTextOptions().setExact(true)))
                    .hasCount(1);
        }
        page.locator("#keys button[name=keys]").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("html")).hasAttribute("data-keys", "off");
        page.waitForLoadState();
        page.keyboard().press("j");
        page.keyboard().press("n");
        assertThat(page.locator("h1")).hasText("Mine oppgaver");
        page.keyboard().press("Control+k");
        assertThat(page.locator("#commands")).isVisible();
    }

    @Test
    void moreIsAskedForAndTheTaskWaitsInGrey(Browser browser) {
        WorkItem lease = office.lostKey();
        Page page = browser.as("kari.bolig").open("/work/" + lease.id()).page();
        page.locator("#more summary").focus();
        page.keyboard().press("Enter");
        page.locator("#more button").click();
        assertThat(page.locator(".ds-error-summary")).isFocused();
        assertThat(page.locator("#more-question")).hasAttribute("aria-invalid", "true");
        page.locator("#more-question").fill("Hvilken dør gjelder det?");
        page.locator("#more button").click();
        assertThat(page.locator("#status")).containsText("Spørsmålet er sendt.");

        look(browser, "kari.bolig", "/work/" + lease.id(), "item-paused");
        look(browser, "kari.bolig", "/work?view=waiting&q=" + lease.journey().value(), "list-waiting");
        Page waiting = browser.as("kari.bolig")
                .open("/work?view=waiting&q=" + lease.journey().value())
                .page();
        assertThat(waiting.locator("#row-" + lease.id() + " .promise")).hasAttribute("data-color", "neutral");
        assertThat(waiting.locator("#bulk")).hasCount(0);
    }

    @Test
    void noticesAreSeenAndPutAway(Browser browser) {
        WorkItem lease = office.lostKey();
        items.claim(lease.id(), office.ola);
        office.timePasses(lease, 1);
        look(browser, "ola.bolig", "/work?view=mine", "list-notices");
        Page page = browser.as("ola.bolig").open("/work?view=mine").page();
        Locator notice = page.locator(".notices li")
                .filter(new Locator.FilterOptions().setHas(page.locator("a[href='/work/" + lease.id() + "']")));
        assertThat(notice).containsText("Purret");
        notice.locator("button").click();
        assertThat(notice).hasCount(0);
    }

    @Test
    void documentsAreSoundAndAccessible(Browser browser) {
        WorkItem lock = office.lockToReplace();
        look(browser, "lars.lund", "/work/" + lock.id() + "/documents", "item-documents");
        look(browser, "ola.bolig", "/journeys/" + lock.journey().value() + "/documents", "journey-documents");
        Page page = browser.as("lars.lund")
                .open("/work/" + lock.id() + "/documents")
                .page();
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Finne leieavtale");
        String address = page.url().replaceFirst("https?://[^/]+", "");
        look(browser, "lars.lund", address, "document");
        WorkItem fresh = office.lockToReplace();
        look(browser, "vera.bolig", "/journeys/" + fresh.journey().value() + "?show=messages", "journey-nothing");
    }

    @Test
    void anOldWindowSaysThatItsDraftIsKeptNoMore(Browser browser) {
        WorkItem lease = office.lostKey();
        Page old = browser.as("kari.bolig").open("/work/" + lease.id()).page();
        office.answer(lease, office.kari, Map.of("lease.address", "Bakken 7", "lease.lockClass", "standard"));
        old.locator("[name='lease.address']").pressSequentially("Bakken 8");
        assertThat(old.locator("[data-draft-status]")).containsText("Utkastet lagres ikke");
    }

    @Test
    void aLostRaceGivesTheRowBackWithWhoGotIt(Browser browser) {
        WorkItem lease = office.lostKey();
        Page page = browser.as("kari.bolig")
                .open("/work?q=" + lease.journey().value())
                .page();
        page.route("**/row", route -> route.abort());
        items.claim(lease.id(), office.ola);
        page.locator("#row-" + lease.id() + " [data-key=c]").click();
        assertThat(page.locator("#row-" + lease.id() + " .outcome"))
                .containsText(Pattern.compile("Tatt av Ola Bakke for \\d+ s siden"));
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(java.nio.file.Path.of("target/screenshots/casework-lost-race.png")));
    }

    @Test
    void theListLivesButNeverMovesWhatIsBeingRead(Browser browser) {
        WorkItem lease = office.lostKey();
        Page page =
                browser.as("kari.bolig").open("/work?event=lost-key&view=new").page();
        page.locator("[data-live][data-live-open]").waitFor();
        WorkItem fresh = office.lostKey();
        Locator news = page.locator("[data-live-new]");
        assertThat(news).hasText("1 nye – vis");
        assertThat(page.locator("#row-" + fresh.id())).hasCount(0);
        Page mine = browser.as("kari.bolig")
                .open("/work?q=" + lease.journey().value())
                .page();
        mine.locator("[data-live][data-live-open]").waitFor();
        items.claim(lease.id(), office.ola);
        assertThat(mine.locator("#row-" + lease.id())).containsText("Ola Bakke");
    }
}
