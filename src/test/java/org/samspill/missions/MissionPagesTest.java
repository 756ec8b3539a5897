package org.samspill.missions;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.Browser;
import org.samspill.BrowserTest;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.samspill.Visit;
import org.samspill.journeys.LogBook;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * What a mission owner sees, in both languages, widths and lights, with keys alone, and what a machine reads. Years ahead of all other tests, so that
 * nothing but what is written here is counted.
 */
@SamspillTest
@BrowserTest
class MissionPagesTest {

    private static final String NOW = "2031-06-15";
    private static final String NOTHING_YET = "2041-06-15";
    private static final String APPOINT = "Task_AppointCoordinator";
    private static final Set<ApplicationContext> WRITTEN = ConcurrentHashMap.newKeySet();

    @Autowired
    ApplicationContext program;

    @LocalServerPort
    int port;

    @BeforeEach
    void aYearOfWork() {
        if (WRITTEN.add(program)) {
            LogBook log = LogBook.of(program);
            // Five in March and four in April.
            for (double days : List.of(10, 12, 14, 16, 18)) {
                family(log, "2031-03-20", days);
            }
            for (double days : List.of(20, 20, 20, 30)) {
                family(log, "2031-04-20", days);
            }
        }
        moveTo(NOW);
    }

    @AfterEach
    void rightTheClock() {
        ClockUtil.reset();
    }

    @Test
    void theMissionStandsInBothLanguagesWidthsAndLights(Browser browser) {
        for (Browser look : looks(browser)) {
            look.open("/missions").isSound().isAccessible().picture("missions");
            Visit visit = look.open("/missions/no-asb").isSound().picture("mission");
            // Opened, it shows all that it shows closed, and the rest.
            for (Locator closed : visit.page().locator("main details").all()) {
                closed.locator("summary").first().click();
            }
            visit.isSound().picture("mission-opened").isAccessible();
        }
    }

    @Test
    void goalNumberTrendAndWhatHoldsBackAreSeenAtOnce(Browser browser) {
        Page page = browser.as("owner.morten").open("/missions/no-asb").page();
        assertThat(page.locator("blockquote")).containsText("Innen 2032 skal alle barn og unge");
        Locator line = page.locator(".overview tbody tr")
                .filter(new Locator.FilterOptions().setHasText("navngitt koordinator"));
        assertThat(line.locator("td").nth(0)).hasText("18 dager");
        assertThat(line.locator("td").nth(1)).hasText("14 dager");
        assertThat(line.locator("td").nth(2)).hasText("Bedre enn utgangspunktet");
        assertThat(line.locator("td").nth(3)).containsText("Fra 14 til 18");
        assertThat(line.locator("td").nth(4)).hasText("9");
        assertThat(line.locator("td").nth(5)).hasText("Utpek koordinator");
        Locator card = page.locator("#ASB-2");
        assertThat(card).containsText("9 forløp de siste tolv månedene");
        assertThat(card).containsText("90 dager (antatt)");
        assertThat(card).containsText("100 prosent av ventetiden");
        assertThat(card.locator("polyline")).hasCount(1);
        assertThat(page.locator("main")).containsText("De er talt fram til 15. juni 2031, 12.00.");
        assertThat(card.locator("svg line.target")).hasCount(1);
    }

    @Test
    void thePictureSaysWhichPointsStandForSeveralMonths(Browser browser) {
        Page page =
                browser.english().as("owner.morten").open("/missions/no-asb").page();
        Locator card = page.locator("#ASB-2");
        // March alone has five; April and May have them with the months before; June and the two before it have four.
        assertThat(card.locator("figure > svg .dot")).hasCount(3);
        assertThat(card.locator("figure > svg .dot.ring")).hasCount(2);
        assertThat(card.locator(".legend li"))
                .hasText(new String[] {"One month", "3 months together: the month has too few journeys alone"});
        card.locator(".numbers summary").click();
        assertThat(card.locator(".numbers")).containsText("March 2031");
        assertThat(card.locator(".numbers")).containsText("3 months up to April 2031");
        assertThat(card.locator(".numbers tr").filter(new Locator.FilterOptions().setHasText("February 2031")))
                .containsText("Too few journeys to show");
    }

