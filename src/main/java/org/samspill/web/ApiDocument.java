package org.samspill.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The head of the OpenAPI document at /v3/api-docs; the rooms' controllers are its body. */
@Configuration
class ApiDocument {

    private static final String TOKEN = "token";

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Samspill")
                        .version("1")
                        .description(
                                "Work, events and journeys for organisations. Errors are problem details (RFC 9457) with a stable type,"
                                        + " and message and code for clients of the external-task protocol. Lists use cursors.")
                        .license(new License().name("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")
                                        .description(
                                                "From POST /oauth2/token (client credentials, scope samspill:work)")))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }
}
