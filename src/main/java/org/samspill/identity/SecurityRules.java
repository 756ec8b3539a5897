package org.samspill.identity;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.security.config.http.SessionCreationPolicy.STATELESS;

import jakarta.servlet.DispatcherType;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Role;
import org.samspill.web.CallerRules;
import org.samspill.web.SecurityHeaders;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.ForwardAuthenticationFailureHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may come through which door. Everything is closed but what is named here; inside, each room checks the single object.
 * The door of the built-in issuer is in {@link TokenIssuer}.
 */
@Configuration
@EnableConfigurationProperties({Issuers.class, SessionLimits.class})
class SecurityRules {

    /** What interfaces for machines show to everybody. */
    private static final String[] PUBLIC_API = {
        "/api/life-events",
        "/api/life-events/*",
        "/api/actors",
        "/api/organisations",
        "/api/organisations/*",
        "/api/missions",
        "/api/missions/*",
        "/api/missions/*/*/municipalities"
    };

    private static final String[] PUBLIC_PAGES = {
        "/",
        "/sign-in",
        Arrivals.CHOOSE,
        Arrivals.NO_ENTRY,
        SignOut.DONE,
        SignOut.NOTICE,
        BackChannel.ADDRESS + "/*",
        "/preferences",
        "/assets/**",
        "/favicon.svg",
        "/v3/api-docs/**",
        "/v3/api-docs.yaml",
        "/swagger-ui",
        "/swagger-ui/**"
    };

    /** Machines with a token: the external-task protocol always, the other interfaces when a token is sent. A session means nothing here. */
    @Bean
    @Order(2)
    SecurityFilterChain machines(
            HttpSecurity http,
            MachineTokens tokens,
            ProofOfPossession proofs,
            CallerRules callers,
            JsonRefusals refusals)
            throws Exception {
        RequestMatcher machineDoor = request -> path(request.getRequestURI(), request.getContextPath(), "/engine-rest")
                || path(request.getRequestURI(), request.getContextPath(), "/api")
                        && bearsToken(request.getHeader(HttpHeaders.AUTHORIZATION));
        return http.securityMatcher(machineDoor)
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(STATELESS))
                .requestCache(cache -> cache.disable())
                .headers(SecurityHeaders::set)
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers(GET, PUBLIC_API)
                                .permitAll()
                                .requestMatchers("/engine-rest/**", "/api/subscriptions/**")
                                .hasAuthority(MachineAuthentication.UNCONFINED)
                                .anyRequest()
                                .hasAuthority(MachineAuthentication.MACHINE))
                .addFilterBefore(bearers(tokens, refusals), AnonymousAuthenticationFilter.class)
                .addFilterBefore(proofs.filter(), AnonymousAuthenticationFilter.class)
                .addFilterBefore(callers.known(), AuthorizationFilter.class)
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .build();
    }

    /** By hand and not by the shorthand of Spring Security, which answers a refused proof without a body. */
    private static BearerTokenAuthenticationFilter bearers(MachineTokens tokens, JsonRefusals refusals) {
        var filter = new BearerTokenAuthenticationFilter((AuthenticationManager) tokens::authenticate);
        filter.setAuthenticationEntryPoint(refusals);
        return filter;
    }

    /** The same interfaces for pages and scripts of someone who is signed in; state changes need the CSRF token. */
    @Bean
    @Order(3)
    SecurityFilterChain interfacesForPeople(
            HttpSecurity http, SignIns signIns, CallerRules callers, JsonRefusals refusals) throws Exception {
        return http.securityMatcher("/api/**")
                .addFilterBefore(callers.known(), AuthorizationFilter.class)
                .addFilterAfter(new RightsOfToday(signIns), SecurityContextHolderFilter.class)
                .requestCache(cache -> cache.disable())
                .headers(SecurityHeaders::set)
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers(GET, PUBLIC_API)
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain pages(
            HttpSecurity http,
            PeopleSignIn signIn,
            FirstPage firstPage,
            SignOut signOut,
            PageRefusals pageRefusals,
            SignIns signIns,
            @Value("${samspill.demo:true}") boolean demo,
            Issuers issuers,
            ClientRegistrationRepository clients,
            Arrivals arrivals,
            CallerRules callers)
            throws Exception {
        http.addFilterBefore(callers.credentials("/sign-in"), LogoutFilter.class)
                .addFilterBefore(callers.known(), AuthorizationFilter.class)
                .addFilterAfter(new RightsOfToday(signIns), SecurityContextHolderFilter.class)
                .headers(SecurityHeaders::set)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers(PUBLIC_PAGES)
                        .permitAll()
                        .requestMatchers("/my/**")
                        .hasRole(Role.CITIZEN.name())
                        .requestMatchers("/work/**")
                        .hasRole(Role.CASEWORKER.name())
                        .requestMatchers("/studio/**")
                        .hasRole(Role.DESIGNER.name())
                        .requestMatchers("/operations/**", "/actuator/**")
                        .hasRole(Role.OPERATOR.name())
                        .anyRequest()
                        .authenticated())
                // The issuer's signature takes the place of a token of ours; it has no session with us.
                .csrf(csrf -> csrf.ignoringRequestMatchers(BackChannel.ADDRESS + "/*"))
                .requestCache(cache -> cache.requestCache(FirstPage.remembered()))
                .logout(out ->
                        out.logoutUrl("/sign-out").addLogoutHandler(signOut).logoutSuccessHandler(signOut))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(new ToSignIn()).accessDeniedHandler(pageRefusals));
        if (demo) {
            // Its own manager, because a shared one would ask again after a refusal and count one failure twice.
            http.formLogin(form -> form.loginPage("/sign-in")
                    .successHandler(firstPage)
                    .failureHandler(new ForwardAuthenticationFailureHandler(SignInPages.REFUSED))
                    .withObjectPostProcessor(authenticatedBy(signIn)));
        }
        if (!issuers.forPeople().isEmpty()) {
            http.oauth2Login(login -> login.loginPage("/sign-in")
                    .authorizationEndpoint(there -> there.authorizationRequestResolver(new ToIssuer(clients, issuers)))
                    .redirectionEndpoint(back -> back.baseUri(PeopleIssuers.BACK + "/*"))
                    .withObjectPostProcessor(keepingNobody())
                    .successHandler(arrivals)
                    .failureHandler(arrivals));
        }
        return http.build();
    }

    private static ObjectPostProcessor<UsernamePasswordAuthenticationFilter> authenticatedBy(PeopleSignIn signIn) {
        return new ObjectPostProcessor<>() {

            @Override
            public <F extends UsernamePasswordAuthenticationFilter> F postProcess(F filter) {
                filter.setAuthenticationManager(new ProviderManager(signIn));
                return filter;
            }
        };
    }

    /** What an issuer has said is read before anybody is signed in; until then the session must not hold that she is. */
    private static ObjectPostProcessor<OAuth2LoginAuthenticationFilter> keepingNobody() {
        return new ObjectPostProcessor<>() {

            @Override
            public <F extends OAuth2LoginAuthenticationFilter> F postProcess(F filter) {
                filter.setSecurityContextRepository(new NullSecurityContextRepository());
                return filter;
            }
        };
    }

    private static boolean path(String uri, String context, String start) {
        String path = uri.substring(context.length());
        return path.equals(start) || path.startsWith(start + "/");
    }

    private static boolean bearsToken(@Nullable String authorization) {
        return authorization != null
                && (authorization.regionMatches(true, 0, "Bearer", 0, 6)
                        || authorization.regionMatches(true, 0, ProofOfPossession.SCHEME, 0, 4));
    }
}
