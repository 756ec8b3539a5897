package org.samspill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.actors.Role;
import org.samspill.agencies.Garden;
import org.samspill.identity.Accounts;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.journeys.LostKeys;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every address of the program, and what those get there who have no business with it: the table must name all there are. What is not theirs looks in every way
 * like what does not exist.
 */
@SamspillTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Attack(Attacks.F25)
class AccessMatrixTest {

    /**
     * Who has not signed in, a citizen who takes no part, a caseworker of another organisation, a machine of another organisation with its token. {@code in} is
     * the way to the sign-in page. An address with an id is asked twice: with that of somebody else's, and with one that nobody has.
     */
    private static final String TABLE = """
            GET  /                                                        | 200 | 200 | 200 | 200
            GET  /sign-in                                                 | 200 | 302 | 302 | 200
            POST /sign-in/refused                                         | in  | 422 | 422 | in
            GET  /sign-in/organisation                                    | in  | in  | in  | in
            POST /sign-in/organisation                                    | 400 | 400 | 400 | 400
            GET  /sign-in/no-entry                                        | 403 | 403 | 403 | 403
            GET  /signed-out                                              | 200 | 200 | 200 | 200
            GET  /sign-out/notice                                         | 400 | 400 | 400 | 400
            POST /sign-out/back-channel/any                               | 400 | 400 | 400 | 400
            GET  /sign-ins                                                | in  | 200 | 200 | in
            POST /sign-ins                                                | in  | 302 | 302 | in
            GET  /operations/sign-ins                                     | in  | 403 | 403 | in
            POST /operations/sign-ins                                     | in  | 403 | 403 | in
            POST /operations/sign-ins/end                                 | in  | 403 | 403 | in
            POST /sign-out/everywhere                                     | in  | -   | -   | in
            POST /preferences                                             | 302 | 302 | 302 | 302
            GET  /v3/api-docs                                             | 200 | 200 | 200 | 200
            GET  /v3/api-docs.yaml                                        | 200 | 200 | 200 | 200
            GET  /v3/api-docs/swagger-config                              | 200 | 200 | 200 | 200
            GET  /swagger-ui                                              | 302 | 302 | 302 | 302
            GET  /api/life-events                                         | 200 | 200 | 200 | 200
            GET  /api/life-events/{lifeEvent}                             | 200 | 200 | 200 | 200
            GET  /api/actors                                              | 200 | 200 | 200 | 200
            GET  /api/organisations                                       | 200 | 200 | 200 | 200
            GET  /api/organisations/{organisation}                        | 200 | 200 | 200 | 200
            POST /api/organisations/{organisation}/secret                 | 401 | 404 | 404 | 404
            GET  /api/missions                                            | 200 | 200 | 200 | 200
            GET  /api/missions/{mission}                                  | 200 | 200 | 200 | 200
            GET  /api/missions/{mission}/{indicator}/municipalities       | 200 | 200 | 200 | 200

            POST /engine-rest/external-task/fetchAndLock                  | 401 | 401 | 401 | 200
            POST /engine-rest/external-task/{service}/complete            | 401 | 401 | 401 | 404
            POST /engine-rest/external-task/{service}/failure             | 401 | 401 | 401 | 404
            POST /engine-rest/external-task/{service}/bpmnError           | 401 | 401 | 401 | 404
            POST /engine-rest/external-task/{service}/extendLock          | 401 | 401 | 401 | 404
            POST /engine-rest/external-task/{service}/lock                | 401 | 401 | 401 | 404
            POST /engine-rest/external-task/{service}/unlock              | 401 | 401 | 401 | 404
            POST /engine-rest/process-instance/{journey}/variables        | 401 | 401 | 401 | 404
            GET  /engine-rest/process-instance/{journey}/variables/n/data | 401 | 401 | 401 | 404
            GET  /engine-rest/execution/{journey}/localVariables/n/data   | 401 | 401 | 401 | 404
            POST /engine-rest/engine/default/external-task/fetchAndLock                  | 401 | 401 | 401 | 200
            POST /engine-rest/engine/default/external-task/{service}/complete            | 401 | 401 | 401 | 404
            POST /engine-rest/engine/default/external-task/{service}/failure             | 401 | 401 | 401 | 404
            POST /engine-rest/engine/default/external-task/{service}/bpmnError           | 401 | 401 | 401 | 404
            POST /engine-rest/engine/default/external-task/{service}/extendLock          | 401 | 401 | 401 | 404
            POST /engine-rest/engine/default/external-task/{service}/lock                | 401 | 401 | 401 | 404
            POST /engine-rest/engine/default/external-task/{service}/unlock              | 401 | 401 | 401 | 404
            POST /engine-rest/engine/default/process-instance/{journey}/variables        | 401 | 401 | 401 | 404
            GET  /engine-rest/engine/default/process-instance/{journey}/variables/n/data | 401 | 401 | 401 | 404
            GET  /engine-rest/engine/default/execution/{journey}/localVariables/n/data   | 401 | 401 | 401 | 404

            POST /api/events                                              | 401 | 403 | 403 | 403
            POST /api/journeys                                            | 401 | 422 | 403 | 403
            GET  /api/journeys/{journey}                                  | 401 | 404 | 404 | 404
            GET  /api/journeys/{journey}/timeline                         | 401 | 404 | 404 | 404
            GET  /api/subscriptions                                       | 401 | 403 | 403 | 200
            POST /api/subscriptions                                       | 401 | 403 | 403 | 400
            GET  /api/subscriptions/{subscription}                        | 401 | 403 | 403 | 404
            DELETE /api/subscriptions/{subscription}                      | 401 | 403 | 403 | 404
            POST /api/subscriptions/{subscription}/secret                 | 401 | 403 | 403 | 404
            GET  /api/work-items                                          | 401 | 403 | 200 | 403
            GET  /api/work-items/{service}                                | 401 | 403 | 404 | 403
            POST /api/work-items/{service}/claim                          | 401 | 403 | 404 | 403
            POST /api/work-items/{service}/release                        | 401 | 403 | 404 | 403
            POST /api/work-items/{service}/assign                         | 401 | 403 | 404 | 403
            POST /api/work-items/{service}/complete                       | 401 | 403 | 404 | 403
            POST /api/work-items/{service}/refuse                         | 401 | 403 | 404 | 403
            POST /api/work-items/claim                                    | 401 | 403 | 200 | 403
            POST /api/work-items/release                                  | 401 | 403 | 200 | 403
            POST /api/work-items/assign                                   | 401 | 403 | 200 | 403
            POST /api/work-items/complete                                 | 401 | 403 | 200 | 403
            POST /api/work-items/refuse                                   | 401 | 403 | 200 | 403

            GET  /work                                                    | in  | 403 | 200 | in
            GET  /work/live                                               | in  | 403 | -   | in
            GET  /work/next                                               | in  | 403 | 302 | in
            GET  /work/{service}                                          | in  | 403 | 404 | in
            GET  /work/{service}/timeline                                 | in  | 403 | 404 | in
            GET  /work/{service}/state                                    | in  | 403 | 404 | in
            GET  /work/{service}/row                                      | in  | 403 | 404 | in
            GET  /work/{service}/assign                                   | in  | 403 | 200 | in
            POST /work/{service}                                          | in  | 403 | 404 | in
            POST /work/{service}/fields                                   | in  | 403 | 404 | in
            POST /work/{service}/refuse                                   | in  | 403 | 404 | in
            POST /work/{service}/more                                     | in  | 403 | 404 | in
            POST /work/{service}/draft                                    | in  | 403 | 404 | in
            POST /work/{service}/draft/delete                             | in  | 403 | 302 | in
            POST /work/{service}/notes                                    | in  | 403 | 404 | in
            POST /work/{service}/claim                                    | in  | 403 | 404 | in
            POST /work/{service}/release                                  | in  | 403 | 404 | in
            POST /work/bulk                                               | in  | 403 | 200 | in
            POST /work/bulk/do                                            | in  | 403 | 200 | in
            POST /work/notices/seen                                       | in  | 403 | 302 | in
            POST /work/views                                              | in  | 403 | 302 | in
            POST /work/views/{view}/delete                                | in  | 403 | 404 | in
            GET  /journeys                                                | in  | 403 | 200 | in
            GET  /journeys/{journey}                                      | in  | 403 | 404 | in
            GET  /journeys/{journey}/live                                 | in  | 404 | 404 | in
            GET  /journeys/{journey}/diagram                              | in  | 403 | 404 | in
            GET  /journeys/{journey}/notes                                | in  | 403 | 404 | in
            GET  /journeys/{journey}/documents                            | in  | 403 | 404 | in
            GET  /journeys/{journey}/documents/1                          | in  | 403 | 404 | in
            GET  /journeys/{journey}/documents/1/file                     | in  | 403 | 404 | in
            GET  /journeys/{journey}/exemptions                           | in  | 403 | 404 | in
            POST /journeys/{journey}/exemptions                           | in  | 403 | 404 | in
            POST /journeys/{journey}/exemptions/any/end                   | in  | 403 | 404 | in
            POST /journeys/{journey}/notes                                | in  | 403 | 404 | in
            GET  /journeys/{journey}/diagram.bpmn                         | in  | 403 | 404 | in
            GET  /journeys/{journey}/state.json                           | in  | 403 | 404 | in

            GET  /my                                                      | in  | 200 | 403 | in
            GET  /my/mandates                                             | in  | 200 | 403 | in
            POST /my/mandates/ask                                         | in  | 400 | 403 | in
            POST /my/mandates/take-back                                   | in  | 400 | 403 | in
            GET  /sign-in/back                                            | in  | 302 | 302 | in
            GET  /my/start/{lifeEvent}                                    | in  | 200 | 403 | in
            POST /my/start/{lifeEvent}                                    | in  | 422 | 403 | in
            POST /my/start/{lifeEvent}/edit                               | in  | 200 | 403 | in
            POST /my/start/{lifeEvent}/fields                             | in  | 200 | 403 | in
            POST /my/start/{lifeEvent}/send                               | in  | 422 | 403 | in
            POST /my/start/{lifeEvent}/draft                              | in  | 200 | 403 | in
            POST /my/start/{lifeEvent}/later                              | in  | 302 | 403 | in
            POST /my/start/{lifeEvent}/anew                               | in  | 302 | 403 | in
            GET  /my/journeys/{journey}                                   | in  | 404 | 403 | in
            GET  /my/journeys/{journey}/started                           | in  | 404 | 403 | in
            GET  /my/journeys/{journey}/seen                              | in  | 404 | 403 | in
            GET  /my/journeys/{journey}/known                              | in  | 404 | 403 | in
            GET  /my/journeys/{journey}/ask                                | in  | 404 | 403 | in
            POST /my/journeys/{journey}/ask                                | in  | 404 | 403 | in
            GET  /my/journeys/{journey}/everything                         | in  | 404 | 403 | in
            GET  /my/journeys/{journey}/everything.json                    | in  | 404 | 403 | in
            GET  /my/journeys/{journey}/consents/any/withdraw             | in  | 404 | 403 | in
            POST /my/journeys/{journey}/consents/any/withdraw             | in  | 404 | 403 | in
            GET  /my/journeys/{journey}/messages/KeyFound                 | in  | 404 | 403 | in
            POST /my/journeys/{journey}/messages/KeyFound                 | in  | 404 | 403 | in
            GET  /my/tasks/{task}                                         | in  | 404 | 403 | in
            POST /my/tasks/{task}                                         | in  | 404 | 403 | in
            POST /my/tasks/{task}/fields                                  | in  | 404 | 403 | in
            POST /my/tasks/{task}/draft                                   | in  | 404 | 403 | in
            POST /my/tasks/{task}/later                                   | in  | 404 | 403 | in
            GET  /my/tasks/{task}/receipt                                 | in  | 404 | 403 | in

            GET  /missions                                                | in  | 200 | 200 | in
            GET  /missions/{mission}                                      | in  | 200 | 200 | in
            GET  /studio                                                  | in  | 403 | 403 | in
            GET  /studio/{lifeEvent}                                      | in  | 403 | 403 | in
            GET  /studio/{lifeEvent}/diagrams/{lifeEvent}.bpmn            | in  | 403 | 403 | in
            GET  /studio/{lifeEvent}/services                             | in  | 403 | 403 | in
            GET  /studio/{lifeEvent}/rates                                | in  | 403 | 403 | in
            GET  /studio/{lifeEvent}/findings                             | in  | 403 | 403 | in
            GET  /operations                                              | in  | 403 | 403 | in
            GET  /operations/incidents/{incident}                         | in  | 403 | 403 | in
            POST /operations/incidents/{incident}/retry                   | in  | 403 | 403 | in
            GET  /operations/webhooks/{subscription}                      | in  | 403 | 403 | in
            POST /operations/webhooks/{subscription}/replay               | in  | 403 | 403 | in
            POST /operations/agencies/{organisation}/start                | in  | 403 | 403 | in
            POST /operations/agencies/{organisation}/stop                 | in  | 403 | 403 | in
            GET  /operations/retention                                    | in  | 403 | 403 | in
            POST /operations/retention/run                                | in  | 403 | 403 | in
            POST /operations/retention/holds                              | in  | 403 | 403 | in
            POST /operations/retention/ends                               | in  | 403 | 403 | in
            POST /operations/retention/holds/{task}/lift                  | in  | 403 | 403 | in
            """;

