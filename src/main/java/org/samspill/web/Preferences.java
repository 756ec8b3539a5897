package org.samspill.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a reader chooses for herself, kept in cookies of her browser: language, light or dark, single-letter keys. */
@Controller
class Preferences {

    static final String SCHEME = "scheme";
    static final String KEYS = "keys";

    private static final Map<String, Set<String>> CHOICES = Map.of(
            Languages.COOKIE, Set.of("nb", "en"), SCHEME, Set.of("auto", "light", "dark"), KEYS, Set.of("on", "off"));

    static boolean allows(String name, String value) {
        return CHOICES.getOrDefault(name, Set.of()).contains(value);
    }

    @PostMapping("/preferences")
    String keep(
            @RequestParam Map<String, String> posted,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        posted.forEach((name, value) -> {
            if (allows(name, value)) {
                var cookie = ResponseCookie.from(name, value)
                        .path("/")
                        .maxAge(Duration.ofDays(365))
                        .sameSite("Lax")
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .build();
                response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
            }
        });
        return "redirect:" + (local(back) ? back : "/");
    }

    /** Only an address of ours, or the form would send people anywhere. */
    private static boolean local(String address) {
        return address.startsWith("/")
                && !address.startsWith("//")
                && address.chars().noneMatch(c -> c == '\\' || c < ' ');
    }
}
