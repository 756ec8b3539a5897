package org.samspill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.samspill.AccessTable.Row;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.actors.Role;
import org.samspill.agencies.Garden;
import org.samspill.identity.Accounts;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.LostKeys;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who has no business with what is somebody else's: nobody, a citizen who takes no part, a caseworker and a machine of another organisation, and an operator, who
 * is shown no journey. And the ids of what is somebody else's, by the variable that stands for them in {@link AccessTable}.
 */
final class Intruders {

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

    /** One of them. */
    record Caller(String name, Http http, String csrf) {}

    private final ApplicationContext program;
    private final int port;
    private final Map<String, String> foreign = new LinkedHashMap<>();
    private final List<Caller> callers = new ArrayList<>();
    private final JourneyId garden;

    Intruders(ApplicationContext program) {
        this.program = program;
        this.port = program.getBean(Environment.class).getRequiredProperty("local.server.port", Integer.class);
        Garden owners = Garden.of(program);
        garden = owners.started();
        LostKeys keys = new LostKeys(program);
        JourneyId key = keys.reported("Kari", Garden.GROWER);
        keys.delivered(key, "Service_ReadLease", Map.of("lease.address", "Bakken 7", "lease.lockClass", "standard"));
        foreign.put("{journey}", garden.value());
        foreign.put("{service}", owners.waiting(garden).id());
        foreign.put("{task}", keys.waiting(key, "Task_AcceptCost").id());
        foreign.put("{view}", view());
        foreign.put("{incident}", UUID.randomUUID().toString());
        Http.Answer subscribed = new Http(port)
                .withTokenOf(Garden.SURVEY_OFFICE)
                .post("/api/subscriptions", "{\"address\":\"http://127.0.0.1:9/\",\"types\":[\"PromiseOverdue\"]}");
        foreign.put("{subscription}", subscribed.json().at("/subscription/id").asText());
        callers.add(person("nobody", new Http(port)));
        callers.add(person("a citizen", signedIn(owners.person(), null, Role.CITIZEN)));
        callers.add(person("a caseworker elsewhere", signedIn(owners.person(), Garden.ANOTHER, Role.CASEWORKER)));
        callers.add(person("a machine elsewhere", new Http(port).withTokenOf(Garden.ANOTHER)));
        callers.add(person("an operator", signedIn(owners.person(), null, Role.OPERATOR)));
    }

    List<Caller> callers() {
        return callers;
    }

    Map<String, String> foreign() {
        return foreign;
    }

    /** The journey that they have no business with. */
    JourneyId journey() {
        return garden;
    }

    /** A saved view of somebody at another organisation. */
    private String view() {
        String id = UUID.randomUUID().toString();
        program.getBean(JdbcClient.class)
                .sql("""
                        insert into casework_view (id, organisation, person, shared, name, query, created_at)
                        values (?, ?, ?, true, 'Theirs', 'view=group', current_timestamp)
                        """)
                .params(id, Garden.SURVEY_OFFICE, UUID.randomUUID().toString())
                .update();
        return id;
    }

    void goAway() {
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

    /** Asks with these ids in the place of the address's variables. */
    Http.Answer ask(Row row, Caller caller, Map<String, String> ids) {
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
}