    @Test
    void whereNothingIsMeasuredYetThePageSaysSo(Browser browser) {
        moveTo(NOTHING_YET);
        for (Browser look : List.of(
                browser.as("owner.morten"),
                browser.english().as("owner.morten").phone().dark())) {
            for (String mission : List.of("no-asb", "no-vol")) {
                Visit visit = look.open("/missions/" + mission).isSound();
                visit.picture("mission-empty").isAccessible();
                assertThat(visit.page().locator(".overview tbody tr")).hasCount(mission.equals("no-asb") ? 9 : 6);
                assertThat(visit.page().locator("figure")).hasCount(0);
            }
        }
        Page page = browser.as("owner.morten").open("/missions/no-vol").page();
        assertThat(page.locator("main")).containsText("1 dag");
        assertThat(page.locator("main")).not().containsText(Pattern.compile("\\b1 dager"));
        assertThat(page.locator("#VOL-1")).containsText("Færre enn 5 forløp; tallet vises ikke");
        assertThat(page.locator("#VOL-1"))
                .containsText("Utviklingen vises når tre måneder til sammen har minst 5 forløp.");
        assertThat(page.locator(".overview tbody tr").first().locator("td").nth(4))
                .hasText("Under 5");
        assertThat(browser.as("owner.morten").open("/missions").page().locator("main"))
                .containsText("For få forløp: 6");
    }

    @Test
    void everythingIsReachedWithKeysAlone(Browser browser) {
        browser.as("owner.morten").open("/missions").isReachedByKeys();
        browser.as("owner.morten").open("/missions/no-asb").isReachedByKeys();
        browser.as("owner.morten").phone().open("/missions/no-vol").isReachedByKeys();
        Page page = browser.as("owner.morten").open("/missions").page();
        tabTo(page, "Sammenheng for alvorlig syke barn");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Sammenheng for alvorlig syke barn");
        tabTo(page, "Dager fra meldt behov til navngitt koordinator");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*#ASB-2$"));
        // From there the next thing is the card itself.
        page.keyboard().press("Tab");
        assertThat(page.locator("#ASB-2 summary").first()).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#ASB-2 details").first()).hasAttribute("open", "");
        assertThat(page.locator("#ASB-2 details").first()).containsText("«Utpek koordinator» er gjort");
        page.keyboard().press("Tab");
        page.keyboard().press("Space");
        assertThat(page.locator("#ASB-2 .numbers")).hasAttribute("open", "");
    }

    @Test
    void machinesReadTheSameNumbersWithoutSigningIn() {
        Http machine = new Http(port).with("Accept", "application/json");
        Http.Answer all = machine.get("/api/missions");
        assertThat(all.status()).isEqualTo(200);
        assertThat(all.json())
                .extracting(mission -> mission.get("key").asText())
                .containsExactly("no-asb", "no-vol");
        JsonNode mission = machine.get("/api/missions/no-asb").json();
        assertThat(mission).isEqualTo(all.json().get(0));
        assertThat(mission.get("deadline").asText()).isEqualTo("2032-12-31");
        assertThat(mission.get("statement").get("nb").asText()).startsWith("Innen 2032");
        assertThat(mission.get("objectives").get(1).get("indicators").get(0).asText())
                .isEqualTo("ASB-2");
        JsonNode named = indicator(mission, "ASB-2");
        assertThat(named.get("value").decimalValue()).isEqualByComparingTo("18.0");
        assertThat(named.get("journeys").asInt()).isEqualTo(9);
        assertThat(named.get("target").asInt()).isEqualTo(14);
        assertThat(named.get("direction").asText()).isEqualToIgnoringCase("down");
        assertThat(named.get("asOf").asText()).startsWith("2031-06-15");
        assertThat(named.get("trend")).hasSize(12);
        JsonNode march = named.get("trend").get(8);
        assertThat(march.get("month").asText()).isEqualTo("2031-03");
        assertThat(march.get("value").decimalValue()).isEqualByComparingTo("14.0");
        assertThat(march.get("months").asInt()).isEqualTo(1);
        assertThat(named.get("trend").get(9).get("months").asInt()).isEqualTo(3);
        // Nobody has been home from hospital here.
        assertThat(indicator(mission, "ASB-7").get("value").isNull()).isTrue();
        assertThat(indicator(mission, "ASB-7").get("journeys").isNull()).isTrue();
    }

