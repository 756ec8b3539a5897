package org.samspill.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.camunda.bpm.engine.RuntimeService;
import org.samspill.actors.CurrentMachine;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Organisation;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.actors.PersonId;
import org.samspill.actors.Role;
import org.samspill.catalogue.Datum;
import org.samspill.catalogue.Form;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.samspill.catalogue.Service;
import org.samspill.demo.Player;
import org.samspill.privacy.Disclosure;
import org.samspill.privacy.Disclosures;
import org.samspill.work.WorkItem;
import org.samspill.work.WorkItems;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.stereotype.Component;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/**
 * Looks at one piece of waiting work through every exit, as every organisation, with a value planted in every field of the life event that can be told
 * from all others; and reports each value that came out where no contract and no form names it.
 */
@Component
class LeakProbe {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TABS =
            List.of("", "/timeline", "/diagram", "/documents", "/notes", "/row", "/state");

    private static final CurrentUser OPERATOR =
            new CurrentUser(PersonId.random(), "Drift", null, Set.of(), false, Set.of(Role.OPERATOR));

    private final MeterRegistry meters;
    private final PlantedLines lines = new PlantedLines();
    private final Disclosures disclosures;
    private final LifeEvents lifeEvents;
    private final Organisations organisations;
    private final RuntimeService engine;
    private final Player player;
    private final WorkItems work;
    private final MockMvc http;
    private final Random random = new Random(20261124);

    private final Set<String> met = new HashSet<>();
    private final Set<String> services = new TreeSet<>();
    private final List<String> leaks = new ArrayList<>();
    private final List<String> unwritten = new ArrayList<>();
    private int questions;
    private int seen;
    private int fields;

    LeakProbe(
            LifeEvents lifeEvents,
            Organisations organisations,
            RuntimeService engine,
            Player player,
            WorkItems work,
            Disclosures disclosures,
            MeterRegistry meters,
            WebApplicationContext program) {
        this.disclosures = disclosures;
        this.meters = meters;
        this.lifeEvents = lifeEvents;
        this.organisations = organisations;
        this.engine = engine;
        this.player = player;
        this.work = work;
        this.http = MockMvcBuilders.webAppContextSetup(program)
                .apply(SecurityMockMvcConfigurers.springSecurity())
                .build();
    }

    List<String> leaks() {
        return leaks;
    }

    /** What was told and stands in no row of the disclosure log. */
    List<String> unwritten() {
        return unwritten;
    }

    /** How often a planted value came to somebody who may have it. */
    int seen() {
        return seen;
    }

    void close() {
        lines.close();
    }

    Set<String> services() {
        return services;
    }

    String told() {
        return "%d questions about %d pieces of work, %d services, %d planted fields: %d leaks; %d values told, %d of them unwritten"
                .formatted(questions, met.size(), services.size(), fields, leaks.size(), seen, unwritten.size());
    }

    /** What was planted, and which of it the recipient may be told. */
    private record Planted(WorkItem item, LifeEvent lifeEvent, Map<String, String> marks) {}

    /** Looks at the work, unless its like has been looked at before. */
    void look(WorkItem item) {
        String kind = item.lifeEvent() + " " + item.process() + " " + item.element() + " " + item.service();
        if (!met.add(kind)) {
            return;
        }
        LifeEvent lifeEvent = lifeEvents.ofDefinition(item.definitionId());
        Map<String, Object> values = values(lifeEvent);
        engine.setVariablesLocal(item.executionId(), values);
        try {
            Map<String, String> marks = new LinkedHashMap<>();
            values.forEach((name, value) -> marks.put(name, String.valueOf(value)));
            fields += marks.size();
            look(new Planted(item, lifeEvent, marks));
        } catch (Exception failed) {
            throw new AssertionError("While looking at " + kind, failed);
        } finally {
            engine.removeVariablesLocal(item.executionId(), values.keySet());
        }
    }

