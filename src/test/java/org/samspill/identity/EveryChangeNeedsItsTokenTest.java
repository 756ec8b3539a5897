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
        for (String address : changing()) {
            try (SecurityLog log = new SecurityLog()) {
                Http.Answer answer = person.post(address, "{}");
                assertThat(answer.status()).as(address).isEqualTo(403);
                assertThat(log.lines()).as(address).singleElement().asString().startsWith("event=csrf ");
            }
            asked.add(address);
        }
        assertThat(asked)
                .contains("/preferences", "/my/start/1/send", "/sign-out/everywhere")
                .hasSizeGreaterThan(20);
    }

    /** Sign-out is a filter and no handler; the protocol of machines takes no session at all, which its own tests prove. */
    private List<String> changing() {
        List<String> addresses = new ArrayList<>(List.of("/sign-out", "/sign-in"));
        mappings.getHandlerMethods().keySet().forEach(mapping -> {
            Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
            if (methods.contains(RequestMethod.POST)) {
                mapping.getPatternValues().stream()
                        .map(pattern -> pattern.replaceAll("\\{[^}]+}", "1"))
                        .filter(address -> !address.startsWith("/engine-rest"))
                        // Issuers come here with a signed token and no session.
                        .filter(address -> !address.startsWith(BackChannel.ADDRESS))
                        .forEach(addresses::add);
            }
            assertThat(methods).doesNotContain(RequestMethod.PUT, RequestMethod.DELETE, RequestMethod.PATCH);
        });
        return addresses;
    }
}
