package org.samspill.identity;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.samspill.Http;

/** Somebody's browser that goes to an issuer and comes back: the whole authorization code flow, step by step as a browser does it. */
final class Elsewhere {

    private final Http browser;
    private final String issuer;

    Elsewhere(Http browser, String issuer) {
        this.browser = browser;
        this.issuer = issuer;
    }

    /** Signs in where the issuer then says this of her; gives our answer to her coming back. */
    Http.Answer signIn(Map<String, Object> claims) {
        return signIn("", claims);
    }

    Http.Answer signIn(String query, Map<String, Object> claims) {
        String address = sent(query);
        return back(address, parameters(address).get("client_id"), claims);
    }

    /** The address that we send the browser to. */
    String sent(String query) {
        return browser.get("/sign-in/with/" + issuer + query).header("Location").orElseThrow();
    }

    Http.Answer back(String address, String audience, Map<String, Object> claims) {
        Peer.willSay(issuer, "pairwise-subject", List.of(audience), claims);
        return back(address);
    }

    /** Comes back without anybody asking the issuer for a token. */
    Http.Answer back(String address) {
        URI back = Peer.sentBackFrom(address);
        return browser.get(back.getRawPath() + "?" + back.getRawQuery());
    }

    static Map<String, String> parameters(String address) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : URI.create(address).getRawQuery().split("&")) {
            int equals = pair.indexOf('=');
            parameters.put(
                    pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }
}