    /** What a caller sends to be understood where she is let in, so that no wrong body hides an open door. */
    private static final Map<String, String> BODIES = Map.of(
            "fetchAndLock", "{\"workerId\":\"w\",\"maxTasks\":1,\"topics\":[]}",
            "/variables", "{\"modifications\":{}}",
            "/api/events", "",
            "/api/journeys", "{\"lifeEvent\":\"lost-key\",\"event\":\"KeyHandedIn\",\"data\":{}}",
            "/engine-rest/",
                    "{\"workerId\":\"w\",\"errorCode\":\"no-plot\",\"newDuration\":1000,\"lockDuration\":1000,\"retries\":1}",
            "/api/work-items/complete", "{\"items\":[{\"id\":\"ID\",\"data\":{}}]}",
            "/api/work-items", "{\"ids\":[\"ID\"],\"to\":\"x\",\"reason\":\"no-plot\",\"data\":{}}");

    private record Row(String method, String path, List<String> expected) {

        static Row of(String line) {
            String[] cells = line.strip().split("\\s*\\|\\s*");
            String[] address = cells[0].split("\\s+");
            return new Row(address[0], address[1], List.of(cells).subList(1, cells.length));
        }
    }

    private record Caller(String name, Http http, String csrf) {}

    private final ApplicationContext program;
    private final int port;
    private final Map<String, String> foreign = new LinkedHashMap<>();
    private final List<Caller> callers = new ArrayList<>();
    private JourneyId garden;
    private JourneyId key;

