package org.samspill.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.web.SecurityEvents;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where an issuer tells, without any browser, that a session there has ended (OpenID Connect Back-Channel Logout 1.0). By hand and not by Spring Security's
 * shorthand, which finds browsers' sessions in the memory of one node and calls itself to end them; our sign-ins are rows, and ending the row is enough.
 */
@Controller
class BackChannel {

    static final String ADDRESS = "/sign-out/back-channel";

    private static final String EVENTS = "events";
    private static final String LOGOUT = "http://schemas.openid.net/event/backchannel-logout";
    private static final String TYPE = "logout+jwt";

    private final SignIns signIns;
    private final UsedProofs used;
    private final SecurityEvents events;
    private final Map<String, JwtDecoder> decoders = new HashMap<>();

    BackChannel(Issuers issuers, SignIns signIns, UsedProofs used, SecurityEvents events) {
        this.signIns = signIns;
        this.used = used;
        this.events = events;
        issuers.forPeople()
                .forEach(issuer -> decoders.put(
                        issuer.name(),
                        TrustedIssuer.remote(issuer)
                                .decoder(
                                        Set.of(Objects.requireNonNull(issuer.client())
                                                .id()),
                                        rules(),
                                        Set.of(TYPE))));
    }

    /** What makes a token one of signing out, and nothing else (2.4 and 2.6 there). We ask for the session, because the subject alone is another for each client. */
    private static List<OAuth2TokenValidator<Jwt>> rules() {
        return List.of(
                new JwtClaimValidator<@Nullable Object>(
                        EVENTS, told -> told instanceof Map<?, ?> map && map.get(LOGOUT) instanceof Map<?, ?>),
                new JwtClaimValidator<@Nullable Object>("nonce", Objects::isNull),
                new JwtClaimValidator<@Nullable String>(JwtClaimNames.JTI, id -> id != null && !id.isBlank()),
                new JwtClaimValidator<@Nullable String>("sid", session -> session != null && !session.isBlank()));
    }

    @PostMapping(path = ADDRESS + "/{name}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Void> ended(
            @PathVariable String name, @RequestParam(name = "logout_token", defaultValue = "") String token) {
        JwtDecoder decoder = decoders.get(name);
        if (decoder == null) {
            return refused(400, "unknown-issuer");
        }
        try {
            Jwt logout = decoder.decode(token);
            if (!used.first(new UsedProofs.Named(name + " " + logout.getId()))) {
                return refused(400, "shown-before");
            }
            int ended = signIns.endOf(name, logout.getClaimAsString("sid"));
            events.happened("signed-out-by-issuer", Map.of("issuer", name, "sign-ins", ended));
            return answer(200);
        } catch (BadJwtException wrong) {
            return refused(400, String.valueOf(wrong.getMessage()));
        } catch (JwtException away) {
            return refused(503, "issuer-unreachable");
        }
    }

    /** Always the same answer; why stands in the security log. */
    private ResponseEntity<Void> refused(int status, String reason) {
        events.happened("logout-token-refused", Map.of("reason", reason));
        return answer(status);
    }

    private static ResponseEntity<Void> answer(int status) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .build();
    }
}
