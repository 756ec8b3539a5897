package org.samspill.casework;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.samspill.Attack;
import org.samspill.Attacks;
import org.samspill.Browser;
import org.samspill.BrowserTest;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.samspill.Visit;
import org.samspill.actors.PersonId;
import org.samspill.actors.Role;
import org.samspill.catalogue.ScriptedModel;
import org.samspill.identity.Accounts;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.LostKeys;
import org.samspill.work.WorkItem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Script in a name, in data, in a note, in a reason and in an address is read as words by whoever opens the page, and never run. */
@SamspillTest
@BrowserTest
@Attack(Attacks.F29)
class ScriptInWordsTest {

    private static final String SCRIPT =
            "\"'><img src=x onerror=\"window.ran=1\"><script>window.ran=1</script><svg onload=\"window.ran=1\">";

    @Autowired
    private ApplicationContext program;

    @LocalServerPort
    private int port;

    @Test
    void whatPeopleAndMachinesWriteIsReadAsWords(Browser browser) {
        HousingOffice.in(program);
        var keys = new LostKeys(program);
        JourneyId journey = keys.reported("Tore " + SCRIPT, "01819010192");
        keys.delivered(journey, "Service_ReadLease", Map.of("lease.address", SCRIPT, "lease.lockClass", "standard"));
        keys.answered(journey, "Task_AcceptCost", Map.of("cost.accepted", "true"));
        WorkItem lock = keys.waiting(journey, "Service_ReplaceLock");
        String item = "/work/" + lock.id();
        assertThat(new Http(port)
                        .signedInAs("lars.lund")
                        .postForm(item + "/notes", item + "/notes", Map.of("words", SCRIPT))
                        .status())
                .isLessThan(400);
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put(item, "lars.lund");
        pages.put(item + "/notes", "lars.lund");
        pages.put(item + "/timeline", "lars.lund");
        int read = 0;
        for (Map.Entry<String, String> page : pages.entrySet()) {
            read += words(browser.as(page.getValue()).open(page.getKey()));
        }

        keys.refused(journey, "Service_ReplaceLock", "nobody-home", SCRIPT);
        PersonId tenant =
                program.getBean(Journeys.class).participants(journey).get(0).person();
        Accounts accounts = program.getBean(Accounts.class);
        accounts.open("script.tenant", tenant, null, Set.of(Role.CITIZEN), accounts.hash("demo"));
        pages.clear();
        pages.put("/journeys/" + journey.value(), "ola.bolig");
        pages.put("/journeys", "ola.bolig");
        pages.put("/my", "script.tenant");
        pages.put("/my/journeys/" + journey.value(), "script.tenant");
        for (Map.Entry<String, String> page : pages.entrySet()) {
            read += words(browser.as(page.getValue()).open(page.getKey()));
        }
        assertThat(read).as("pages on which the words are read").isGreaterThanOrEqualTo(4);

        int files = files("ola.bolig", "/journeys/" + journey.value() + "/documents")
                + files("script.tenant", "/my/journeys/" + journey.value() + "/everything");
        assertThat(files).as("files that hold the words").isGreaterThanOrEqualTo(2);
        Attacks.F29.measured("words of people: %d pages, %d files, none run", read, files);
    }

    /** What a page offers to download is no page, whatever stands in it; how many of them hold the words. */
    private int files(String who, String address) {
        Http reader = new Http(port).signedInAs(who);
        Set<String> files = Pattern.compile("href=\"(/[^\"]+?(?:/documents/\\d+|everything\\.json))\"")
                .matcher(reader.get(address).body())
                .results()
                .map(link -> link.group(1).endsWith(".json") ? link.group(1) : link.group(1) + "/file")
                .collect(Collectors.toCollection(TreeSet::new));
        int holding = 0;
        for (String file : files) {
            Http.Answer answer = reader.get(file);
            assertThat(answer.status()).as(file).isEqualTo(200);
            assertThat(answer.header("Content-Type").orElseThrow()).as(file).matches("(text/plain|application/json).*");
            assertThat(answer.header("X-Content-Type-Options")).as(file).contains("nosniff");
            assertThat(answer.header("Content-Disposition").orElseThrow())
                    .as(file)
                    .startsWith("attachment")
                    .doesNotContain("<");
            assertThat(answer.header("Content-Security-Policy").orElseThrow())
                    .as(file)
                    .contains("default-src 'none'");
            holding += answer.body().contains("onerror=") ? 1 : 0;
        }
        return holding;
    }

