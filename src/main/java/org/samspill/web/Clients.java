package org.samspill.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The organisations whose machines get tokens from the built-in issuer; the client id is the organisation number. */
@Repository
public class Clients implements RegisteredClientRepository {

    private static final Duration LIFE_OF_A_TOKEN = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final ClientSecrets secrets;

    Clients(JdbcClient jdbc, ClientSecrets secrets) {
        this.jdbc = jdbc;
        this.secrets = secrets;
    }

    /** A secret as it may be kept. */
    public String hash(String secret) {
        return secrets.encode(secret);
    }

    /** Lets the organisation's machines in, or gives them another secret; the old one is worth nothing from then on. */
    @Transactional
    public void admit(OrganisationNumber organisation, String secretHash) {
        jdbc.sql("delete from web_client where organisation = :organisation")
                .param("organisation", organisation.value())
                .update();
        jdbc.sql("insert into web_client (organisation, secret_hash) values (:organisation, :hash)")
                .param("organisation", organisation.value())
                .param("hash", secretHash)
                .update();
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("Clients are admitted by organisation");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return jdbc.sql("select secret_hash from web_client where organisation = :organisation")
                .param("organisation", clientId)
                .query(String.class)
                .optional()
                .map(hash -> client(clientId, hash))
                .orElse(null);
    }

    private static RegisteredClient client(String organisation, String secretHash) {
        return RegisteredClient.withId(organisation)
                .clientId(organisation)
                .clientSecret(secretHash)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scope(TokenIssuer.SCOPE)
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(LIFE_OF_A_TOKEN)
                        .build())
                .build();
    }
}