    /** A value for each field that takes words or numbers, each like no other. Yes and no, days and keys cannot be told apart; by their names they can. */
    private static Map<String, Object> values(LifeEvent lifeEvent) {
        Map<String, Object> values = new HashMap<>();
        int at = 0;
        for (Datum datum : lifeEvent.data().all()) {
            at++;
            switch (datum.type()) {
                case TEXT, NATIONAL_ID, EMAIL, PHONE, ACCOUNT_NUMBER, ORGANISATION_NUMBER ->
                    values.put(datum.name(), "plantet%04dx".formatted(at));
                case MONEY, INTEGER -> values.put(datum.name(), 730_000_000L + at);
                default -> {}
            }
        }
        // These say where work goes and which service is meant, and so are read by the program itself.
        List.of("subject.municipality", "service", "participant", "appeal.service", "appeal.within", "message.key")
                .forEach(values::remove);
        return values;
    }

    private void look(Planted planted) throws Exception {
        WorkItem item = planted.item();
        Service service = item.service() == null
                ? null
                : planted.lifeEvent().service(item.service()).orElseThrow();
        Form form = service == null
                ? planted.lifeEvent().form(step(planted)).orElseThrow()
                : Form.ofContract(service, planted.lifeEvent().data());
        Set<String> shown = new HashSet<>(form.read());
        shown.addAll(form.asked());
        if (service != null) {
            services.add(service.key());
            shown.addAll(service.contract().inputs());
        }
        OrganisationNumber holder = item.organisation();
        if (holder != null) {
            if (service != null) {
                machine(planted, holder, service, Set.copyOf(service.contract().inputs()));
            }
            CurrentUser reader = player.userFor(item);
            person(planted, reader, shown);
            if (item.function() != null) {
                person(planted, without(reader), Set.of());
            }
        } else if (item.role() != null) {
            participant(planted, player.userFor(item), shown);
        }
        strangers(planted, holder);
    }

    private String step(Planted planted) {
        return Objects.requireNonNull(lifeEvents
                .step(planted.item().definitionId(), planted.item().element())
                .orElseThrow()
                .form());
    }

    private static CurrentUser without(CurrentUser reader) {
        return new CurrentUser(
                PersonId.random(), "Uten funksjon", reader.organisation(), Set.of(), false, Set.of(Role.CASEWORKER));
    }

    /** What a machine of the holder is given, however it asks. */
    private void machine(Planted planted, OrganisationNumber holder, Service service, Set<String> inputs)
            throws Exception {
        for (Map<String, Object> wish : wishes(planted, service)) {
            MvcResult asked = http.perform(machine(post("/engine-rest/external-task/fetchAndLock"), holder)
                            .contentType("application/json")
                            .content(JSON.writeValueAsString(
                                    Map.of("workerId", "probe", "maxTasks", 5, "topics", List.of(wish)))))
                    .andReturn();
            MockHttpServletResponse answer = asked.getRequest().isAsyncStarted()
                    ? http.perform(asyncDispatch(asked)).andReturn().getResponse()
                    : asked.getResponse();
            String body = answer.getContentAsString(StandardCharsets.UTF_8);
            outside(planted, inputs, body, "fetchAndLock of " + service.key() + " " + wish.keySet());
            written(planted, body, "fetchAndLock", row -> row.person() == null && holder.equals(row.organisation()));
            if (answer.getStatus() == 200) {
                for (JsonNode task : JSON.readTree(body)) {
                    ask(
                            planted,
                            machine(
                                    post("/engine-rest/external-task/"
                                            + task.get("id").asText() + "/unlock"),
                                    holder),
                            Set.of());
                    task.get("variables").fieldNames().forEachRemaining(name -> {
                        if (!inputs.contains(name)) {
                            leaks.add("fetchAndLock of " + service.key() + " gave " + name);
                        }
                    });
                }
            } else {
                assertThat(wish).as("refused with %s", body).containsKey("processVariables");
            }
            ask(
                    planted,
                    machine(post("/engine-rest/external-task/" + planted.item().id() + "/unlock"), holder),
                    Set.of());
        }
    }