    @Test
    void whatDesignersWriteIsReadAsWords(Browser browser) {
        HousingOffice.in(program);
        ScriptedModel.deployed(program);
        var keys = new LostKeys(program);
        JourneyId journey = keys.reported(ScriptedModel.KEY, "Turid", "01819010192");
        String lease = "/work/" + keys.waiting(journey, "Service_ReadLease").id();
        PersonId tenant =
                program.getBean(Journeys.class).participants(journey).get(0).person();
        Accounts accounts = program.getBean(Accounts.class);
        accounts.open("script.designer", tenant, null, Set.of(Role.DESIGNER), accounts.hash("demo"));
        accounts.open("script.reader", tenant, null, Set.of(Role.CITIZEN), accounts.hash("demo"));

        Browser office = browser.as("ola.bolig");
        int read = 0;
        for (String address : List.of("/work", lease, lease + "/timeline", lease + "/diagram", lease + "/documents")) {
            read += words(office.open(address));
        }
        keys.delivered(journey, "Service_ReadLease", Map.of("lease.address", "Veien 1", "lease.lockClass", "standard"));
        String mine = "/my/journeys/" + journey.value();
        Browser citizen = browser.as("script.reader");
        String task = "/my/tasks/" + keys.waiting(journey, "Task_AcceptCost").id();
        for (String address : List.of(
                "/my",
                "/my/start/" + ScriptedModel.KEY,
                mine,
                mine + "/seen",
                mine + "/known",
                mine + "/everything",
                task)) {
            read += words(citizen.open(address));
        }
        Browser designer = browser.as("script.designer");
        String studio = "/studio/" + ScriptedModel.KEY;
        for (String address :
                List.of("/studio", studio, studio + "/services", studio + "/rates", studio + "/findings")) {
            read += words(designer.open(address));
        }
        for (String address :
                List.of("/journeys", "/journeys/" + journey.value(), "/journeys/" + journey.value() + "/diagram")) {
            read += words(office.open(address));
        }
        assertThat(read).as("pages on which the words are read").isGreaterThanOrEqualTo(15);

        for (String file : List.of("/diagram.bpmn", "/state.json")) {
            Page drawn = office.open("/journeys/" + journey.value()).page();
            drawn.navigate(drawn.url() + file);
            assertThat(drawn.evaluate("() => window.ran")).as(file).isNull();
        }
        List<String> labels = program.getBean(MeterRegistry.class).getMeters().stream()
                .map(meter -> meter.getId().toString())
                .toList();
        assertThat(labels).hasSizeGreaterThan(20).noneMatch(label -> label.contains("onerror="));
        Attacks.F29.measured("words of designers: %d pages, 2 files, %d measures, none run", read, labels.size());
    }

    @Test
    void whatStandsInAnAddressIsReadAsWords(Browser browser) {
        HousingOffice.in(program);
        String encoded = URLEncoder.encode(SCRIPT, StandardCharsets.UTF_8).replace("+", "%20");
        String inPath = URLEncoder.encode("<img src=x onerror=window.ran=1>", StandardCharsets.UTF_8)
                .replace("+", "%20");
        words(browser.as("ola.bolig").open("/work?q=" + encoded));
        words(browser.as("ola.bolig").open("/journeys?q=" + encoded));
        words(browser.as("ola.bolig").open("/work/" + inPath));
        words(browser.as("ola.bolig").open("/my/start/" + inPath));
        words(browser.open("/sign-in?next=" + encoded));
        Page page = browser.open("/sign-in").page();
        page.locator("#username").fill(SCRIPT);
        page.locator("#password").fill(SCRIPT);
        page.locator("#password").press("Enter");
        page.waitForLoadState();
        assertThat(page.evaluate("() => window.ran")).isNull();
        assertThat(page.locator("img[src=x], svg[onload]").count()).isZero();
    }

    /** One when the words stand on the page for people to read. */
    private static int words(Visit visit) {
        Page page = visit.page();
        assertThat(page.evaluate("() => window.ran")).as(page.url()).isNull();
        assertThat(page.locator("img[src=x], svg[onload], [onerror]").count())
                .as(page.url())
                .isZero();
        // A policy that had to step in would say so here: nothing had come that far.
        assertThat(visit.trouble())
                .as(page.url())
                .noneMatch(
                        line -> line.contains("Content Security Policy") || line.contains("Content-Security-Policy"));
        return page.locator("body").innerText().contains("onerror=") ? 1 : 0;
    }
}
