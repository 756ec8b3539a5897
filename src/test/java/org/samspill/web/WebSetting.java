package org.samspill.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.samspill.actors.Text;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** The frame of pages alone on a random port: no engine, no database, everybody may come in; sample pages show every piece. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = WebSetting.Parts.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@interface WebSetting {

    /** Without a stereotype, so that a test of the whole program does not find it. */
    @ImportAutoConfiguration({
        DispatcherServletAutoConfiguration.class,
        ErrorMvcAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        PropertyPlaceholderAutoConfiguration.class,
        SecurityAutoConfiguration.class,
        SecurityFilterAutoConfiguration.class,
        ServletWebServerFactoryAutoConfiguration.class,
        ThymeleafAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    @Import({
        Assets.class,
        BarePage.class,
        BodyLimit.class,
        ClosedDoors.class,
        Doors.class,
        Frames.class,
        HomeController.class,
        Languages.class,
        Preferences.class,
        ProblemAdvice.class,
        ProblemAnswers.class,
        SamplePages.class,
        WebConfiguration.class,
        WithoutDatabase.class
    })
    class Parts {

        @Bean
        SecurityFilterChain open(HttpSecurity http) throws Exception {
            return http.headers(SecurityHeaders::set)
                    .csrf(csrf -> csrf.ignoringRequestMatchers("/api/**"))
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }

        @Bean
        DemoSignIns people() {
            return () -> List.of(
                    new DemoSignIns.DemoSignIn(
                            DemoSignIns.Group.CITIZENS,
                            "parent",
                            "Ingrid Solberg",
                            new Text("Mor til et alvorlig sykt barn", "Mother of a seriously ill child"),
                            new Text(
                                    "Følger forløpet, samtykker og søker.",
                                    "Follows the journey, consents and applies."),
                            ""),
                    new DemoSignIns.DemoSignIn(
                            DemoSignIns.Group.CASEWORKERS,
                            "nav",
                            "Ola Berg",
                            new Text("Saksbehandler i Nav", "Caseworker in Nav"),
                            new Text("Behandler pleiepenger.", "Decides on attendance allowance."),
                            "Nav"));
        }
    }
}