    private List<Map<String, Object>> wishes(Planted planted, Service service) {
        Map<String, Object> plain = Map.of(
                "topicName",
                service.key(),
                "lockDuration",
                60_000,
                "businessKey",
                planted.item().journey().value());
        List<String> names = new ArrayList<>(planted.lifeEvent().data().data().keySet());
        Map<String, Object> all = new HashMap<>(plain);
        all.put("variables", names);
        all.put("localVariables", true);
        Map<String, Object> some = new HashMap<>(plain);
        some.put(
                "variables",
                names.stream().filter(name -> random.nextInt(3) == 0).toList());
        some.put("deserializeValues", random.nextBoolean());
        some.put("includeExtensionProperties", true);
        Map<String, Object> oracle = new HashMap<>(plain);
        String field = names.get(random.nextInt(names.size()));
        oracle.put("processVariables", Map.of(field, planted.marks().getOrDefault(field, "x")));
        return List.of(plain, all, some, oracle);
    }

    private void person(Planted planted, CurrentUser reader, Set<String> allowed) throws Exception {
        WorkItem item = planted.item();
        String journey = item.journey().value();
        for (String tab : TABS) {
            String page = ask(planted, as(get("/work/" + item.id() + tab), reader), allowed);
            written(planted, page, "/work" + tab, row -> reader.person().equals(row.person()));
        }
        String data = ask(planted, as(get("/api/work-items/" + item.id()), reader), allowed);
        written(planted, data, "/api/work-items", row -> reader.person().equals(row.person()));
        if (data.startsWith("{\"item\"")) {
            JSON.readTree(data).get("data").fieldNames().forEachRemaining(name -> {
                if (!allowed.contains(name)) {
                    leaks.add("/api/work-items of " + item.element() + " gave " + name + " to " + reader.functions());
                }
            });
        }
        for (String address : List.of(
                "/work?q=" + journey,
                "/work?view=urgent",
                "/journeys",
                "/journeys/" + journey,
                "/journeys/" + journey + "/diagram",
                "/journeys/" + journey + "/diagram.bpmn",
                "/journeys/" + journey + "/state.json",
                "/journeys/" + journey + "/documents",
                "/api/work-items?text=" + journey,
                "/api/journeys/" + journey,
                "/api/journeys/" + journey + "/timeline")) {
            String page = ask(planted, as(get(address), reader), allowed);
            written(planted, page, address, row -> reader.person().equals(row.person()));
        }
        oracles(planted, reader);
    }

    /** Searching for a value, filtering and ordering by a field must tell nothing. */
    private void oracles(Planted planted, CurrentUser reader) throws Exception {
        List<String> names = List.copyOf(planted.marks().keySet());
        String name = names.get(random.nextInt(names.size()));
        String value = planted.marks().get(name);
        for (String address : List.of("/api/work-items?text=" + value, "/work?q=" + value)) {
            String found = ask(planted, as(get(address), reader), Set.of(name));
            if (found.contains(planted.item().id())) {
                leaks.add(address + " found the work by " + name);
            }
        }
        List<String> queries = List.of(name + "=" + value, "sort=" + name, "orderBy=" + name);
        String query = "?" + queries.get(random.nextInt(queries.size()));
        for (String list : List.of(
                "/api/work-items",
                "/work",
                "/journeys",
                "/api/journeys/" + planted.item().journey())) {
            refusedAsFilter(planted, list + query, reader, name);
        }
        refusedAsFilter(planted, "/operations" + query, OPERATOR, name);
    }

