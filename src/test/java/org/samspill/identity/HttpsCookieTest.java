package org.samspill.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.samspill.web.SecurityHeaders;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.session.SessionAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.CookieSerializer.CookieValue;

/** Behind HTTPS the session's cookie is bound to the host by its name; on a developer's machine, without TLS, it has a plain one. */
class HttpsCookieTest {

    private final WebApplicationContextRunner program = new WebApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withConfiguration(AutoConfigurations.of(
                    SessionAutoConfiguration.class, ServletWebServerFactoryAutoConfiguration.class))
            .withUserConfiguration(Sessions.class);

    @Configuration
    @EnableSpringHttpSession
    static class Sessions {

        @Bean
        MapSessionRepository sessions() {
            return new MapSessionRepository(new java.util.HashMap<>());
        }
    }

    @Test
    void behindHttpsItIsOfThisHostAlone() {
        program.withPropertyValues("spring.profiles.active=https")
                .run(context -> assertThat(cookie(context.getBean(CookieSerializer.class)))
                        .startsWith("__Host-samspill=")
                        .contains("Path=/;", "Secure", "HttpOnly", "SameSite=Lax")
                        .doesNotContain("Domain"));
    }

    @Test
    void otherwiseItHasAPlainName() {
        program.run(context -> assertThat(cookie(context.getBean(CookieSerializer.class)))
                .startsWith("samspill=")
                .contains("HttpOnly", "SameSite=Lax"));
    }

    @Test
    void behindHttpsBrowsersAreToldToStayThereAndOtherwiseNot() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        MockHttpServletResponse plain = new MockHttpServletResponse();
        SecurityHeaders.write(request, plain);
        assertThat(plain.getHeader("Strict-Transport-Security")).isNull();
        request.setSecure(true);
        MockHttpServletResponse secure = new MockHttpServletResponse();
        SecurityHeaders.write(request, secure);
        assertThat(secure.getHeader("Strict-Transport-Security")).startsWith("max-age=31536000");
    }

    private static String cookie(CookieSerializer cookies) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        cookies.writeCookieValue(new CookieValue(new MockHttpServletRequest(), response, "x"));
        return String.valueOf(response.getHeader("Set-Cookie"));
    }
}