    @Autowired
    AccessMatrixTest(ApplicationContext program, @LocalServerPort int port) {
        this.program = program;
        this.port = port;
    }

    @BeforeAll
    void somebodyElses() {
        Garden owners = Garden.of(program);
        garden = owners.started();
        LostKeys keys = new LostKeys(program);
        key = keys.reported("Kari", Garden.GROWER);
        keys.delivered(key, "Service_ReadLease", Map.of("lease.address", "Bakken 7", "lease.lockClass", "standard"));
        foreign.put("{journey}", garden.value());
        foreign.put("{service}", owners.waiting(garden).id());
        foreign.put("{task}", keys.waiting(key, "Task_AcceptCost").id());
        foreign.put("{view}", UUID.randomUUID().toString());
        foreign.put("{incident}", UUID.randomUUID().toString());
        Http.Answer subscribed = new Http(port)
                .withTokenOf(Garden.SURVEY_OFFICE)
                .post("/api/subscriptions", "{\"address\":\"http://127.0.0.1:9/\",\"types\":[\"PromiseOverdue\"]}");
        foreign.put("{subscription}", subscribed.json().at("/subscription/id").asText());
        callers.add(person("nobody", new Http(port)));
        callers.add(person("a citizen", signedIn(owners.person(), null, Role.CITIZEN)));
        callers.add(person("a caseworker elsewhere", signedIn(owners.person(), Garden.ANOTHER, Role.CASEWORKER)));
        callers.add(person("a machine elsewhere", new Http(port).withTokenOf(Garden.ANOTHER)));
    }

