package org.samspill.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClientSecretsTest {

    private final ClientSecrets secrets = new ClientSecrets();

    @Test
    void aSecretThatFittedOnceIsRecognisedQuicklyAndAnotherStillRefused() {
        String hash = secrets.encode("demo");
        assertThat(hash).startsWith("$2").doesNotContain("demo");
        assertThat(secrets.matches("demo", hash)).isTrue();
        long before = System.nanoTime();
        for (int again = 0; again < 100; again++) {
            assertThat(secrets.matches("demo", hash)).isTrue();
        }
        // A hundred bcrypt comparisons take several seconds.
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
        assertThat(secrets.matches("Demo", hash)).isFalse();
        assertThat(secrets.matches("demo", secrets.encode("other"))).isFalse();
        assertThat(secrets.matches(null, hash)).isFalse();
    }
}
