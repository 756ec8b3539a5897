package org.samspill.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.WebUtils;

/** Gives every page its frame as the model attribute {@code frame}: who is signed in, where she can go, her language and looks. */
@Component
public class Frames implements HandlerInterceptor {

    /** The journeys that it is about belong to it. */
    private static final String WORK = "/work";

    private static final List<Destination> DESTINATIONS = List.of(
            new Destination("/my", "web.place.my", EnumSet.of(Role.CITIZEN)),
            new Destination(WORK, "web.place.work", EnumSet.of(Role.CASEWORKER)),
            new Destination("/studio", "web.place.studio", EnumSet.of(Role.DESIGNER)),
            new Destination("/missions", "web.place.missions", EnumSet.complementOf(EnumSet.of(Role.CITIZEN))),
            new Destination("/operations", "web.place.operations", EnumSet.of(Role.OPERATOR)));

    private final Assets assets;
    private final ObjectProvider<RequestMappingHandlerMapping> mappings;
    private @Nullable List<Destination> answered;

    private record Destination(String address, String text, Set<Role> roles) {}

    Frames(
            Assets assets,
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.assets = assets;
        this.mappings = mappings;
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        String view = page == null ? null : page.getViewName();
        if (page == null || view == null || view.startsWith("redirect:")) {
            return;
        }
        response.addHeader(HttpHeaders.VARY, "HX-Request");
        page.addObject("frame", of(request));
    }

    public Frame of(HttpServletRequest request) {
        CurrentUser user = user();
        Locale language = Languages.of(request);
        Locale other = language.equals(Locale.ENGLISH) ? Languages.BOKMAAL : Locale.ENGLISH;
        return new Frame(
                language,
                other,
                here(request),
                cookie(request, Preferences.SCHEME, "auto"),
                !"off".equals(cookie(request, Preferences.KEYS, "on")),
                user,
                user == null ? List.of() : places(user, Wants.original(request)),
                assets.scripts(),
                assets.styles(),
                assets.icons());
    }

    private List<Frame.Place> places(CurrentUser user, String address) {
        return answered().stream()
                .filter(place -> place.roles().stream().anyMatch(user::has))
                .map(place -> new Frame.Place(
                        place.address(),
                        place.text(),
                        within(address, place.address())
                                || (place.address().equals(WORK) && within(address, "/journeys"))))
                .toList();
    }

    private static boolean within(String address, String place) {
        return address.equals(place) || address.startsWith(place + "/");
    }

    /** A place stands in the header when a room answers there, so that a header never leads nowhere. */
    private List<Destination> answered() {
        List<Destination> known = answered;
        if (known == null) {
            var patterns = new ArrayList<String>();
            mappings.getObject()
                    .getHandlerMethods()
                    .keySet()
                    .forEach(mapping -> patterns.addAll(mapping.getPatternValues()));
            known = DESTINATIONS.stream()
                    .filter(place -> patterns.contains(place.address()))
                    .toList();
            answered = known;
        }
        return known;
    }

    private static @Nullable CurrentUser user() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof CurrentUser user ? user : null;
    }

    private static String here(HttpServletRequest request) {
        if (!"GET".equals(request.getMethod())) {
            return "/";
        }
        String query = request.getQueryString();
        return Wants.original(request) + (query == null ? "" : "?" + query);
    }

    private static String cookie(HttpServletRequest request, String name, String otherwise) {
        Cookie cookie = WebUtils.getCookie(request, name);
        return cookie == null || !Preferences.allows(name, cookie.getValue()) ? otherwise : cookie.getValue();
    }
}
