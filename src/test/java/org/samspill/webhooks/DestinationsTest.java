package org.samspill.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where events may not be sent, by literal addresses, so that no name has to be looked up. */
class DestinationsTest {

    private static Destinations with(boolean loopback, boolean privateAddresses, String... hosts) {
        return new Destinations(new WebhookSettings(
                true,
                List.of(hosts),
                loopback,
                privateAddresses,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                1,
                1,
                1));
    }

    @ParameterizedTest
    @CsvSource({
        "https://193.156.90.1/x, allowed, allowed, allowed",
        "http://193.156.90.1/x, scheme, scheme, scheme",
        "https://[2a02:20c8:1::1]/, allowed, allowed, allowed",
        "https://127.0.0.1/, forbidden, allowed, forbidden",
        "http://127.0.0.1:9000/, forbidden, allowed, forbidden",
        "http://[::1]:9000/, forbidden, allowed, forbidden",
        "https://2130706433/, forbidden, allowed, forbidden",
        "https://0.0.0.0/, forbidden, forbidden, forbidden",
        "https://10.1.2.3/, forbidden, forbidden, allowed",
        "http://10.1.2.3/, forbidden, forbidden, scheme",
        "https://172.31.255.255/, forbidden, forbidden, allowed",
        "https://192.168.1.1/, forbidden, forbidden, allowed",
        "https://100.64.0.1/, forbidden, forbidden, allowed",
        "https://169.254.169.254/, forbidden, forbidden, forbidden",
        "https://[fe80::1]/, forbidden, forbidden, forbidden",
        "https://[fd00::1]/, forbidden, forbidden, allowed",
        "https://[::ffff:10.0.0.1]/, forbidden, forbidden, allowed",
        "https://[64:ff9b::a00:1]/, forbidden, forbidden, allowed",
        "https://[2002:a00:1::]/, forbidden, forbidden, allowed",
        "https://224.0.0.1/, forbidden, forbidden, forbidden",
        "ftp://193.156.90.1/, scheme, scheme, scheme",
        "file:///etc/passwd, unreadable, unreadable, unreadable",
        "https://user:word@193.156.90.1/, unreadable, unreadable, unreadable",
        "https://193.156.90.1/#here, unreadable, unreadable, unreadable",
        "/events, unreadable, unreadable, unreadable"
    })
    void onlyTheInternetUnlessTheOperatorSaysOtherwise(
            String address, String usually, String withLoopback, String withPrivate) {
        URI where = URI.create(address);
        assertThat(said(with(false, false), where)).isEqualTo(usually);
        assertThat(said(with(true, false), where)).isEqualTo(withLoopback);
        assertThat(said(with(false, true), where)).isEqualTo(withPrivate);
    }

    @ParameterizedTest
    @CsvSource({
        "https://193.156.90.1/, allowed",
        "https://193.156.90.2/, forbidden",
        "https://evil.example.org.invalid/, forbidden",
        "https://example.org/, forbidden"
    })
    void onlyTheHostsThatTheOperatorNames(String address, String expected) {
        assertThat(said(with(false, false, "193.156.90.1", "*.example.org"), URI.create(address)))
                .isEqualTo(expected);
    }

    private static String said(Destinations destinations, URI address) {
        String refusal = destinations.refusal(address);
        return refusal == null ? "allowed" : refusal;
    }
}
