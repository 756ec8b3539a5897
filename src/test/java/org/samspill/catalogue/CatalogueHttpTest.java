package org.samspill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.samspill.SamspillTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;

/** What anyone may know about life events, without signing in. */
@SamspillTest
class CatalogueHttpTest {

    @Autowired
    TestRestTemplate http;

    @Test
    void lifeEventsTellTheirServicesAndContracts() {
        JsonNode all = http.getForObject("/api/life-events", JsonNode.class);
        assertThat(all)
                .extracting(one -> one.path("key").asText())
                .contains("seriously-ill-child", "voluntary-organisation");

        JsonNode child = http.getForObject("/api/life-events/seriously-ill-child", JsonNode.class);
        assertThat(child.path("titles").path("en").asText()).isEqualTo("Seriously ill child");
        JsonNode decide = null;
        for (JsonNode service : child.path("services")) {
            if (service.path("key").asText().equals("nav.pleiepenger.decide")) {
                decide = service;
            }
        }
        assertThat(decide).isNotNull();
        assertThat(decide.path("sector").asText()).isEqualTo("public");
        assertThat(decide.path("legalBasis").path("act").asText()).isNotBlank();
        assertThat(decide.path("promise").path("within").asText()).startsWith("P");
        assertThat(decide.path("outputs").has("decision.outcome")).isTrue();
        assertThat(decide.path("consent").isNull()).isTrue();
    }

    @Test
    void actorsHaveASectorAndTitles() {
        JsonNode actors = http.getForObject("/api/actors", JsonNode.class);
        assertThat(actors).extracting(one -> one.path("sector").asText()).contains("public", "private", "voluntary");
    }

    @Test
    void anUnknownLifeEventIsAProblemInWords() {
        var answer = http.getForEntity("/api/life-events/nonesuch", JsonNode.class);
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(answer.getBody().path("message").asText()).contains("nonesuch");
    }
}
