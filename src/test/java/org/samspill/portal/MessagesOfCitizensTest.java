package org.samspill.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.samspill.journeys.JourneyEvent;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.privacy.Consents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What a citizen may tell a journey: every message that the life events offer, once, in time, and also when a job wins the race. */
@SamspillTest
class MessagesOfCitizensTest {

    private static final String CHILD = "seriously-ill-child";
    private static final String ASSOCIATION = "voluntary-organisation";

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext program;

    @Autowired
    JourneyLog log;

    private Walk walk;

    @BeforeEach
    void walk() {
        walk = new Walk(program);
    }

    @ParameterizedTest
    @CsvSource({
        "seriously-ill-child, parent.silje, ConditionChanged, condition.stable=false",
        "seriously-ill-child, parent.silje, ChildRecovered, recovery.date=01.11.2026",
        "seriously-ill-child, parent.silje, AppealFiled, appeal.text=Vi er uenige",
        "voluntary-organisation, founder.jon, BoardChanged, meeting.date=01.11.2026",
        "voluntary-organisation, founder.jon, WindDownProposed, meeting.date=01.11.2026",
        "voluntary-organisation, founder.jon, AppealFiled, appeal.text=Vi er uenige"
    })
    void everyMessageIsReadCheckedAndSentOnce(String lifeEvent, String username, String event, String answer) {
        Http citizen = new Http(port).signedInAs(username);
        JourneyId journey = started(citizen, lifeEvent, username);
        awaited(journey, lifeEvent, event);
        String page = "/my/journeys/" + journey.value();
        String address = page + "/messages/" + event;
        assertThat(citizen.get(page).body()).contains(address);
        assertThat(citizen.get(address).body()).contains("Si fra: ").contains("name=\"_once\"");
        String field = answer.substring(0, answer.indexOf('='));
        String value = answer.substring(answer.indexOf('=') + 1);

        Http.Answer empty = citizen.postForm(address, address, Map.of(field, ""));
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body()).contains("Rett opp dette");
        assertThat(messages(journey, event)).isZero();

        Map<String, String> form =
                Map.of(field, value, "_once", UUID.randomUUID().toString());
        for (int press = 0; press < 2; press++) {
            assertThat(citizen.postForm(page, address, form).location()).contains(page);
            assertThat(citizen.get(page).body()).contains("Sendt: ");
        }
        assertThat(messages(journey, event)).isEqualTo(1);
    }

    @Test
    void whatComesTooLateIsSaidToBeAndGivenBack() {
        Http citizen = new Http(port).signedInAs("parent.silje");
        JourneyId journey = started(citizen, CHILD, "parent.silje");
        String page = "/my/journeys/" + journey.value();
        String address = page + "/messages/AppealFiled";
        assertThat(citizen.get(address).body()).contains("sendt allerede, eller trengs ikke lenger");
        Http.Answer late = citizen.postForm(page, address, Map.of("appeal.text", "Vi er svært uenige"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("Dette ble ikke sendt").contains("Vi er svært uenige");
        assertThat(messages(journey, "AppealFiled")).isZero();
        for (String notHers : new String[] {"ChildDied", "ConsentWithdrawn", "NoSuchMessage"}) {
            assertThat(citizen.get(page + "/messages/" + notHers).status()).isEqualTo(404);
            assertThat(citizen.postForm(page, page + "/messages/" + notHers, Map.of())
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void aMessageThatLosesTheRaceAgainstAJobIsHeardAllTheSame() {
        Http citizen = new Http(port).signedInAs("parent.silje");
        JourneyId journey = started(citizen, CHILD, "parent.silje");
        awaited(journey, CHILD, "ConditionChanged");
        String page = "/my/journeys/" + journey.value();
        Http.Answer answer = racing(
                journey,
                "message",
                () -> citizen.postForm(page, page + "/messages/ConditionChanged", Map.of("condition.stable", "false")));
        assertThat(answer.location()).contains(page);
        assertThat(citizen.get(page).body()).contains("Sendt: ");
        assertThat(messages(journey, "ConditionChanged")).isEqualTo(1);
        assertThat(walk.open(journey, "Task_ReviewMeeting")).isPresent();
    }

    @Test
    void aWithdrawalThatLosesTheRaceAgainstAJobHoldsAllTheSame() {
        Http citizen = new Http(port).signedInAs("parent.silje");
        JourneyId journey = started(citizen, CHILD, "parent.silje");
        walk.to(journey, "Task_DraftPlan");
        String page = "/my/journeys/" + journey.value();
        String withdraw = page + "/consents/individual-plan/withdraw";
        Http.Answer answer = racing(journey, "cancelled", () -> citizen.postForm(withdraw, withdraw, Map.of()));
        assertThat(answer.location()).contains(page);
        assertThat(citizen.get(page).body()).contains("er trukket");
        assertThat(program.getBean(Consents.class).holds(journey.value(), "individual-plan"))
                .isFalse();
        assertThat(walk.open(journey, "Task_DraftPlan")).isEmpty();
    }

    /** While something is sent, another step of the journey commits: the engine refuses, and nothing may be lost. */
    private Http.Answer racing(JourneyId journey, String row, Supplier<Http.Answer> send) {
        LostRace race = program.getBean(LostRace.class);
        Http.Answer answer = race.during(program, journey, row, send);
        assertThat(race.times())
                .as("tries, the last answered %s", answer.status())
                .isGreaterThan(1);
        return answer;
    }

    private JourneyId started(Http citizen, String lifeEvent, String username) {
        Map<String, String> form = new HashMap<>(Map.of("key", UUID.randomUUID().toString(), "about", "1"));
        form.putAll(
                lifeEvent.equals(CHILD)
                        ? Map.of("report.text", "Nevrologisk sykdom", "hospital.admitted", "true")
                        : Map.of("idea.purpose", "Et kor for alle i bygda", "idea.activity", "culture-arts"));
        Http.Answer sent = citizen.postForm("/my", "/my/start/" + lifeEvent + "/send", form);
        assertThat(sent.status()).as(sent.body()).isEqualTo(302);
        return new JourneyId(sent.location().orElseThrow().replaceAll("/my/journeys/([^/]+)/started", "$1"));
    }

    private void awaited(JourneyId journey, String lifeEvent, String event) {
        if (event.equals("AppealFiled") && lifeEvent.equals(CHILD)) {
            walk.with("nav.pleiepenger.decide", Map.of("decision.outcome", "rejected"));
        }
        if (event.equals("AppealFiled") && lifeEvent.equals(ASSOCIATION)) {
            walk.with("brreg.samordna.submit", Map.of("decision.outcome", "rejected"));
        }
        if (lifeEvent.equals(ASSOCIATION)) {
            // Whoever is not on the board has no say once the register knows the board.
            walk.with(
                    "folkeregisteret.board.read",
                    Map.of(
                            "board.members",
                            List.of(
                                    Map.of("nationalId", "02907207342", "name", "Jon Vik"),
                                    Map.of("nationalId", "02897931063", "name", "Amir Rahimi")),
                            "board.youngestBirthDate",
                            "1979-09-02"));
        }
        walk.untilAwaited(journey, event);
    }

    private long messages(JourneyId journey, String event) {
        return log.of(journey).stream()
                .filter(row -> row.kind() == JourneyEvent.Kind.MESSAGE && event.equals(row.outcome()))
                .count();
    }
}
