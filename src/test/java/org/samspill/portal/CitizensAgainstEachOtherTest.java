package org.samspill.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.samspill.journeys.JourneyId;
import org.samspill.journeys.JourneyLog;
import org.samspill.work.WorkItem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What belongs to one citizen does not exist for another: every route of the portal that names a journey or a task answers as it does for nothing. */
@SamspillTest
class CitizensAgainstEachOtherTest {

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext program;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    @Autowired
    JourneyLog log;

    /** One route that names something: how it is asked, and its address for this journey and task. */
    private record Route(RequestMethod method, String address) {}

    @Test
    void nobodyLearnsAnythingOfAnothersJourneyOrTask() {
        Http silje = new Http(port).signedInAs("parent.silje");
        JourneyId journey = started(silje);
        WorkItem task = new Walk(program).to(journey, "Task_GiveConsent");
        assertThat(silje.get("/my/tasks/" + task.id()).status()).isEqualTo(200);
        Http amir = new Http(port).signedInAs("parent.amir");
        String csrf = amir.csrf("/my");
        int before = log.of(journey).size();

        List<Route> all = routes(journey.value(), task.id());
        assertThat(all).hasSizeGreaterThanOrEqualTo(13);
        List<Route> unknown =
                routes(JourneyId.random().value(), UUID.randomUUID().toString());
        for (int i = 0; i < all.size(); i++) {
            Http.Answer answer = ask(amir, all.get(i), csrf);
            assertThat(answer.status()).as("%s", all.get(i)).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("Lea", "Bakken", "Alvorlig", "samtykke");
            Http.Answer nothing = ask(amir, unknown.get(i), csrf);
            assertThat(nothing.status()).isEqualTo(404);
            assertThat(bare(nothing, unknown.get(i))).isEqualTo(bare(answer, all.get(i)));
        }
        assertThat(log.of(journey)).hasSize(before);
        assertThat(amir.get("/my").body()).doesNotContain(journey.value(), task.id());
    }

    @Test
    void aDraftIsHersWhoWroteIt() {
        Http silje = new Http(port).signedInAs("parent.silje");
        Http amir = new Http(port).signedInAs("parent.amir");
        String start = "/my/start/voluntary-organisation";
        Map<String, String> form = Map.of("idea.purpose", "Bare for Silje", "about", "", "key", key());
        assertThat(silje.postForm(start, start + "/draft", form).status()).isEqualTo(200);
        assertThat(silje.get(start).body()).contains("Bare for Silje");
        assertThat(amir.get(start).body()).doesNotContain("Bare for Silje");
        amir.postForm(start, start + "/anew", Map.of());
        assertThat(silje.get(start).body()).contains("Bare for Silje");
        silje.postForm(start, start + "/anew", Map.of());
        assertThat(silje.get(start).body()).doesNotContain("Bare for Silje");
    }

    private static Http.Answer ask(Http who, Route route, String csrf) {
        return route.method() == RequestMethod.GET
                ? who.get(route.address())
                : who.postFormWithoutCsrf(route.address(), Map.of("_csrf", csrf, "condition.stable", "false"));
    }

    /** The page without its own address and its token. */
    private static String bare(Http.Answer answer, Route route) {
        return answer.body().replace(route.address(), "").replaceAll("(content|value)=\"[A-Za-z0-9_-]{60,}\"", "");
    }

    private List<Route> routes(String journey, String task) {
        List<Route> found = new ArrayList<>();
        Map<RequestMappingInfo, HandlerMethod> methods = routes.getHandlerMethods();
        methods.keySet().forEach(info -> info.getPatternValues().stream()
                .filter(pattern -> pattern.startsWith("/my/") && pattern.contains("{id}"))
                .forEach(pattern -> found.add(new Route(
                        method(info),
                        pattern.replace("{id}", pattern.startsWith("/my/tasks/") ? task : journey)
                                .replace("{scope}", "peer-support")
                                .replace("{event}", "ConditionChanged")))));
        return Stream.of(found)
                .flatMap(List::stream)
                .sorted((one, other) -> (one.method() + one.address().replaceAll("[0-9a-f-]{30,}", ""))
                        .compareTo(other.method() + other.address().replaceAll("[0-9a-f-]{30,}", "")))
                .toList();
    }

    private static RequestMethod method(RequestMappingInfo info) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        assertThat(methods).as("%s", info).hasSize(1);
        return methods.iterator().next();
    }

    private static JourneyId started(Http citizen) {
        String sent = citizen.postForm(
                        "/my",
                        "/my/start/seriously-ill-child/send",
                        Map.of("key", key(), "about", "1", "report.text", "Syk", "hospital.admitted", "true"))
                .location()
                .orElseThrow();
        return new JourneyId(sent.replaceAll("/my/journeys/([^/]+)/started", "$1"));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
