package org.samspill.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.samspill.Browser;
import org.samspill.BrowserTest;
import org.samspill.Visit;
import org.samspill.actors.Text;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.autoconfigure.exclude=org.camunda.bpm.spring.boot.starter.CamundaBpmAutoConfiguration",
            "spring.datasource.url=jdbc:h2:mem:web",
            "spring.flyway.enabled=false"
        })
@BrowserTest
class PageFrameTest {

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @ComponentScan("org.samspill.web")
    static class Setting {
        @Bean
        SecurityFilterChain open(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
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

    @Test
    void theFirstPageStandsInBothLanguagesWidthsAndLights(Browser browser) {
        for (Browser look : List.of(
                browser,
                browser.english(),
                browser.phone(),
                browser.dark(),
                browser.phone().dark())) {
            Visit visit = look.open("/").isSound();
            visit.picture("home").isAccessible();
        }
    }

    @Test
    void aPageThatDoesNotExistSaysSo(Browser browser) {
        browser.open("/nothing-here").isSound(404).picture("not-found").isAccessible();
        Visit english = browser.english()
                .phone()
                .dark()
                .open("/nothing-here")
                .isSound(404)
                .picture("not-found");
        assertThat(english.page().locator("h1")).hasText("We did not find the page");
    }

    @Test
    void languageLooksAndKeysAreChosenOnThePage(Browser browser) {
        Visit visit = browser.open("/");
        visit.page().locator("button[name=lang]").click();
        assertThat(visit.page().locator("html")).hasAttribute("lang", "en");
        visit.page().locator("button[name=scheme][value=dark]").click();
        assertThat(visit.page().locator("html")).hasAttribute("data-color-scheme", "dark");
        visit.page().keyboard().press("?");
        assertThat(visit.page().locator("#keys")).isVisible();
        visit.isSound().picture("keys").isAccessible();
        visit.page().locator("button[name=keys]").click();
        visit.page().keyboard().press("?");
        assertThat(visit.page().locator("#keys")).isHidden();
        visit.page().keyboard().press("Control+k");
        assertThat(visit.page().locator("#commands")).isVisible();
        visit.isSound().picture("commands").isAccessible();
    }
}
