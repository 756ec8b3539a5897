package org.samspill.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.samspill.Http;
import org.samspill.journeys.JourneyId;
import org.samspill.work.WorkItem;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every address of the program that takes an id, asked with those of a guarded journey and with one that nobody has: whoever has no right gets the same answer
 * to both. New addresses are tried without a word here.
 */
final class GuardedAddresses {

    private static final String BODY =
            "{\"workerId\":\"before\",\"errorCode\":\"x\",\"newDuration\":1000,\"lockDuration\":1000,"
                    + "\"retries\":1,\"modifications\":{},\"variables\":{},\"data\":{},\"reason\":\"x\",\"to\":\"x\"}";

    private static final Pattern OF_JOURNEYS = Pattern.compile("/journeys/|/process-instance/|/execution/");

    /** A part of an address that is one of several words. */
    private static final Pattern CHOICE = Pattern.compile("\\{\\w+:([a-z|]+)}");

    private final List<Asked> all = new ArrayList<>();
    private final String number;

    /** @param number of a delivery in the journey */
    GuardedAddresses(
            RequestMappingHandlerMapping mappings, JourneyId journey, WorkItem one, WorkItem another, String number) {
        this.number = number;
        mappings.getHandlerMethods().forEach((info, method) -> {
            if (method.getBeanType().getName().startsWith("org.samspill")) {
                paths(info).forEach(path -> info.getMethodsCondition()
                        .getMethods()
                        .forEach(verb -> (OF_JOURNEYS.matcher(path).find()
                                        ? Stream.of(journey.value())
                                        : Stream.of(one.id(), another.id()))
                                .forEach(id -> all.add(new Asked(verb, path, id)))));
            }
        });
        assertThat(all).extracting(Asked::path).contains("/journeys/{id}", "/work/{id}", "/api/work-items/{id}");
    }

    private record Asked(RequestMethod verb, String path, String id) {}

    private static Stream<String> paths(RequestMappingInfo info) {
        return info.getPatternValues().stream()
                .filter(path -> path.contains("{"))
                .flatMap(path -> {
                    var choice = CHOICE.matcher(path);
                    return choice.find()
                            ? Stream.of(choice.group(1).split("\\|")).map(choice::replaceFirst)
                            : Stream.of(path);
                });
    }

    void lookUnknownTo(Http reader) {
        String csrf = reader.csrf("/");
        all.forEach(asked -> {
            String nobodys = UUID.randomUUID().toString();
            Http.Answer real = ask(reader, csrf, asked, asked.id());
            Http.Answer imagined = ask(reader, csrf, asked, nobodys);
            assertThat(real.status()).as("%s", asked).isEqualTo(imagined.status());
            assertThat(bare(real, asked.id())).as("%s", asked).isEqualTo(bare(imagined, nobodys));
        });
    }

    private Http.Answer ask(Http reader, String csrf, Asked asked, String id) {
        String path = asked.path().replaceFirst("\\{[^/]*}", id).replaceAll("\\{[^/]*}", number);
        return switch (asked.verb()) {
            case GET -> reader.get(path);
            case DELETE -> reader.with("X-CSRF-TOKEN", csrf).delete(path);
            default ->
                path.startsWith("/api/") || path.startsWith("/engine-rest/")
                        ? reader.with("X-CSRF-TOKEN", csrf).post(path, BODY)
                        : reader.with("X-CSRF-TOKEN", csrf).postFormWithoutCsrf(path, Map.of("_csrf", csrf));
        };
    }

    /** The answer without what differs from one to the next: the id that was asked for, and the token of forms. */
    private static String bare(Http.Answer answer, String id) {
        return (answer.location().orElse("")
                        + answer.body().replaceAll("((_csrf|csrf-token)\"[^>]*?(value|content)=\")[^\"]+", "$1"))
                .replace(id, "ID");
    }
}
