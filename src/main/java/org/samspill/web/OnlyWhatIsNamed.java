package org.samspill.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * What an address asks after its question mark must be named by whoever answers there. A filter or an order by anything else, by data of people above all, is not
 * passed over: a list that is as long as ever would look like an answer, and the data would stand in histories and logs.
 */
class OnlyWhatIsNamed implements HandlerInterceptor {

    /** Where people's affairs are read and told of. The protocol of machines reads no addresses but their paths. */
    static final String[] WHERE = {
        "/api/**", "/work/**", "/journeys/**", "/my/**", "/missions/**", "/studio/**", "/operations/**", "/sign-ins/**"
    };

    /** Marks the address that somebody is led back to when she has signed in. */
    private static final String LED_BACK = "continue";

    private static final int LONGEST_NAME = 100;

    private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();
    private final Map<Method, Set<String>> named = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() != null && handler instanceof HandlerMethod method) {
            refuseOthers(
                    asked(request.getQueryString()), named.computeIfAbsent(method.getMethod(), m -> named(method)));
        }
        return true;
    }

    private Set<String> named(HandlerMethod method) {
        Map<String, Boolean> found = new LinkedHashMap<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
            if (asked != null) {
                parameter.initParameterNameDiscovery(names);
                found.put(asked.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : asked.name(), true);
            }
        }
        return found.keySet();
    }

    private static List<String> asked(String query) {
        return Arrays.stream(query.split("&"))
                .map(part -> decoded(part.split("=", 2)[0]))
                .filter(name -> !name.isEmpty() && !name.equals(LED_BACK))
                .toList();
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unreadable) {
            return name;
        }
    }

    private static void refuseOthers(List<String> asked, Set<String> named) {
        @Nullable
        String other =
                asked.stream().filter(name -> !named.contains(name)).findFirst().orElse(null);
        if (other != null) {
            throw new Problem(
                            HttpStatus.BAD_REQUEST,
                            "wrong-parameter",
                            named.isEmpty() ? "web.problem.no-parameter" : "web.problem.other-parameter",
                            named.stream().collect(Collectors.joining(", ")))
                    .at(other.substring(0, Math.min(LONGEST_NAME, other.length())));
        }
    }
}