    @AfterAll
    void unsubscribe() {
        new Http(port).withTokenOf(Garden.SURVEY_OFFICE).delete("/api/subscriptions/" + foreign.get("{subscription}"));
    }

    private static Caller person(String name, Http http) {
        String csrf = http.csrf("/");
        return new Caller(name, http.with("X-CSRF-TOKEN", csrf), csrf);
    }

    private Http signedIn(PersonId person, String organisation, Role role) {
        String username = "matrix." + UUID.randomUUID();
        OrganisationNumber employer = organisation == null ? null : OrganisationNumber.of(organisation);
        if (employer != null) {
            program.getBean(People.class).employ(person, employer, Set.of(), true);
        }
        Accounts accounts = program.getBean(Accounts.class);
        accounts.open(username, person, employer, Set.of(role), accounts.hash("demo"));
        return new Http(port).signedInAs(username);
    }

    @Test
    void theTableNamesEveryAddressThereIs() {
        var known = new TreeSet<String>();
        rows().forEach(row -> known.add(row.method() + " " + shape(row.path())));
        var there = new TreeSet<String>();
        program.getBeansOfType(RequestMappingHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods().keySet().forEach(info -> info.getPatternValues()
                        .forEach(pattern -> {
                            Set<RequestMethod> methods =
                                    info.getMethodsCondition().getMethods();
                            methods.forEach(method -> there.add(method + " " + shape(pattern)));
                            if (methods.isEmpty()) {
                                there.add("ANY " + shape(pattern));
                            }
                        })));
        // The address of error pages takes every method and is asked by the server itself.
        assertThat(there.remove("ANY /error")).isTrue();
        assertThat(known).containsExactlyInAnyOrderElementsOf(there);
    }