    private void refusedAsFilter(Planted planted, String address, CurrentUser reader, String name) throws Exception {
        questions++;
        MockHttpServletResponse answer =
                http.perform(as(get(address), reader)).andReturn().getResponse();
        assertThat(answer.getStatus()).as(address).isEqualTo(400);
        outside(planted, Set.of(name), answer.getContentAsString(StandardCharsets.UTF_8), address);
    }

    /** What everybody's tools read beside pages: measures, and what the program writes down of itself. */
    private void beside(Planted planted) {
        StringBuilder measures = new StringBuilder();
        meters.forEachMeter(meter -> measures.append(meter.getId()).append('\n'));
        outside(planted, Set.of(), measures.toString(), "metrics");
        outside(planted, Set.of(), lines.taken(), "the program's log");
    }

    /** Exports of a journey are for those who take part: nobody else gets a byte of them. */
    private void exports(Planted planted) throws Exception {
        CurrentUser stranger =
                new CurrentUser(PersonId.random(), "Fremmed", null, Set.of(), false, Set.of(Role.CITIZEN));
        for (String address : List.of("", "/known", "/seen", "/everything", "/everything.json")) {
            refused(
                    "/my/journeys" + address,
                    as(get("/my/journeys/" + planted.item().journey() + address), stranger));
        }
        for (String address : List.of("", "/timeline")) {
            refused(
                    "/api/journeys" + address,
                    as(get("/api/journeys/" + planted.item().journey() + address), stranger));
        }
    }

    /** Her own task, and the journey's pages, which say to those who take part whom it is about. */
    private void participant(Planted planted, CurrentUser reader, Set<String> allowed) throws Exception {
        String subject = planted.lifeEvent().subject() + ".name";
        Set<String> shown = new HashSet<>(allowed);
        shown.add(subject);
        String task = ask(planted, as(get("/my/tasks/" + planted.item().id()), reader), shown);
        // What the association is called stands above every page of those who are in it, and is no release unless the
        // form reads it.
        String form =
                allowed.contains(subject) ? task : task.replace(planted.marks().getOrDefault(subject, subject), "");
        written(planted, form, "/my/tasks", row -> reader.person().equals(row.person()));
        for (String address : List.of("", "/seen")) {
            ask(planted, as(get("/my/journeys/" + planted.item().journey() + address), reader), Set.of(subject));
        }
        ask(planted, as(get("/my"), reader), Set.of(subject));
    }

    /** All other organisations, by machine and by a leader who may do everything there; then an operator. */
    private void strangers(Planted planted, OrganisationNumber holder) throws Exception {
        WorkItem item = planted.item();
        for (Organisation other : organisations.all()) {
            if (other.number().equals(holder)) {
                continue;
            }
            CurrentUser leader =
                    new CurrentUser(PersonId.random(), "Fremmed", other, Set.of(), true, Set.of(Role.CASEWORKER));
            boolean partOfIt = work.takesPart(item.journey(), other.number());
            boolean everything = random.nextInt(8) == 0;
            refused("/work/", as(get("/work/" + item.id()), leader));
            if (everything) {
                refused("/api/work-items/", as(get("/api/work-items/" + item.id()), leader));
            }
            if (partOfIt) {
                Set<String> own = ownNames(planted, other);
                for (String address : List.of("/journeys/", "/api/journeys/")) {
                    ask(planted, as(get(address + item.journey()), leader), own);
                }
            } else {
                refused("/journeys/", as(get("/journeys/" + item.journey()), leader));
            }
            if (item.service() != null) {
                String body = ask(
                        planted,
                        machine(post("/engine-rest/external-task/fetchAndLock"), other.number())
                                .contentType("application/json")
                                .content(JSON.writeValueAsString(Map.of(
                                        "workerId",
                                        "probe",
                                        "maxTasks",
                                        5,
                                        "topics",
                                        List.of(Map.of(
                                                "topicName",
                                                item.service(),
                                                "lockDuration",
                                                1000,
                                                "businessKey",
                                                item.journey().value()))))),
                        Set.of());
                if (body.contains(item.id())) {
                    leaks.add(other.name() + " was given " + item.service() + " of another organisation");
                }
            }
            for (String verb :
                    everything ? List.of("complete", "lock", "unlock", "extendLock", "failure") : List.<String>of()) {
                refused(
                        verb,
                        machine(post("/engine-rest/external-task/" + item.id() + "/" + verb), other.number())
                                .contentType("application/json")
                                .content("{\"workerId\":\"probe\",\"lockDuration\":1000,\"newDuration\":1000}"));
            }
        }
        ask(planted, as(get("/operations"), OPERATOR), Set.of());
        exports(planted);
        beside(planted);
    }

