package org.samspill.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.samspill.Http;
import org.samspill.SamspillTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Secrets of machines: kept hashed, and replaced without a moment in which none works. */
@SamspillTest
class MachineSecretsTest {

    /** A county whose machine no other test uses. */
    private static final String COUNTY = "210082603";

    private static final String ADDRESS = "/api/organisations/" + COUNTY + "/secret";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aMachineRenewsItsSecretAndBothWorkUntilTheOldOneRunsOut() {
        var renewed = visitor().withTokenOf(COUNTY).post(ADDRESS, "");
        assertThat(renewed.status()).isEqualTo(201);
        assertThat(renewed.header("Cache-Control")).contains("no-store");
        String second = renewed.json().path("secret").asText();
        assertThat(second).hasSizeGreaterThan(40);
        assertThat(OffsetDateTime.parse(renewed.json().path("oldGoodUntil").asText()))
                .isBetween(
                        OffsetDateTime.now().plusDays(6), OffsetDateTime.now().plusDays(8));
        assertThat(works("demo")).isTrue();
        assertThat(works(second)).isTrue();
        assertThat(kept()).allMatch(hash -> hash.startsWith("$2")).hasSize(2);

        jdbc.sql(
                        "update identity_client_secret set good_until = :past where organisation = :number and good_until is not null")
                .param("past", OffsetDateTime.now().minusSeconds(1))
                .param("number", COUNTY)
                .update();
        assertThat(works("demo")).isFalse();
        assertThat(works(second)).isTrue();

        Http operator = visitor().signedInAs("operator.odin");
        String third = operator.with("X-CSRF-TOKEN", operator.csrf("/"))
                .post(ADDRESS + "?overlapDays=0", "")
                .json()
                .path("secret")
                .asText();
        assertThat(works(second)).isFalse();
        assertThat(works(third)).isTrue();
        assertThat(kept()).doesNotContain(third);
    }

    @Test
    void nobodyRenewsTheSecretOfAnother() {
        assertThat(visitor().withTokenOf("210010009").post(ADDRESS, "").status())
                .isEqualTo(404);
        assertThat(visitor().post(ADDRESS, "").status()).isEqualTo(401);
        Http caseworker = visitor().signedInAs("nav.hilde");
        assertThat(caseworker
                        .with("X-CSRF-TOKEN", caseworker.csrf("/"))
                        .post(ADDRESS, "")
                        .status())
                .isEqualTo(404);
        Http operator = visitor().signedInAs("operator.odin");
        operator.with("X-CSRF-TOKEN", operator.csrf("/"));
        assertThat(operator.post(ADDRESS + "?overlapDays=31", "").status()).isEqualTo(400);
        assertThat(operator.post("/api/organisations/319999906/secret", "").status())
                .isEqualTo(404);
    }

    private boolean works(String secret) {
        return visitor().token(COUNTY, secret).status() == 200;
    }

    private java.util.List<String> kept() {
        return jdbc.sql("select secret_hash from identity_client_secret where organisation = :number")
                .param("number", COUNTY)
                .query(String.class)
                .list();
    }

    private Http visitor() {
        return new Http(port);
    }
}
