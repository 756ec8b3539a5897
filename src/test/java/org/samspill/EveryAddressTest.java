package org.samspill;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address there is, whoever asks: its answer is cloaked. New addresses are tried without a word here. */
@SamspillTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryAddressTest {

    private final RequestMappingHandlerMapping mappings;
    private final int port;
    private Map<String, Http> callers = Map.of();

    @Autowired
    EveryAddressTest(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
            @LocalServerPort int port) {
        this.mappings = mappings;
        this.port = port;
    }

    @BeforeAll
    void comeIn() {
        callers = Map.of(
                "nobody", new Http(port),
                "a citizen", new Http(port).signedInAs("parent.kari"),
                "a caseworker", new Http(port).signedInAs("oslo.anne"),
                "a designer", new Http(port).signedInAs("designer.dina"),
                "a mission owner", new Http(port).signedInAs("owner.morten"),
                "an operator", new Http(port).signedInAs("operator.odin"),
                "a machine", new Http(port).withTokenOf("210010009"));
    }

    @TestFactory
    @Attack(Attacks.F29)
    Stream<DynamicTest> everyAnswerIsCloaked() {
        List<DynamicTest> tests = new ArrayList<>();
        addresses()
                .filter(path -> !path.endsWith("/live"))
                .forEach(path -> callers.forEach((who, http) -> tests.add(DynamicTest.dynamicTest(
                        path + " for " + who, () -> Cloak.covers(http.get(path).response())))));
        assertThat(tests).hasSizeGreaterThan(200);
        return tests.stream();
    }

    /** What is somebody's own is kept by no browser and no proxy. */
    @Test
    void whatIsPersonalIsNotStored() {
        Map<String, String> own = Map.of(
                "/my", "a citizen", "/work", "a caseworker", "/journeys", "a caseworker", "/operations", "an operator");
        own.forEach((path, who) -> {
            Http.Answer answer = callers.get(who).get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.header("Cache-Control").orElse("")).as(path).contains("no-store");
        });
    }

    @Test
    void soIsWhatIsNoPageAtAll() {
        Http nobody = callers.get("nobody");
        for (String path : List.of("/favicon.svg", "/no-such", "/assets/no-such", "/engine-rest", "/api", "/error")) {
            Cloak.covers(nobody.get(path).response());
        }
        HttpResponse<?> unreadable = nobody.get("/api/journeys/a%2Fb").response();
        assertThat(unreadable.statusCode()).isEqualTo(400);
        Cloak.covers(unreadable);
    }

    /** The cookie is not sent along by pages of others, and no script reads it. */
    @Test
    @Attack(Attacks.F27)
    void theCookieStaysAtHome() {
        Http.Answer page = new Http(port).get("/sign-in");
        String cookie = page.header("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax");
    }

    private Stream<String> addresses() {
        return mappings.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("org.samspill"))
                .filter(entry ->
                        entry.getKey().getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(entry -> entry.getKey().getPatternValues().stream())
                .map(pattern -> pattern.replaceAll("\\{[^/]*}", "none"))
                .distinct();
    }
}
