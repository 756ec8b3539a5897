package org.samspill.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.resource.authentication.DPoPAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.DPoPAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Lets in machines whose token is bound to a key that they prove to have (DPoP, RFC 9449). Spring Security checks token and proof; that a proof is
 * good once is kept in the database, since the next request may come to another node.
 */
@Component
class ProofOfPossession implements AuthenticationConverter {

    static final String SCHEME = "DPoP";

    private static final Pattern AUTHORIZATION =
            Pattern.compile("DPoP +([A-Za-z0-9\\-._~+/]+=*)", Pattern.CASE_INSENSITIVE);

    private final DPoPAuthenticationProvider checked;
    private final UsedProofs used;
    private final JsonRefusals refusals;

    ProofOfPossession(MachineTokens tokens, UsedProofs used, JsonRefusals refusals) {
        this.checked = new DPoPAuthenticationProvider(tokens::authenticate);
        this.used = used;
        this.refusals = refusals;
    }

    AuthenticationFilter filter() {
        var filter = new AuthenticationFilter(this::authenticate, this);
        filter.setRequestMatcher(ProofOfPossession::asks);
        filter.setSuccessHandler((request, response, who) -> {});
        var failed = new AuthenticationEntryPointFailureHandler(refusals);
        failed.setRethrowAuthenticationServiceException(false);
        filter.setFailureHandler(failed);
        filter.setSecurityContextRepository(new RequestAttributeSecurityContextRepository());
        return filter;
    }

    static boolean asks(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    private Authentication authenticate(Authentication claimed) {
        Authentication machine = checked.authenticate(claimed);
        if (!used.first(((DPoPAuthenticationToken) claimed).getDPoPProof())) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error(OAuth2ErrorCodes.INVALID_DPOP_PROOF, "The proof has been used before", null));
        }
        return machine;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        List<String> authorizations = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        List<String> proofs = Collections.list(request.getHeaders(SCHEME));
        Matcher token = AUTHORIZATION.matcher(authorizations.size() == 1 ? authorizations.get(0) : "");
        if (!token.matches() || proofs.size() != 1) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, "One token and one proof are needed", null));
        }
        return new DPoPAuthenticationToken(
                token.group(1),
                proofs.get(0),
                request.getMethod(),
                request.getRequestURL().toString());
    }
}
