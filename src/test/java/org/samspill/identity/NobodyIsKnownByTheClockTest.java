package org.samspill.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.samspill.Attack;
import org.samspill.Attacks;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.samspill.WhatARequestCost;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A name that nobody has, and an organisation without machines here, cost the program as much work as a wrong password: the clock tells nothing either. */
@SamspillTest
@Attack(Attacks.F25)
class NobodyIsKnownByTheClockTest {

    private static final String WRONG = "wrong-password";
    private static final String ORGANISATION = "210010009";
    private static final String NO_CLIENT = "399999999";

    /** A hash takes a hundred times as long as everything else; half of it is enough to tell that it was reckoned. */
    private static final double HALF = 0.5;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Clients clients;

    @Autowired
    private ClientSecrets secrets;

    @LocalServerPort
    private int port;

    @Test
    void anUnknownNameIsHashedLikeAWrongPassword() {
        assertThat(accounts.signIn("parent.kari", WRONG)).isEmpty();
        double known = work(name -> accounts.signIn("parent.kari", WRONG));
        double unknown = work(name -> accounts.signIn(name, WRONG));
        assertThat(unknown).isGreaterThan(known * HALF);
        assertThat(known).isGreaterThan(unknown * HALF);
    }

    @Test
    void anUnknownOrganisationIsHashedLikeAWrongSecret() {
        assertThat(clients.findByClientId(NO_CLIENT)).isNull();
        double known = work(name ->
                secrets.matches(WRONG, clients.findByClientId(ORGANISATION).getClientSecret()));
        double unknown = work(name -> clients.findByClientId(NO_CLIENT));
        assertThat(unknown).isGreaterThan(known * HALF);
        assertThat(known).isGreaterThan(unknown * HALF);
    }

    @Test
    void bothAskTheDatabaseAsMuchAndAnswerAlike() {
        try (WhatARequestCost cost = new WhatARequestCost()) {
            Http.Answer known = tried(new Http(port), "known-name", "parent.kari");
            Http.Answer unknown = tried(new Http(port), "unknown-name", "nobody." + UUID.randomUUID());
            assertThat(unknown.status()).isEqualTo(known.status());
            assertThat(cost.statements("known-name")).isNotEmpty();
            assertThat(cost.statements("unknown-name")).isEqualTo(cost.statements("known-name"));
            assertThat(cost.events("known-name")).hasSize(1);
            assertThat(cost.events("unknown-name")).isEqualTo(cost.events("known-name"));
        }
        Http.Answer wrong = new Http(port).token(ORGANISATION, WRONG);
        Http.Answer none = new Http(port).token(NO_CLIENT, WRONG);
        assertThat(none.status()).isEqualTo(wrong.status()).isEqualTo(401);
        assertThat(none.body()).isEqualTo(wrong.body());
    }

    private static Http.Answer tried(Http browser, String request, String name) {
        String csrf = browser.csrf("/sign-in");
        return browser.with("X-Request-Id", request)
                .postFormWithoutCsrf("/sign-in", Map.of("username", name, "password", WRONG, "_csrf", csrf));
    }

    /** Processor time of this thread, which other work on the machine does not lengthen. */
    private static double work(Consumer<String> attempt) {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < 3; i++) {
            attempt.accept("nobody." + UUID.randomUUID());
        }
        return threads.getCurrentThreadCpuTime() - before;
    }
}