    /** An address with its variable parts made alike; two of them in one part of the path are one. */
    private static String shape(String path) {
        return path.replaceAll("\\{[^/]*}", "*")
                .replaceAll("^(/work/\\*)/timeline$", "$1/*")
                .replaceAll("/documents/1(/|$)", "/documents/*$1")
                .replace("/variables/n/", "/variables/*/")
                .replace("/localVariables/n/", "/localVariables/*/")
                .replace("/consents/any/", "/consents/*/")
                .replace("/exemptions/any/", "/exemptions/*/")
                .replace("/back-channel/any", "/back-channel/*")
                .replace("/messages/KeyFound", "/messages/*");
    }

    @TestFactory
    Stream<DynamicTest> whoHasNoBusinessThereGetsNothing() {
        return rows().map(row -> DynamicTest.dynamicTest(row.method() + " " + row.path(), () -> {
            WorkItem before = service();
            int told = program.getBean(JourneyLog.class).of(garden).size();
            for (int i = 0; i < callers.size(); i++) {
                if (!row.expected().get(i).equals("-")) {
                    asked(row, callers.get(i), row.expected().get(i));
                }
            }
            assertThat(service()).isEqualTo(before);
            assertThat(program.getBean(JourneyLog.class).of(garden)).hasSize(told);
        }));
    }

    private WorkItem service() {
        return program.getBean(WorkItems.class).ofJourney(garden).get(0);
    }

    private void asked(Row row, Caller caller, String expected) {
        Http.Answer real = ask(row, caller, foreign);
        assertThat(said(real)).as("%s: %s", caller.name(), real.body()).isEqualTo(expected);
        if (foreign.keySet().stream().anyMatch(row.path()::contains) || bulk(row)) {
            Map<String, String> unknown = new LinkedHashMap<>(foreign);
            unknown.replaceAll((variable, id) -> UUID.randomUUID().toString());
            Http.Answer imagined = ask(row, caller, unknown);
            assertThat(imagined.status()).isEqualTo(real.status());
            assertThat(bare(imagined, unknown)).as(caller.name()).isEqualTo(bare(real, foreign));
        }
    }

    private static boolean bulk(Row row) {
        return row.path().startsWith("/api/work-items/") && !row.path().contains("{");
    }

    private static String said(Http.Answer answer) {
        return answer.location().filter("/sign-in"::equals).isPresent() ? "in" : String.valueOf(answer.status());
    }

    /** The answer without what differs from one answer to the next: the id that was asked for, and the token of forms. */
    private static String bare(Http.Answer answer, Map<String, String> ids) {
        String body = answer.header("Location").orElse("")
                + answer.body().replaceAll("((_csrf|csrf-token)\"[^>]*?(value|content)=\")[^\"]+", "$1");
        for (String id : ids.values()) {
            body = body.replace(id, "ID");
        }
        return body;
    }

    private Http.Answer ask(Row row, Caller caller, Map<String, String> ids) {
        String path = row.path()
                .replace("{lifeEvent}", "lost-key")
                .replace("{mission}", "no-asb")
                .replace("{indicator}", "ASB-2")
                .replace("{organisation}", Garden.SURVEY_OFFICE);
        for (Map.Entry<String, String> id : ids.entrySet()) {
            path = path.replace(id.getKey(), id.getValue());
        }
        if (row.method().equals("GET")) {
            return caller.http().get(path);
        }
        if (row.method().equals("DELETE")) {
            return caller.http().delete(path);
        }
        if (path.equals("/api/events")) {
            return event(caller);
        }
        return path.startsWith("/api/") || path.startsWith("/engine-rest/")
                ? caller.http().post(path, body(path).replace("ID", ids.get("{service}")))
                : caller.http().postFormWithoutCsrf(path, Map.of("_csrf", caller.csrf()));
    }

    /** An event that the caller's organisation may not send. */
    private static Http.Answer event(Caller caller) {
        return caller.http()
                .with("ce-specversion", "1.0")
                .with("ce-id", UUID.randomUUID().toString())
                .with("ce-source", "urn:matrix")
                .with("ce-type", "KeyHandedIn")
                .post("/api/events", "{}");
    }

    private static String body(String path) {
        return Stream.of("fetchAndLock", "/variables", "/api/journeys", "/engine-rest/", "/api/work-items/complete")
                .filter(path::contains)
                .findFirst()
                .map(BODIES::get)
                .orElse(BODIES.get("/api/work-items"));
    }

    private static Stream<Row> rows() {
        return TABLE.lines().filter(line -> !line.isBlank()).map(Row::of);
    }
}
