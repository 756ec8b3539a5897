package org.samspill.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.samspill.Attack;
import org.samspill.Attacks;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address that changes something, as the program itself knows them: a new one is asked too, without anybody thinking of it. */
@SamspillTest
@Attack(Attacks.F27)
class EveryChangeNeedsItsTokenTest {

    @LocalServerPort
    int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Test
    void nothingChangesByARequestThatAnotherSiteCouldMake() {
        Http person = new Http(port).signedInAs("operator.odin");
        List<String> asked = new ArrayList<>();
        for (String change : changing()) {
            String address = change.substring(change.indexOf(' ') + 1);
            try (SecurityLog log = new SecurityLog()) {
                Http.Answer answer = change.startsWith("DELETE ") ? person.delete(address) : person.post(address, "{}");
                assertThat(answer.status()).as(change).isEqualTo(403);
                assertThat(log.lines()).as(change).singleElement().asString().startsWith("event=csrf ");
            }
            asked.add(change);
        }
        Attacks.F27.measured("%d addresses", asked.size());
        assertThat(asked)
                .contains(
                        "POST /preferences",
                        "POST /my/start/1/send",
                        "POST /sign-out/everywhere",
                        "DELETE /api/subscriptions/1")
                .hasSizeGreaterThan(20);
    }

    /** Sign-out is a filter and no handler; the protocol of machines takes no session at all, which its own tests prove. */
    private List<String> changing() {
        List<String> changes = new ArrayList<>(List.of("POST /sign-out", "POST /sign-in"));
        mappings.getHandlerMethods().keySet().forEach(mapping -> {
            Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
            methods.stream()
                    .filter(method -> method == RequestMethod.POST || method == RequestMethod.DELETE)
                    .forEach(method -> mapping.getPatternValues().stream()
                            .map(pattern -> pattern.replaceAll("\\{[^}]+}", "1"))
                            .filter(address -> !address.startsWith("/engine-rest"))
                            // Issuers come here with a signed token and no session.
                            .filter(address -> !address.startsWith(BackChannel.ADDRESS))
                            .forEach(address -> changes.add(method + " " + address)));
            assertThat(methods).doesNotContain(RequestMethod.PUT, RequestMethod.PATCH);
        });
        return changes;
    }
}
