package org.samspill.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.LostKeys;
import org.samspill.privacy.Retention;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An operator sees what goes, holds a journey back, lets it go, and sees that it has gone. */
@SamspillTest
class RetentionPageTest {

    private static final String PAGE = "/operations/retention";
    private static final String NUMBER = "01819010192";

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private JdbcClient jdbc;

    private Http operator;

    @BeforeEach
    void signIn() {
        operator = new Http(port).signedInAs("operator.odin");
    }

    @Test
    void aJourneyIsHeldBackAndLetGo() {
        LostKeys keys = new LostKeys(program);
        JourneyId journey = keys.withALockToReplace("Kari Nordmann", NUMBER);
        keys.delivered(journey, "Service_ReplaceLock", Map.of("lock.replacedOn", "2026-11-23"));
        jdbc.sql(
                        "update privacy_kept set goes_on = current_date - interval '400' day where journey_id = ? and part = 'journey'")
                .param(journey.value())
                .update();
        assertThat(operator.get(PAGE).body())
                .contains("Slettes som det neste", journey.value(), "Mistet nøkkel")
                .doesNotContain(NUMBER)
                .doesNotContain("Kari Nordmann");

        assertThat(hold(journey.value(), "Tilsyn 2026/18", "31.12.2199").location())
                .contains(PAGE);
        assertThat(operator.get(PAGE).body()).contains("Tilsyn 2026/18", "Til og med 31. desember 2199", "Odin");
        runNow();
        assertThat(program.getBean(Retention.class).goesOn(journey.value())).isNotNull();

        String lift = PAGE + "/holds/" + holdOf(journey) + "/lift";
        assertThat(operator.postForm(PAGE, lift, Map.of()).location()).contains(PAGE);
        assertThat(operator.postForm(PAGE, lift, Map.of()).status()).isEqualTo(404);
        runNow();
        assertThat(program.getBean(Retention.class).goesOn(journey.value())).isNull();
        assertThat(operator.get(PAGE).body()).contains("Opphevet av", "forløp").doesNotContain("Tilsyn 2026/18");
    }

    private void runNow() {
        assertThat(operator.postForm(PAGE, PAGE + "/run", Map.of()).location()).contains(PAGE);
    }

    private Http.Answer hold(String journey, String reason, String until) {
        return operator.postForm(PAGE, PAGE + "/holds", Map.of("journey", journey, "reason", reason, "until", until));
    }

    private String holdOf(JourneyId journey) {
        String body = operator.get(PAGE).body();
        Matcher form = Pattern.compile("/holds/([0-9a-f-]{36})/lift[^<]*<[^>]*aria-label=\"[^\"]*" + journey.value())
                .matcher(body.replaceAll("<input[^>]*>", ""));
        assertThat(form.find()).isTrue();
        return form.group(1);
    }

    @Test
    void whatIsWrongIsSaidAndNothingIsHeld() {
        assertThat(hold("tull", "Tilsyn", ""))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(422))
                .satisfies(answer -> assertThat(answer.body()).contains("Forløpet finnes ikke", "value=\"tull\""));
        String nobodys = UUID.randomUUID().toString();
        assertThat(hold(nobodys, "", "i morgen").body())
                .contains("Forløpet finnes ikke", "Skriv en grunn", "Skriv en dag");
        assertThat(hold(nobodys, "Gjelder " + NUMBER, "2020-01-01").body())
                .contains("Ta bort fødselsnummeret", "Skriv en dag som ikke er forbi");
        assertThat(operator.postForm(PAGE, PAGE + "/holds/" + nobodys + "/lift", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(jdbc.sql("select count(*) from privacy_hold where journey_id = ?")
                        .param(nobodys)
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
