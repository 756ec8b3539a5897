package org.samspill.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.samspill.Browser;
import org.samspill.BrowserTest;
import org.samspill.SamspillTest;
import org.samspill.Visit;
import org.samspill.actors.NationalId;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.actors.Role;
import org.samspill.identity.Accounts;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.StartCommand;
import org.springframework.beans.factory.annotation.Autowired;

/** A young person of 16 decides for herself: what her mother meets then, and how she asks her to act all the same. */
@SamspillTest
@BrowserTest
class MandatesInBrowserTest {

    @Autowired
    People people;

    @Autowired
    Journeys journeys;

    @Autowired
    Accounts accounts;

    @Test
    void aMotherIsShutOutAndLetInAgain(Browser browser) {
        LocalDate born = LocalDate.now().minusYears(16).minusMonths(2);
        PersonId girl =
                people.register(number("118909"), "Frida Lund", born, "0301").id();
        PersonId mother = people.register(number("118979"), "Mona Lund", born.minusYears(30), "0301")
                .id();
        people.relate(mother, girl);
        String journey = "/my/journeys/"
                + journeys.start(new StartCommand(
                                "seriously-ill-child",
                                null,
                                mother,
                                null,
                                "mandates-in-browser",
                                null,
                                Map.of(
                                        "child.nationalId",
                                        number("118909").value(),
                                        "report.source",
                                        "guardian",
                                        "report.text",
                                        "Syk")))
                        .orElseThrow()
                        .journey()
                        .id()
                        .value();
        Browser parent = browser.as(account(mother));
        Browser young = browser.as(account(girl));

        for (Browser each : List.of(parent, parent.english().phone().dark())) {
            each.open(journey).isSound(403).isAccessible().picture("standing");
            each.open("/my").isSound().isAccessible().picture("my-closed");
            each.open("/my/mandates").isSound().isAccessible().picture("mandates-parent");
        }
        young.open(journey).isSound().isAccessible();
        young.english()
                .phone()
                .dark()
                .open("/my/mandates")
                .isSound()
                .isAccessible()
                .picture("mandates-young");
        Visit mandates = young.open("/my/mandates");
        mandates.isSound().isAccessible().picture("mandates-young");
        Page page = mandates.page();
        page.locator("form[action='/my/mandates/ask'] button").click();
        page.locator("#confirm button[value='ok']").click();
        assertThat(page.locator("form[action='/my/mandates/take-back'] button")).hasCount(1);
        parent.open(journey).isSound();
        page.locator("form[action='/my/mandates/take-back'] button").click();
        assertThat(page.locator("form[action='/my/mandates/ask'] button")).hasCount(1);
        parent.open(journey).isSound(403);
    }

    private String account(PersonId person) {
        String username = "browser." + UUID.randomUUID();
        accounts.open(username, person, null, Set.of(Role.CITIZEN), accounts.hash("demo"));
        return username;
    }

    /** A synthetic number that begins so. */
    private static NationalId number(String begin) {
        return IntStream.range(0, 100_000)
                .mapToObj(end -> NationalId.parse(begin + String.format("%05d", end)))
                .flatMap(java.util.Optional::stream)
                .findFirst()
                .orElseThrow();
    }
}
