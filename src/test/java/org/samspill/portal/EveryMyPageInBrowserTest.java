package org.samspill.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.Media;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.Browser;
import org.samspill.BrowserTest;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.samspill.Visit;
import org.samspill.actors.NationalId;
import org.samspill.actors.People;
import org.samspill.actors.Person;
import org.samspill.actors.Role;
import org.samspill.identity.Accounts;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.work.WorkItems;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * Every page that a citizen meets, as she meets it: sound, accessible and with a picture. Two looks by itself (a phone in Norwegian, a dark screen in
 * English); all eight with {@code -Dsamspill.looks=all}.
 */
@SamspillTest
@BrowserTest
class EveryMyPageInBrowserTest {

    private static final String START = "/my/start/seriously-ill-child";
    private static int families;

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext program;

    @Autowired
    People people;

    @Autowired
    Journeys journeys;

    private Person parent;
    private Person child;
    private String username;
    private Http citizen;
    private Walk walk;

    @BeforeEach
    void family() {
        int family = families++;
        parent = people.register(number("2381", 400 + family), "Ragnhild Aasen", LocalDate.of(1983, 1, 23), "0301");
        child = people.register(number("2481", 700 + family), "Sigurd Aasen", LocalDate.of(2017, 1, 24), "0301");
        people.relate(parent.id(), child.id());
        username = "looks." + UUID.randomUUID();
        Accounts accounts = program.getBean(Accounts.class);
        accounts.open(username, parent.id(), null, Set.of(Role.CITIZEN), accounts.hash("demo"));
        citizen = new Http(port).signedInAs(username);
        walk = new Walk(program);
    }

    @Test
    void starting(Browser browser) {
        for (Browser look : looks(browser.as(username))) {
            look(look.open("/my"), "my-empty");
            look(look.open(START), "start-about");
            look(look.open(START + "?about=other"), "start-other");
            Visit form = look.open(START + "?about=1");
            look(form, "start-form");
            form.page().locator("main form.stack button").first().click();
            PlaywrightAssertions.assertThat(form.page().locator(".form-problems"))
                    .isFocused();
            look(form, "start-errors");
            form.page().locator("textarea").fill("Sigurd fikk påvist leukemi i går, og ligger på sykehuset.");
            form.page().locator("main form.stack button").first().click();
            PlaywrightAssertions.assertThat(form.page().locator("main form button"))
                    .hasCount(2);
            look(form, "start-summary");
        }
    }

    @Test
    void puttingAwayAndComingBack(Browser browser) {
        String key = UUID.randomUUID().toString();
        citizen.postForm(START + "?about=1", START + "/later", report(key));
        for (Browser look : looks(browser.as(username))) {
            look(look.open("/my"), "my-begun");
            Visit draft = look.open(START);
            look(draft, "start-draft");
            Page page = draft.page();
            List<Cookie> kept = page.context().cookies().stream()
                    .filter(cookie -> cookie.name.equals("lang"))
                    .toList();
            page.context().clearCookies();
            page.context().addCookies(kept);
            page.locator("main form.stack button").first().click();
            PlaywrightAssertions.assertThat(page.locator("#username")).isVisible();
            look(draft, "signed-out");
            page.locator("#username").fill(username);
            page.locator("#password").fill("demo");
            page.locator("main form button").first().click();
            PlaywrightAssertions.assertThat(page).hasURL(Pattern.compile(".*/sign-in/back"));
            look(draft, "kept-form");
        }
    }

    @Test
    void followingAndAnswering(Browser browser) {
        JourneyId journey = started();
        String page = "/my/journeys/" + journey.value();
        walk.to(journey, "Task_GiveConsent");
        String late = own(journey);
        for (Browser look : looks(browser.as(username))) {
            look(look.open(page + "/started"), "started");
            look(look.open("/my"), "my");
            Visit task = look.open(late);
            look(task, "task");
            task.page().locator("main form.stack button").first().click();
            PlaywrightAssertions.assertThat(task.page().locator(".form-problems"))
                    .isFocused();
            look(task, "task-errors");
            look(look.open(page), "journey-task");
        }
        Map<String, String> yes =
                Map.of("consent.individualPlan", "true", "consent.school", "true", "consent.peerSupport", "true");
        assertThat(citizen.postForm(late, late, yes).status()).isEqualTo(302);
        walk.to(journey, "Task_DraftPlan");
        for (Browser look : looks(browser.as(username))) {
            look(look.open(late + "/receipt"), "task-receipt");
            look(look.open(late), "task-over");
            Visit printed = look.open(page);
            look(printed, "journey");
            printed.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            printed.picture("citizen-journey-printed");
            look(look.open(page + "/seen"), "seen");
            look(look.open(page + "/known"), "known");
            Visit everything = look.open(page + "/everything");
            look(everything, "everything");
            everything.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            everything.picture("citizen-everything-printed");
            Visit wrong = look.open(page + "/ask?datum=child.name");
            look(wrong, "say-wrong");
            wrong.page().locator("main form.stack button").first().click();
            PlaywrightAssertions.assertThat(wrong.page().locator(".form-problems"))
                    .isFocused();
            look(wrong, "say-wrong-errors");
            look(look.open(page + "/consents/individual-plan/withdraw"), "withdraw");
        }
        assertThat(citizen.postForm(
                                page, page + "/ask", Map.of("datum", "child.name", "question.text", "Hun heter Sigrid"))
                        .status())
                .isEqualTo(302);
        for (Browser look : looks(browser.as(username))) {
            look(look.open(page + "/known"), "known-asked");
        }
        citizen.postForm(
                page + "/consents/individual-plan/withdraw", page + "/consents/individual-plan/withdraw", Map.of());
        for (Browser look : looks(browser.as(username))) {
            look(look.open(page), "journey-withdrawn");
            look(look.open(page + "/consents/individual-plan/withdraw"), "withdraw-over");
        }
    }

