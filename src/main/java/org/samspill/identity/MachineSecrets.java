package org.samspill.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.OrganisationNumber;
import org.samspill.actors.Organisations;
import org.samspill.actors.Role;
import org.samspill.web.Problem;
import org.samspill.web.SecurityEvents;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Gives an organisation's machines another secret for the built-in issuer. An operator may ask for it, and the organisation's own machine that came with the
 * secret of today: a token of another issuer may be a supplier's, and must not become a way in that outlasts it.
 */
@RestController
@RequestMapping(path = "/api/organisations/{number}/secret", produces = MediaType.APPLICATION_JSON_VALUE)
class MachineSecrets {

    private static final int LONGEST_OVERLAP = 30;

    private final Clients clients;
    private final Organisations organisations;
    private final SecurityEvents events;
    private final String builtIn;

    MachineSecrets(
            Clients clients,
            Organisations organisations,
            SecurityEvents events,
            @Value("${samspill.issuer}") String builtIn) {
        this.clients = clients;
        this.organisations = organisations;
        this.events = events;
        this.builtIn = builtIn;
    }

    /**
     * The new secret; it is not kept and cannot be read again.
     *
     * @param oldGoodUntil until when the secret before works too; null when there was none
     */
    record Made(
            String organisation, String secret, @Nullable Instant oldGoodUntil) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Made renew(
            @PathVariable String number,
            @RequestParam(defaultValue = "7") int overlapDays,
            Authentication who,
            HttpServletRequest request,
            HttpServletResponse response) {
        OrganisationNumber organisation = OrganisationNumber.parse(number)
                .filter(wanted -> may(who, wanted))
                .flatMap(organisations::find)
                .orElseThrow(() -> new Problem(HttpStatus.NOT_FOUND, "not-found", "web.problem.not-found"))
                .number();
        if (overlapDays < 0 || overlapDays > LONGEST_OVERLAP) {
            throw new Problem(HttpStatus.BAD_REQUEST, "wrong-parameter", "identity.problem.overlap", LONGEST_OVERLAP)
                    .at("overlapDays");
        }
        Clients.Made made = clients.renew(organisation, Duration.ofDays(overlapDays));
        events.happened(
                "secret-renewed",
                Map.of("organisation", organisation, "who", who.getPrincipal(), "address", request.getRemoteAddr()));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return new Made(organisation.value(), made.secret(), made.oldGoodUntil());
    }

    private boolean may(Authentication who, OrganisationNumber wanted) {
        if (who instanceof MachineAuthentication machine) {
            return machine.machine().organisation().equals(wanted)
                    && builtIn.equals(machine.getToken().getClaimAsString("iss"));
        }
        return who.getPrincipal() instanceof CurrentUser user && user.has(Role.OPERATOR);
    }
}