    /** What another organisation's own open work in the journey names. */
    private Set<String> ownNames(Planted planted, Organisation other) {
        Set<String> names = new HashSet<>();
        work.ofJourney(planted.item().journey()).stream()
                .filter(item -> other.number().equals(item.organisation()))
                .forEach(item -> names.addAll(work.formOf(item).read()));
        return names;
    }

    private void refused(String what, MockHttpServletRequestBuilder request) throws Exception {
        questions++;
        int status = http.perform(request).andReturn().getResponse().getStatus();
        if (status != 404) {
            leaks.add(what + " of another organisation answered " + status);
        }
    }

    private String ask(Planted planted, MockHttpServletRequestBuilder request, Set<String> allowed) throws Exception {
        MvcResult asked = http.perform(request).andReturn();
        MvcResult result = asked.getRequest().isAsyncStarted()
                ? http.perform(asyncDispatch(asked)).andReturn()
                : asked;
        String body = result.getResponse().getContentAsString(StandardCharsets.UTF_8);
        assertThat(result.getResponse().getStatus())
                .as("%s %s", result.getRequest().getRequestURI(), body)
                .isLessThan(500);
        outside(planted, allowed, body, result.getRequest().getRequestURI());
        return body;
    }

    /** Notes every planted value in the text of which no row of the disclosure log says that this reader was told it. */
    private void written(Planted planted, String text, String where, Predicate<Disclosure> told) {
        Set<String> names = new HashSet<>();
        disclosures.of(planted.item().journey().value()).stream().filter(told).forEach(row -> names.addAll(row.data()));
        String joined = joined(text);
        planted.marks().forEach((name, mark) -> {
            if (joined.contains(mark)) {
                seen++;
                if (!names.contains(name)) {
                    unwritten.add(
                            where + " told " + name + " at " + planted.item().element());
                }
            }
        });
    }

    private static String joined(String text) {
        return text.replaceAll("(?<=\\d)[\\u00a0\\u202f ](?=\\d{3})", "");
    }

    /** Notes every planted value in the text that does not belong to an allowed name. Pages part long numbers with spaces. */
    private void outside(Planted planted, Set<String> allowed, String text, String where) {
        questions++;
        String joined = joined(text);
        planted.marks().forEach((name, mark) -> {
            if (!allowed.contains(name) && joined.contains(mark)) {
                leaks.add(where + " told " + name + " at " + planted.item().element());
            }
        });
    }

    private static MockHttpServletRequestBuilder as(MockHttpServletRequestBuilder request, CurrentUser user) {
        return request.with(csrf())
                .with(authentication(UsernamePasswordAuthenticationToken.authenticated(
                        user,
                        null,
                        user.roles().stream()
                                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                                .toList())));
    }

    private static MockHttpServletRequestBuilder machine(
            MockHttpServletRequestBuilder request, OrganisationNumber organisation) {
        return request.with(authentication(UsernamePasswordAuthenticationToken.authenticated(
                new CurrentMachine(organisation, Set.of("samspill:work"), null, null),
                null,
                Arrays.asList(
                        new SimpleGrantedAuthority("MACHINE"), new SimpleGrantedAuthority("MACHINE_UNCONFINED")))));
    }
}
