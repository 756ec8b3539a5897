package org.samspill.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleLocaleContext;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleContextResolver;
import org.springframework.web.servlet.i18n.AbstractLocaleContextResolver;
import org.springframework.web.util.WebUtils;

/** The languages people can read: a cookie keeps the choice of a reader, machines ask with Accept-Language, bokmål is the default. */
@Component("localeResolver")
public class Languages extends AbstractLocaleContextResolver implements LocaleContextResolver {

    public static final Locale BOKMAAL = Locale.forLanguageTag("nb");
    static final List<Locale> ALL = List.of(BOKMAAL, Locale.ENGLISH);
    static final String COOKIE = "lang";

    @Override
    public LocaleContext resolveLocaleContext(HttpServletRequest request) {
        return new SimpleLocaleContext(of(request));
    }

    @Override
    public void setLocaleContext(
            HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable LocaleContext localeContext) {
        throw new UnsupportedOperationException("The choice of language is kept by Preferences");
    }

    /** The language of a request; also for filters that answer before Spring MVC is reached. */
    public static Locale of(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        Locale chosen = cookie == null ? null : known(cookie.getValue());
        if (chosen != null) {
            return chosen;
        }
        boolean machine = Wants.json(request) && request.getHeader("Accept-Language") != null;
        return machine && "en".equals(request.getLocale().getLanguage()) ? Locale.ENGLISH : BOKMAAL;
    }

    public static @Nullable Locale known(String tag) {
        return ALL.stream()
                .filter(locale -> locale.toLanguageTag().equals(tag))
                .findFirst()
                .orElse(null);
    }
}
