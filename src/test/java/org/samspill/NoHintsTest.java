package org.samspill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.samspill.AccessTable.Row;
import org.samspill.Intruders.Caller;
import org.samspill.agencies.Garden;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;

/**
 * No refusal tells whether there was anything to refuse. At every address with an id, each of those who have no business there asks for somebody else's, for
 * one that nobody has, and for one that cannot be: status, headers, length and words are the same, the database is asked the same number of times, and the security log
 * has one line for each.
 */
@SamspillTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Attack(Attacks.F25)
class NoHintsTest {

    private static final List<String> IMPOSSIBLE =
            List.of("x", "9".repeat(300), "0", "a.b~c_d", "zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz", "-1");

    /** These tell one answer from another, and nothing of what was asked for. */
    private static final Set<String> ITS_OWN = Set.of("date", "x-request-id", "connection", "keep-alive");

    /** Who keeps the program running may look at every organisation's events. */
    private static final String OPERATORS_OWN = "/operations/webhooks/";

    private static final Set<Integer> REFUSED = Set.of(401, 403, 404);

    /** What is remembered for a second may be asked for in one request and not in the next, so both are asked until they agree. */
    private static final int ATTEMPTS = 6;

    private final ApplicationContext program;
    private final MessageSource messages;
    private final WhatARequestCost cost = new WhatARequestCost();
    private final Map<String, String> once = new LinkedHashMap<>();
    private Intruders intruders;
    private int asked;

    @Autowired
    NoHintsTest(ApplicationContext program, MessageSource messages) {
        this.program = program;
        this.messages = messages;
    }

    @BeforeAll
    void come() {
        intruders = new Intruders(program);
    }

    @AfterAll
    void go() {
        cost.close();
        intruders.goAway();
    }

    /** An answer, and the name of the request that it answers. */
    private record Asked(String request, Http.Answer answer, Map<String, String> ids) {

        int status() {
            return answer.status();
        }

        /** Without what differs from one answer to the next: the ids that were asked for, and the token of forms. */
        String body() {
            return bare(answer.body().replaceAll("((_csrf|csrf-token)\"[^>]*?(value|content)=\")[^\"]+", "$1"));
        }

        Map<String, String> headers() {
            Map<String, String> headers = new TreeMap<>();
            answer.response().headers().map().forEach((name, values) -> {
                if (!ITS_OWN.contains(name)) {
                    headers.put(name, bare(values.toString()).replaceAll("samspill=[^;]*", "samspill="));
                }
            });
            return headers;
        }

        private String bare(String text) {
            String bare = text;
            for (String id : ids.values()) {
                bare = id.length() < 3 ? bare : bare.replace(id, "ID");
            }
            return bare;
        }
    }

    @TestFactory
    Stream<DynamicTest> whatIsSomebodyElsesIsNotThere() {
        List<Row> rows = AccessTable.rows().filter(this::named).toList();
        assertThat(rows).hasSizeGreaterThan(70);
        List<DynamicTest> tests = new ArrayList<>();
        for (int at = 0; at < rows.size(); at++) {
            Row row = rows.get(at);
            String impossible = IMPOSSIBLE.get(at % IMPOSSIBLE.size());
            tests.add(DynamicTest.dynamicTest(row.method() + " " + row.path(), () -> {
                for (Caller caller : intruders.callers()) {
                    if (!row.path().startsWith(OPERATORS_OWN) || !caller.name().equals("an operator")) {
                        asked(row, caller, impossible);
                    }
                }
            }));
        }
        tests.add(DynamicTest.dynamicTest("each refusal stands once in the security log", this::eachIsToldOnce));
        return tests.stream();
    }

    /** Bulk verbs carry their ids in the body. */
    private boolean named(Row row) {
        return intruders == null
                || intruders.foreign().keySet().stream().anyMatch(row.path()::contains)
                || row.path().startsWith("/api/work-items/") && !row.path().contains("{");
    }

    private void asked(Row row, Caller caller, String impossible) {
        String what = row.method() + " " + row.path() + " by " + caller.name();
        Asked theirs = ask(row, caller, intruders.foreign());
        Asked nobodys = ask(row, caller, ids(UUID.randomUUID().toString()));
        Asked none = ask(row, caller, ids(impossible));
        assertThat(theirs.status()).as(what).isEqualTo(nobodys.status());
        assertThat(theirs.headers()).as(what).isEqualTo(nobodys.headers());
        assertThat(theirs.body()).as(what).isEqualTo(nobodys.body());
        assertThat(none.status()).as("%s with %s", what, impossible).isEqualTo(nobodys.status());
        if (impossible.length() > 2) {
            assertThat(none.body()).as("%s with %s", what, impossible).isEqualTo(nobodys.body());
        }
        for (Asked each : List.of(theirs, nobodys, none)) {
            if (REFUSED.contains(each.status())) {
                saysWhatToDo(what, each);
                once.put(each.request(), what);
            }
        }
        sameStatements(what, row, caller);
    }

