package org.samspill.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.samspill.actors.NationalId;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Save and continue, two windows, and a session that ran out in the middle: what a citizen has typed is hers until it is sent, and sent once. */
@SamspillTest
class NothingTypedIsLostTest {

    private static final String START = "/my/start/seriously-ill-child";
    private static final NationalId MARIUS = NationalId.of("14888932187");
    private static final NationalId HANNE = NationalId.of("19819029884");

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext program;

    @Autowired
    Journeys journeys;

    @Autowired
    People people;

    private Http marius() {
        return new Http(port).signedInAs("parent.marius");
    }

    @Test
    void aStartThatIsPutAwayIsFoundAgainUntilItIsSent() {
        Http citizen = marius();
        Map<String, String> form = report("Begynte å skrive", key());
        assertThat(citizen.postForm(START, START + "/later", form).location()).contains("/my");
        assertThat(citizen.get("/my").body())
                .contains("Det du har skrevet, er lagret")
                .contains("Du begynte på dette");

        String again = marius().get(START).body();
        assertThat(again).contains("Begynte å skrive").contains("Oskar Solbakk").contains(form.get("key"));
        citizen.postForm(START, START + "/send", form);
        assertThat(citizen.get(START).body()).doesNotContain("Begynte å skrive").contains("Hvem gjelder det?");
        assertThat(citizen.get(START + "?about=1").body()).contains("Du har dette i gang allerede");
    }

    @Test
    void twoWindowsStartOneJourneyAndTheSecondIsToldSo() {
        Http citizen = marius();
        String key = value(citizen.get(START + "?about=1").body(), "key");
        assertThat(value(citizen.get(START + "?about=1").body(), "key")).isEqualTo(key);
        int before = journeys.of(id(MARIUS)).size();
        String first = citizen.postForm("/my", START + "/send", report("Første vindu", key))
                .location()
                .orElseThrow();
        assertThat(citizen.get(first).body()).doesNotContain("Dette er sendt fra før");
        String second = citizen.postForm("/my", START + "/send", report("Andre vindu", key))
                .location()
                .orElseThrow();
        assertThat(second).isEqualTo(first);
        assertThat(citizen.get(second).body()).contains("Dette er sendt fra før, og bare én gang");
        assertThat(journeys.of(id(MARIUS))).hasSize(before + 1);
        assertThat(value(citizen.get(START + "?about=1").body(), "key")).isNotEqualTo(key);
    }

    @Test
    void whatIsSentAfterTheSessionHasRunOutIsKeptForHerAlone() {
        Http citizen = marius();
        String page = citizen.get(START + "?about=1").body();
        Map<String, String> form = report("Skrevet i en time", value(page, "key"));
        form.put("_as", value(page, "_as"));
        form.put("_csrf", value(page, "_csrf"));

        Http later = new Http(port).with("Origin", "http://localhost:" + port);
        assertThat(later.postFormWithoutCsrf(START, form).location()).contains("/sign-in");
        assertThat(later.get("/sign-in").body()).contains("Du var logget ut da du sendte");
        assertThat(later.signIn("parent.marius", "demo").location()).contains("/sign-in/back");
        Http.Answer back = later.get("/sign-in/back");
        assertThat(back.body()).contains("Skrevet i en time").contains("action=\"" + START + "\"");
        form.remove("_csrf");
        assertThat(later.postForm("/sign-in/back", START, form).body())
                .contains("Stemmer dette?")
                .contains("Skrevet i en time");

        Http another = new Http(port).with("Origin", "http://localhost:" + port);
        another.postFormWithoutCsrf(START, form);
        assertThat(another.signIn("parent.hanne", "demo").location()).contains("/my");
        assertThat(another.get("/sign-in/back").location()).contains("/my");
    }

    @Test
    void aFormFromAnotherSiteIsNotKept() {
        Map<String, String> form = report("Fra et annet sted", key());
        form.put("_as", id(MARIUS).value());
        for (String origin : List.of("https://elsewhere.example", "null")) {
            Http visitor = new Http(port).with("Origin", origin);
            assertThat(visitor.postFormWithoutCsrf(START, form).status()).isEqualTo(403);
            assertThat(visitor.get("/sign-in").body()).doesNotContain("Du var logget ut da du sendte");
        }
    }

    @Test
    void nobodySaysYesInAnothersPlace() {
        Http citizen = marius();
        String sent = citizen.postForm("/my", START + "/send", report("Nevrologisk", key()))
                .location()
                .orElseThrow();
        JourneyId journey = new JourneyId(sent.replaceAll("/my/journeys/([^/]+)/started", "$1"));
        new Walk(program).to(journey, "Task_GiveConsent");
        WorkItems items = program.getBean(WorkItems.class);
        List<WorkItem> tasks = items.ofJourney(journey).stream()
                .filter(item -> item.open() && item.element().equals("Task_GiveConsent"))
                .toList();
        assertThat(tasks).extracting(WorkItem::person).containsExactlyInAnyOrder(id(MARIUS), id(HANNE));
        String own = address(tasks, MARIUS);
        Http.Answer done = citizen.postForm(
                own,
                own,
                Map.of(
                        "consent.individualPlan", "true",
                        "consent.school", "true",
                        "consent.peerSupport", "true"));
        assertThat(done.location()).contains(own + "/receipt");

        Http hanne = new Http(port).signedInAs("parent.hanne");
        String hers = address(tasks, HANNE);
        assertThat(hanne.get(hers).body()).contains("consent.individualPlan").doesNotContain("checked=");
        assertThat(hanne.postForm(hers, hers, Map.of()).status()).isEqualTo(422);
    }

    private String address(List<WorkItem> tasks, NationalId whose) {
        return tasks.stream()
                .filter(task -> id(whose).equals(task.person()))
                .map(task -> "/my/tasks/" + task.id())
                .findFirst()
                .orElseThrow();
    }

    private PersonId id(NationalId number) {
        return people.byNationalId(number).orElseThrow().id();
    }

    private static String value(String page, String field) {
        String before = "name=\"" + field + "\" value=\"";
        int at = page.indexOf(before) + before.length();
        assertThat(at).as("%s on the page", field).isGreaterThan(before.length());
        return page.substring(at, page.indexOf('"', at));
    }

    private static Map<String, String> report(String text, String key) {
        return new HashMap<>(Map.of("key", key, "about", "1", "report.text", text, "hospital.admitted", "true"));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
