package org.samspill.webhooks;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/**
 * Where events may go: an organisation names the address, so without rules it could make this program call what only this program reaches. Asked when an
 * address is registered, and again by each connection, which goes to the very addresses that were looked at and not to what a name means a moment later.
 */
@Component
class Destinations implements DnsResolver {

    /** What the IANA registries of special-purpose addresses say is not on the internet, or leads to what is not. */
    private static final List<IpAddressMatcher> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20",
                    "5f00::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .map(IpAddressMatcher::new)
            .toList();

    private static final int LONGEST = 2000;

    private final WebhookSettings settings;

    Destinations(WebhookSettings settings) {
        this.settings = settings;
    }

    /** Why events may not go there, as the end of a message key; null when they may. */
    @Nullable
    String refusal(URI address) {
        String host = address.getHost();
        if (host == null
                || address.getUserInfo() != null
                || address.getFragment() != null
                || address.toString().length() > LONGEST) {
            return "unreadable";
        }
        boolean plain = "http".equalsIgnoreCase(address.getScheme());
        if (!plain && !"https".equalsIgnoreCase(address.getScheme())) {
            return "scheme";
        }
        try {
            InetAddress[] found = resolve(host);
            return plain && !Arrays.stream(found).allMatch(InetAddress::isLoopbackAddress) ? "scheme" : null;
        } catch (NotAllowed forbidden) {
            return "forbidden";
        } catch (UnknownHostException unknown) {
            return "unknown";
        }
    }

    /** The addresses of a host, all of which events may go to. */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        if (!settings.hosts().isEmpty() && settings.hosts().stream().noneMatch(allowed -> covers(allowed, host))) {
            throw new NotAllowed(host);
        }
        InetAddress[] found = SystemDefaultDnsResolver.INSTANCE.resolve(unbracketed(host));
        if (!Arrays.stream(found).allMatch(this::allowed)) {
            throw new NotAllowed(host);
        }
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    private boolean allowed(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return settings.loopback();
        }
        if (address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isMulticastAddress()) {
            return false;
        }
        return settings.privateAddresses()
                || NOT_PUBLIC.stream().noneMatch(range -> range.matches(address.getHostAddress()));
    }

    private static boolean covers(String allowed, String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return allowed.startsWith("*.")
                ? name.endsWith(allowed.substring(1).toLowerCase(Locale.ROOT))
                : name.equals(allowed.toLowerCase(Locale.ROOT));
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** The host is known, and events may not go there. */
    static final class NotAllowed extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        NotAllowed(String host) {
            super(host);
        }
    }
}
