package org.samspill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samspill.actors.NationalId;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.actors.Role;
import org.samspill.catalogue.FormAnswers;
import org.samspill.catalogue.FormProblem;
import org.samspill.catalogue.Forms;
import org.samspill.catalogue.LifeEvents;
import org.samspill.identity.Accounts;
import org.samspill.journeys.Journeys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What a citizen's browser sends that it should not: she is told in place what is wrong, what she typed stands there still, and nothing is begun. */
@SamspillTest
class BadPagesTest {

    private static final String START = "/my/start/shared-garden";
    private static final String CHILD = "/my/start/seriously-ill-child";
    private static final String WRONG_DIGIT = "01819010193";
    private static final List<String> NUMBERS = numbers();

    /** Which sending of the form it is, as the page knows it. */
    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");

    private static int next;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private Journeys journeys;

    @Autowired
    private People people;

    @LocalServerPort
    private int port;

    private PersonId grower;
    private Http http;

    @BeforeEach
    void signIn() {
        // A number of her own each time, so that her journeys are hers alone.
        grower = people.register(NationalId.of(NUMBERS.get(next++)), "Kari Dyrker", null, null)
                .id();
        String username = "pages." + UUID.randomUUID();
        Accounts accounts = program.getBean(Accounts.class);
        accounts.open(username, grower, null, Set.of(Role.CITIZEN), accounts.hash("demo"));
        http = new Http(port).signedInAs(username);
    }

    @Test
    void aNumberWithAWrongDigitIsNamedAndKept() {
        Http.Answer answer =
                http.postForm(CHILD, CHILD, Map.of("child.nationalId", WRONG_DIGIT, "report.text", "Innlagt i natt"));
        inPlace(answer);
        assertThat(answer.body())
                .contains(WRONG_DIGIT)
                .contains("Innlagt i natt")
                .contains("aria-invalid=\"true\"")
                .contains("href=\"#f-child-nationalId\"");
    }

    /** Her own number is the register's to tell; what is sent in its place changes nothing. */
    @Test
    void herOwnNumberIsNotHersToType() {
        Http.Answer answer = http.postForm(START, START, Map.of("grower.nationalId", WRONG_DIGIT, "plot.area", "12,5"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains(own().substring(0, 6) + " " + own().substring(6))
                .contains("12,5")
                .doesNotContain(WRONG_DIGIT)
                .doesNotContain("name=\"grower.nationalId\"");
    }

    @Test
    void whatIsMissingIsNamedAndTheRestKept() {
        Http.Answer answer = http.postForm(START, START, Map.of("plot.from", "1.5.2027"));
        inPlace(answer);
        assertThat(answer.body()).contains("1.5.2027").contains("href=\"#f-plot-area\"");
    }

    @Test
    void aFormSentTwiceStartsOnce() {
        Matcher key = KEY.matcher(http.get(START).body());
        assertThat(key.find()).isTrue();
        Map<String, String> fields = Map.of("grower.nationalId", own(), "plot.area", "12", "key", key.group(1));
        Http.Answer first = http.postForm(START, START + "/send", fields);
        Http.Answer second = http.postForm(START, START + "/send", fields);
        assertThat(first.status()).as(first.body()).isEqualTo(302);
        assertThat(second.location()).isEqualTo(first.location());
        assertThat(journeys.of(grower)).hasSize(1);
    }

    @Test
    void anUnknownLifeEventIsAPageThatSaysSo() {
        Http.Answer answer = http.get("/my/start/no-such");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("<html");
    }

    @Test
    void twoMegabytesAreAPageThatSaysSo() {
        Http.Answer answer = http.postForm(START, START, Map.of("plot.crops", "x".repeat(2_000_000)));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("<html").doesNotContain("Exception");
        assertThat(journeys.of(grower)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "multipart/form-data", "text/plain", "no media type"})
    void aFormThatIsNoneStartsNothing(String type) {
        String csrf = http.csrf(START);
        Http.Answer answer =
                http.with("X-CSRF-TOKEN", csrf).post(START, "{\"grower.nationalId\": \"" + own() + "\"}", type);
        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.body()).contains("<html");
        assertThat(journeys.of(grower)).isEmpty();
    }

    /** A number that is right in itself, of an organisation that is not there, and of one that is no bank. */
    @ParameterizedTest
    @ValueSource(strings = {"314159209", "310810010", "314159208", "bank"})
    void anOrganisationThatWasNotOfferedIsRefusedInPlace(String number) {
        var form = program.getBean(LifeEvents.class)
                .find("voluntary-organisation")
                .flatMap(lifeEvent -> lifeEvent.form("choose-bank"))
                .orElseThrow();
        FormAnswers answers = program.getBean(Forms.class)
                .read(
                        form,
                        Map.of(
                                "bank.organisation", new String[] {number},
                                "account.purpose", new String[] {"Drift"},
                                "account.expectedTurnover", new String[] {"1000"},
                                "account.cashPercent", new String[] {"0"},
                                "account.foreignPayments", new String[] {"none"},
                                "account.allBankId", new String[] {"true"},
                                "account.pep", new String[] {"false"}),
                        Map.of());
        assertThat(answers).isInstanceOfSatisfying(FormAnswers.Rejected.class, rejected -> {
            assertThat(rejected.problems()).extracting(FormProblem::field).contains("bank.organisation");
            assertThat(rejected.typed().get("bank.organisation")).containsExactly(number);
        });
    }

    private String own() {
        return people.find(grower).orElseThrow().nationalId().value();
    }

    /** Synthetic numbers that no other test uses. */
    private static List<String> numbers() {
        return IntStream.range(0, 400)
                .mapToObj(i -> "%02d8190%03d".formatted(3 + i % 20, 100 + i))
                .flatMap(start -> IntStream.range(0, 100).mapToObj(end -> start + "%02d".formatted(end)))
                .filter(number ->
                        NationalId.parse(number, NationalId.Check.CURRENT).isPresent())
                .limit(40)
                .toList();
    }

    private void inPlace(Http.Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("<form").contains("form-problems");
        assertThat(journeys.of(grower)).isEmpty();
    }
}
