package org.samspill.demo;

import java.util.stream.Collectors;
import org.samspill.web.DemoSignIns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells whoever started the program where it answers and whom she can sign in as. */
@Component
@ConditionalOnProperty("samspill.demo")
class DemoGreeting {

    private static final Logger LOG = LoggerFactory.getLogger(DemoGreeting.class);

    private final DemoSignIns people;

    DemoGreeting(DemoSignIns people) {
        this.people = people;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        String port = event.getApplicationContext().getEnvironment().getProperty("local.server.port");
        String signIns = people.all().stream()
                .map(shown ->
                        "  %-24s %s".formatted(shown.username(), shown.title().en()))
                .collect(Collectors.joining(System.lineSeparator()));
        LOG.info(
                "Samspill answers at http://localhost:{}{}Demo sign-ins, password demo:{}{}",
                port,
                System.lineSeparator(),
                System.lineSeparator(),
                signIns);
    }
}