    @Test
    void machinesReadAnIndicatorMunicipalityByMunicipality() {
        Http machine = new Http(port).with("Accept", "application/json");
        JsonNode cut = machine.get("/api/missions/no-asb/ASB-2/municipalities").json();
        assertThat(cut.get("municipalities")).hasSize(1);
        JsonNode oslo = cut.get("municipalities").get(0);
        assertThat(oslo.get("municipality").asText()).isEqualTo("0301");
        assertThat(oslo.get("journeys").asInt()).isEqualTo(9);
        assertThat(oslo.get("value").decimalValue()).isEqualByComparingTo("18.0");
        assertThat(cut.get("leftOut").asInt()).isZero();
        assertThat(machine.get("/api/missions/no-asb/ASB-1/municipalities")
                        .json()
                        .get("municipalities"))
                .isEmpty();
        Http.Answer problem = machine.get("/api/missions/no-asb/ASB-99/municipalities");
        assertThat(problem.status()).isEqualTo(404);
        assertThat(problem.json().get("type").asText()).isEqualTo("urn:samspill:problem:unknown-indicator");
    }

    @Test
    void aMissionThatDoesNotExistIsSaidInTheReadersWay(Browser browser) {
        Http.Answer problem = new Http(port).with("Accept", "application/json").get("/api/missions/no-such");
        assertThat(problem.status()).isEqualTo(404);
        assertThat(problem.json().get("type").asText()).isEqualTo("urn:samspill:problem:unknown-mission");
        assertThat(problem.json().get("detail").asText()).contains("no-such");
        Visit visit = browser.as("owner.morten").open("/missions/no-such").isSound(404);
        assertThat(visit.page().locator("main")).containsText("Det finnes ingen misjon med nøkkelen no-such.");
        visit.isAccessible();
    }

    private static List<Browser> looks(Browser browser) {
        Browser owner = browser.as("owner.morten");
        return List.of(
                owner,
                owner.phone().dark(),
                owner.english().dark(),
                owner.english().phone());
    }

    private static void tabTo(Page page, String words) {
        List<String> met = new ArrayList<>();
        for (int step = 0; step < 40; step++) {
            page.keyboard().press("Tab");
            String focused = page.locator(":focus").textContent().trim();
            if (focused.equals(words)) {
                return;
            }
            met.add(focused);
        }
        throw new AssertionError(words + " is not among " + met);
    }

    private static JsonNode indicator(JsonNode mission, String key) {
        for (JsonNode indicator : mission.get("indicators")) {
            if (indicator.get("key").asText().equals(key)) {
                return indicator;
            }
        }
        throw new AssertionError("No indicator " + key);
    }

    private static void family(LogBook log, String named, double days) {
        Story.of(log, "seriously-ill-child", "0301")
                .on(named)
                .later(-days)
                .passes("seriously-ill-child", "Start_Registered")
                .asks("coordination", APPOINT)
                .on(named)
                .delivers("coordination", APPOINT);
    }

    private void moveTo(String day) {
        ClockUtil.setCurrentTime(Date.from(Story.time(day)));
        program.getBean(Summaries.class).catchUp();
    }
}
