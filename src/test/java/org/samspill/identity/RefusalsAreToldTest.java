package org.samspill.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samspill.Attack;
import org.samspill.Attacks;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.samspill.agencies.Garden;
import org.samspill.journeys.JourneyId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Who is turned away is told little; we are told once, with who it was and what she tried. */
@SamspillTest
@Attack(Attacks.F25)
class RefusalsAreToldTest {

    @Autowired
    private ApplicationContext program;

    @LocalServerPort
    private int port;

    @Test
    void anothersIsNotThereAndIsToldOnce() {
        Garden garden = Garden.of(program);
        JourneyId journey = garden.started();
        String item = garden.waiting(journey).id();
        Http citizen = new Http(port).signedInAs("parent.kari");
        Http employee = new Http(port).signedInAs("nav.hilde");
        Http machine = new Http(port).withTokenOf(Garden.ANOTHER);

        told(citizen, http -> http.get("/my/journeys/" + journey.value()), 404, "CurrentUser");
        told(employee, http -> http.get("/work/" + item), 404, "CurrentUser");
        told(employee, http -> http.get("/journeys/" + journey.value()), 404, "CurrentUser");
        told(employee, http -> http.get("/api/work-items/" + item), 404, "CurrentUser");
        told(machine, http -> http.get("/api/journeys/" + journey.value()), 404, Garden.ANOTHER);
        told(
                machine,
                http -> http.post("/engine-rest/external-task/" + item + "/complete", "{\"workerId\":\"w\"}"),
                404,
                Garden.ANOTHER);
        told(machine, http -> http.post("/engine-rest/external-task/" + item + "/unlock", "{}"), 404, Garden.ANOTHER);
    }

    @Test
    void aDoorThatIsShutIsToldOnce() {
        Http citizen = new Http(port).signedInAs("parent.kari");
        told(citizen, http -> http.get("/operations"), 403, "CurrentUser");
        told(citizen, http -> http.get("/work"), 403, "CurrentUser");
        told(citizen, http -> http.post("/api/journeys", "{}"), 403, "CurrentUser");
        told(new Http(port), http -> http.get("/api/work-items"), 401, "-");
        told(new Http(port), http -> http.post("/engine-rest/external-task/fetchAndLock", "{}"), 401, "-");
        told(new Http(port).with("Authorization", "Bearer a.b.c"), http -> http.get("/api/work-items"), 401, "-");
    }

    /** What is not there at all and what is another's look alike, to the caller and in the log. */
    @Test
    void whatIsNotThereLooksTheSame() {
        Garden garden = Garden.of(program);
        String foreign = garden.started().value();
        Http machine = new Http(port).withTokenOf(Garden.ANOTHER);
        List<String> answers = List.of(foreign, "00000000-0000-0000-0000-000000000000").stream()
                .map(id -> machine.get("/api/journeys/" + id).body().replace(id, "ID"))
                .toList();
        assertThat(answers.get(0)).isEqualTo(answers.get(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/my/journeys/a%0Aevent=signed-in%20who=%22root%22",
                "/my/journeys/a%0D%0Ab",
                "/my/journeys/%1B%5B31mred"
            })
    void whateverIsAskedForStaysOnOneLine(String path) {
        try (SecurityLog log = new SecurityLog()) {
            new Http(port).signedInAs("parent.kari").get(path);
            assertThat(log.lines()).isNotEmpty().allSatisfy(line -> assertThat(line)
                    .doesNotContainPattern("\\p{Cntrl}"));
        }
    }

    private static void told(Http http, Function<Http, Http.Answer> asking, int status, String who) {
        try (SecurityLog log = new SecurityLog()) {
            Http.Answer answer = asking.apply(http);
            String what = answer.response().request().method() + " "
                    + answer.response().uri();
            assertThat(answer.status()).as(what).isEqualTo(status);
            // The answer may be read before the line is written.
            await().untilAsserted(() ->
                    assertThat(log.lines()).as(what).singleElement().asString().contains(who));
        }
    }
}
