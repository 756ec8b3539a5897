package org.samspill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.People;
import org.samspill.actors.PersonId;
import org.samspill.actors.Role;
import org.samspill.agencies.Garden;
import org.samspill.identity.Accounts;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.Journeys;
import org.samspill.journeys.LostKeys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every address is given what nobody should send, by somebody who may come there, about what is hers and about what does not exist: she is told what is wrong,
 * and it is never called our fault. New addresses are tried without a word here.
 */
@SamspillTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Attack(Attacks.F23)
class NeverOurFaultTest {

    private static final int LONGEST_ADDRESS = 7000;

    private static final List<String> STRANGE = List.of(
            "",
            "-1",
            "99999999999999999999",
            "+1000000000-12-31T23:59:59.999999999Z~x",
            "a\u0000b",
            "😀 ' \" -- ; { } ${7*7} <b> %",
            "x".repeat(4001));

    private static final List<String> STRANGE_JSON = List.of(
            "",
            "null",
            "{",
            "[]",
            "\"text\"",
            "{}",
            "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}",
            members("{\"a\":1}"),
            members("[1]"),
            members("[null]"),
            members("\"a\\u0000b\""),
            members("\"\\ud800\""),
            members("1e400"),
            members("null"));

    private final ApplicationContext program;
    private final RequestMappingHandlerMapping mappings;
    private final int port;
    private Http citizen;
    private Http staff;
    private Http machine;
    private Map<String, String> own;

    @Autowired
    NeverOurFaultTest(
            ApplicationContext program,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
            @LocalServerPort int port) {
        this.program = program;
        this.mappings = mappings;
        this.port = port;
    }

    /** Every member that some interface reads, all with the same value. */
    private static String members(String value) {
        return Stream.of(
                        "workerId",
                        "maxTasks",
                        "topics",
                        "sorting",
                        "variables",
                        "localVariables",
                        "modifications",
                        "errorCode",
                        "errorMessage",
                        "retries",
                        "retryTimeout",
                        "newDuration",
                        "lockDuration",
                        "ids",
                        "items",
                        "data",
                        "to",
                        "reason",
                        "message",
                        "lifeEvent",
                        "event",
                        "specversion",
                        "id",
                        "source",
                        "type",
                        "subject",
                        "datacontenttype")
                .map(member -> "\"" + member + "\":" + value)
                .collect(Collectors.joining(",", "{", "}"));
    }

    @BeforeAll
    void whatIsTheirs() {
        Garden garden = Garden.of(program);
        JourneyId plot = garden.started();
        LostKeys keys = new LostKeys(program);
        JourneyId key = keys.reported("Kari", Garden.GROWER);
        keys.delivered(key, "Service_ReadLease", Map.of("lease.address", "Bakken 7", "lease.lockClass", "standard"));
        PersonId tenant =
                program.getBean(Journeys.class).participants(key).get(0).person();
        PersonId worker = garden.person();
        program.getBean(People.class).employ(worker, OrganisationNumber.of(Garden.SURVEY_OFFICE), Set.of(), true);
        citizen = signedIn(tenant, null, Set.of(Role.CITIZEN));
        staff = signedIn(
                worker,
                Garden.SURVEY_OFFICE,
                Set.of(Role.CASEWORKER, Role.DESIGNER, Role.MISSION_OWNER, Role.OPERATOR));
        machine = new Http(port).withTokenOf(Garden.SURVEY_OFFICE);
        own = Map.of(
                "/my/journeys", key.value(),
                "/my/tasks", keys.waiting(key, "Task_AcceptCost").id(),
                "/my/start", "lost-key",
                "/journeys", plot.value(),
                "/api/journeys", plot.value(),
                "/studio", "lost-key",
                "/work", garden.waiting(plot).id(),
                "/api/work-items", garden.waiting(plot).id(),
                "/engine-rest", garden.waiting(plot).id());
    }

    private Http signedIn(PersonId person, String organisation, Set<Role> roles) {
        String username = "fault." + UUID.randomUUID();
        Accounts accounts = program.getBean(Accounts.class);
        accounts.open(
                username,
                person,
                organisation == null ? null : OrganisationNumber.of(organisation),
                roles,
                accounts.hash("demo"));
        Http http = new Http(port).signedInAs(username);
        return http.with("X-CSRF-TOKEN", http.csrf("/"));
    }