    /** From the list of what can be started to the receipt, without ever touching a mouse. */
    @Test
    void byKeyboardAloneFromChoosingToReceipt(Browser browser) {
        for (Browser look :
                List.of(browser.as(username), browser.as(username).english().phone())) {
            Visit visit = look.open("/my");
            Page page = visit.page();
            press(page, "a[href='/my/start/seriously-ill-child']");
            press(page, "a[href$='about=1']");
            reach(page, "textarea");
            page.keyboard().type("Innlagt i natt");
            press(page, "main form.stack button:not([formaction])");
            press(page, "main form button:not([formaction])");
            PlaywrightAssertions.assertThat(page).hasURL(Pattern.compile(".*/started"));
            look(visit, "by-keyboard");
        }
    }

    private static void press(Page page, String what) {
        reach(page, what);
        page.waitForNavigation(() -> page.keyboard().press("Enter"));
    }

    /** Goes on with the tabulator until what is wanted has the focus, and is seen to have it. */
    private static void reach(Page page, String what) {
        PlaywrightAssertions.assertThat(page.locator(what)).isVisible();
        for (int step = 0; step < 60; step++) {
            page.keyboard().press("Tab");
            if (page.locator(what + ":focus-visible").count() == 1) {
                return;
            }
        }
        throw new AssertionError("Not reached by key: " + what + " on " + page.url());
    }

    @Test
    void tellingAndAppealing(Browser browser) {
        JourneyId journey = started();
        String messages = "/my/journeys/" + journey.value() + "/messages/";
        walk.with("nav.pleiepenger.decide", Map.of("decision.outcome", "rejected"))
                .untilAwaited(journey, "AppealFiled");
        for (Browser look : looks(browser.as(username))) {
            look(look.open("/my/journeys/" + journey.value()), "journey-appeal");
            look(look.open(messages + "ConditionChanged"), "message-over");
            Visit appeal = look.open(messages + "AppealFiled");
            look(appeal, "appeal");
            appeal.page().locator("main form.stack button").first().click();
            PlaywrightAssertions.assertThat(appeal.page().locator(".form-problems"))
                    .isFocused();
            look(appeal, "appeal-errors");
        }
    }

    @Test
    void foundingAnAssociation(Browser browser) {
        String start = "/my/start/voluntary-organisation";
        for (Browser look : looks(browser.as(username))) {
            look(look.open(start), "association-start");
        }
        Map<String, String> idea = Map.of(
                "key", UUID.randomUUID().toString(),
                "idea.purpose", "Et kor for alle i bygda, som øver hver uke",
                "idea.activity", "culture-arts");
        JourneyId journey = id(citizen.postForm(start, start + "/send", idea));
        String form = "/my/tasks/" + walk.to(journey, "Task_ChooseForm").id();
        for (Browser look : looks(browser.as(username))) {
            look(look.open(form), "association-task");
            look(look.open("/my/journeys/" + journey.value()), "association-journey");
        }
    }

    private String own(JourneyId journey) {
        return program.getBean(WorkItems.class).ofJourney(journey).stream()
                .filter(item -> item.open() && parent.id().equals(item.person()))
                .map(item -> "/my/tasks/" + item.id())
                .findFirst()
                .orElseThrow();
    }

    private static List<Browser> looks(Browser browser) {
        Browser phone = browser.phone();
        Browser english = browser.english();
        return "all".equals(System.getProperty("samspill.looks"))
                ? List.of(
                        browser,
                        browser.dark(),
                        phone,
                        phone.dark(),
                        english,
                        english.dark(),
                        english.phone(),
                        english.phone().dark())
                : List.of(phone, english.dark());
    }

    private static void look(Visit visit, String name) {
        new Visit(visit.page(), 200, visit.trouble(), visit.name())
                .isSound()
                .isAccessible()
                .picture("citizen-" + name);
    }

    private JourneyId started() {
        return id(citizen.postForm(
                "/my", START + "/send", report(UUID.randomUUID().toString())));
    }

    private static JourneyId id(Http.Answer sent) {
        assertThat(sent.status()).as(sent.body()).isEqualTo(302);
        return new JourneyId(sent.location().orElseThrow().replaceAll("/my/journeys/([^/]+)/started", "$1"));
    }

    private static Map<String, String> report(String key) {
        return new HashMap<>(Map.of(
                "key",
                key,
                "about",
                "1",
                "report.text",
                "Leukemi, innlagt på sykehus i går",
                "hospital.admitted",
                "true"));
    }

    /** A synthetic number that no other test uses. */
    private static NationalId number(String begin, int serial) {
        for (int rest = 0; rest < 10_000; rest++) {
            var found = NationalId.parse("%s%02d%d%02d".formatted(begin, rest / 100, serial, rest % 100));
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new IllegalStateException("No number begins with " + begin);
    }
}