    private void saysWhatToDo(String what, Asked refused) {
        assertThat(refused.body()).as(what).doesNotContain("org.", "Exception:", "SQL");
        if (what.contains("/engine-rest/") && refused.status() == 404) {
            // Clients of the protocol know its own words; files among variables there are none at all.
            assertThat(refused.answer().json().get("message").asText())
                    .as(what)
                    .containsAnyOf("Fetch and lock", "Variables hold no files here");
        } else {
            String key = "web.problem.status." + refused.status() + ".next";
            assertThat(refused.answer().body())
                    .as(what)
                    .contains(messages.getMessage(key, null, Locale.forLanguageTag("nb")));
        }
    }

    private void sameStatements(String what, Row row, Caller caller) {
        List<String> theirs = List.of();
        List<String> nobodys = List.of();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            theirs = cost.statements(ask(row, caller, intruders.foreign()).request());
            nobodys = cost.statements(
                    ask(row, caller, ids(UUID.randomUUID().toString())).request());
            if (theirs.size() == nobodys.size()) {
                return;
            }
        }
        assertThat(theirs).as(what + ": statements").isEqualTo(nobodys);
    }

    private Map<String, String> ids(String id) {
        Map<String, String> ids = new LinkedHashMap<>(intruders.foreign());
        ids.replaceAll((variable, own) -> id);
        return ids;
    }

    private Asked ask(Row row, Caller caller, Map<String, String> ids) {
        String request = "no-hints-" + ++asked;
        caller.http().with("X-Request-Id", request);
        return new Asked(request, intruders.ask(row, caller, ids), ids);
    }

    private void eachIsToldOnce() {
        assertThat(once).hasSizeGreaterThan(500);
        Attacks.F25.measured("%d questions refused over HTTP, each as if there were nothing", once.size());
        // The answer may be read before the line is written.
        await().untilAsserted(() -> assertThat(once.keySet())
                .allSatisfy(request ->
                        assertThat(cost.events(request)).as(once.get(request)).hasSize(1)));
    }

    /** Whoever is let in somewhere is answered by what is named there; data about people, and whatever else is asked by, is refused in words. */
    @Test
    @Attack(Attacks.F26)
    void nothingIsFilteredOrOrderedByData() {
        int lists = 0;
        for (Caller caller : intruders.callers()) {
            for (Row row : AccessTable.rows().filter(NoHintsTest::read).toList()) {
                Http.Answer let = intruders.ask(row, caller, intruders.foreign());
                if (let.status() != 200) {
                    continue;
                }
                lists++;
                for (String query : List.of("grower.diagnosis=x", "sort=grower.name", "%67rower.nationalId=1")) {
                    Row asking = new Row(row.method(), row.path() + "?" + query, row.expected());
                    Http.Answer refused = intruders.ask(asking, caller, intruders.foreign());
                    assertThat(refused.status()).as(asking.path()).isEqualTo(400);
                    assertThat(refused.body()).as(asking.path()).contains("Opplysninger om folk kan ikke brukes");
                }
            }
        }
        assertThat(lists).isGreaterThan(10);
    }

    private static boolean read(Row row) {
        return row.method().equals("GET")
                && !row.path().endsWith("/live")
                && row.path().matches("/(api|work|journeys|my|missions|studio|operations|sign-ins)(/.*)?");
    }

    @Test
    @Attack(Attacks.F26)
    void noViewIsSavedThatAsksByData() {
        Caller caseworker = intruders.callers().get(2);
        Map<String, String> form =
                Map.of("name", "Spør", "query", "view=group&grower.diagnosis=x", "_csrf", caseworker.csrf());
        assertThat(caseworker.http().postFormWithoutCsrf("/work/views", form).status())
                .isEqualTo(400);
        assertThat(caseworker.http().get("/work").body()).doesNotContain("Spør");
    }

    /** Who searches for another's journey, by its id, the beginning of it, or whom it is about, is told what she is told of what does not exist. */
    @Test
    @Attack(Attacks.F26)
    void theSearchFindsNothingOfOthers() {
        Caller caseworker = intruders.callers().get(2);
        String journey = intruders.journey().value();
        for (String list : List.of("/work?q=", "/api/work-items?text=")) {
            for (String words : List.of(journey, journey.substring(0, 8), "Astrid", Garden.DIAGNOSIS)) {
                Row there = new Row("GET", list + words, List.of());
                String other = words.replaceAll("[a-z0-9]", "q");
                Asked theirs = ask(there, caseworker, Map.of("{none}", words));
                Asked nobodys = ask(new Row("GET", list + other, List.of()), caseworker, Map.of("{none}", other));
                assertThat(theirs.status()).isEqualTo(200);
                assertThat(theirs.body()).as(there.path()).isEqualTo(nobodys.body());
            }
        }
    }

    /** The counting itself sees statements; without it nothing above could fail. */
    @Test
    void statementsAreSeen() {
        Caller caseworker = intruders.callers().get(2);
        caseworker.http().with("X-Request-Id", "statements-are-seen");
        assertThat(caseworker.http().get("/work").status()).isEqualTo(200);
        assertThat(cost.statements("statements-are-seen")).hasSizeGreaterThan(5);
    }
}