    @TestFactory
    Stream<DynamicTest> whoeverSendsWhateverIsAnswered() {
        List<DynamicTest> tests = new ArrayList<>();
        mappings.getHandlerMethods().forEach((info, handler) -> {
            boolean ours = handler.getBeanType().getName().startsWith("org.samspill");
            for (String pattern : info.getPatternValues()) {
                for (RequestMethod method : info.getMethodsCondition().getMethods()) {
                    // A stream has no end to wait for.
                    if (ours && !pattern.endsWith("/live") && !pattern.contains("/engine/default/")) {
                        tests.add(
                                DynamicTest.dynamicTest(method + " " + pattern, () -> tried(method, pattern, handler)));
                    }
                }
            }
        });
        assertThat(tests).hasSizeGreaterThan(80);
        return tests.stream();
    }

    private void tried(RequestMethod method, String pattern, HandlerMethod handler) {
        Http http = caller(pattern);
        List<String> parameters = parameters(handler);
        boolean json = Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
        String hers = path(pattern, own(pattern));
        for (String value : STRANGE) {
            if (pattern.contains("{") && !value.isEmpty() && value.length() < 300) {
                send(http, method, path(pattern, value), Map.of());
            }
            if (!parameters.isEmpty()) {
                Map<String, String> all = new HashMap<>();
                parameters.forEach(parameter -> all.put(parameter, value));
                send(http, method, hers, all);
            }
        }
        if (json) {
            STRANGE_JSON.forEach(body -> answered(http.post(hers, body), hers + " " + body));
        }
    }

    private void send(Http http, RequestMethod method, String path, Map<String, String> parameters) {
        if (method == RequestMethod.GET) {
            String query = parameters.entrySet().stream()
                    .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                    .collect(Collectors.joining("&"));
            // What is longer the server cuts off before it knows what it is.
            if (query.length() < LONGEST_ADDRESS) {
                answered(http.get(parameters.isEmpty() ? path : path + "?" + query), path + " " + query);
            }
        } else {
            answered(http.postFormWithoutCsrf(path, parameters), path + " " + parameters);
        }
    }

    private static void answered(Http.Answer answer, String asked) {
        String what = asked.substring(0, Math.min(asked.length(), 300));
        assertThat(answer.status()).as(what).isLessThan(500);
        boolean interfaces = what.startsWith("/api/") || what.startsWith("/engine-rest/");
        if (interfaces && answer.status() >= 400) {
            JsonNode problem = answer.json();
            assertThat(problem.path("type").asText()).as(what).isNotBlank();
            assertThat(problem.path("status").asInt()).as(what).isEqualTo(answer.status());
            assertThat(problem.path("detail").asText()).as(what).isNotBlank();
            assertThat(problem.path("message").asText())
                    .as(what)
                    .isEqualTo(problem.path("detail").asText());
            assertThat(problem.path("code").isInt()).as(what).isTrue();
        }
        assertThat(answer.body()).as(what).doesNotContain("java.lang", "org.samspill", "Exception:");
    }

    private Http caller(String pattern) {
        if (pattern.startsWith("/engine-rest") || pattern.startsWith("/api/events")) {
            return machine;
        }
        return pattern.startsWith("/my") || pattern.startsWith("/api/journeys") ? citizen : staff;
    }

    private String own(String pattern) {
        return own.entrySet().stream()
                .filter(entry -> pattern.startsWith(entry.getKey()))
                .max(Map.Entry.comparingByKey(java.util.Comparator.comparingInt(String::length)))
                .map(Map.Entry::getValue)
                .orElse("210010009");
    }

    private static String path(String pattern, String value) {
        return pattern.replaceAll("\\{tab[^/]*}", "notes")
                .replaceAll("\\{[^/]*}", java.util.regex.Matcher.quoteReplacement(encoded(value)));
    }

    private static List<String> parameters(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .map(parameter -> {
                    RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
                    String name = asked == null ? null : asked.name().isEmpty() ? asked.value() : asked.name();
                    return asked == null
                            ? null
                            : !name.isEmpty() ? name : parameter.getParameter().getName();
                })
                .filter(Objects::nonNull)
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
