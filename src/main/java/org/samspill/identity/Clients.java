package org.samspill.identity;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
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

    private final String nobody;

    Clients(JdbcClient jdbc, ClientSecrets secrets) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.nobody = secrets.encode(random());
    }

    /** A secret as it may be kept. */
    public String hash(String secret) {
        return secrets.encode(secret);
    }

    /** Lets the organisation's machines in with this secret alone; every other it had is worth nothing from then on. */
    @Transactional
    public void admit(OrganisationNumber organisation, String secretHash) {
        jdbc.sql("delete from identity_client_secret where organisation = :organisation")
                .param("organisation", organisation.value())
                .update();
        jdbc.sql("delete from identity_client where organisation = :organisation")
                .param("organisation", organisation.value())
                .update();
        jdbc.sql("insert into identity_client (organisation) values (:organisation)")
                .param("organisation", organisation.value())
                .update();
        add(organisation, secretHash);
    }

    /**
     * A secret that has been made, told this once.
     *
     * @param oldGoodUntil when the one before stops working; null when there was none
     */
    record Made(String secret, @Nullable Instant oldGoodUntil) {}

    /** Makes the organisation another secret. The one in use works beside it for a while; one that was on its way out already stops at once. */
    @Transactional
    public Made renew(OrganisationNumber organisation, Duration overlap) {
        String number = organisation.value();
        jdbc.sql("delete from identity_client_secret where organisation = :organisation and good_until is not null")
                .param("organisation", number)
                .update();
        Instant until = now().plus(overlap);
        int old = jdbc.sql("update identity_client_secret set good_until = :until where organisation = :organisation")
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("organisation", number)
                .update();
        jdbc.sql("""
                        insert into identity_client (organisation) select number from actors_organisation
                        where number = :organisation and not exists (select 1 from identity_client where organisation = :organisation)
                        """).param("organisation", number).update();
        String secret = random();
        add(organisation, hash(secret));
        return new Made(secret, old == 0 ? null : until);
    }

    private void add(OrganisationNumber organisation, String secretHash) {
        jdbc.sql("""
                        insert into identity_client_secret (id, organisation, secret_hash, made_at)
                        values (:id, :organisation, :hash, :now)
                        """)
                .param("id", UUID.randomUUID().toString())
                .param("organisation", organisation.value())
                .param("hash", secretHash)
                .param("now", now().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The wall clock, which secrets run out by; the engine's may be moved. */
    private static Instant now() {
        return Instant.ofEpochMilli(System.currentTimeMillis());
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
        List<String> hashes = jdbc.sql("""
                        select secret_hash from identity_client_secret
                        where organisation = :organisation and (good_until is null or good_until > :now)
                        order by made_at desc
                        """)
                .param("organisation", clientId)
                .param("now", now().atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list();
        if (hashes.isEmpty()) {
            // As much work as a wrong secret, so that nobody learns by the clock which organisations have machines
            // here.
            secrets.matches("nobody", nobody);
            return null;
        }
        return client(clientId, String.join(ClientSecrets.BETWEEN, hashes));
    }

    private static RegisteredClient client(String organisation, String secretHashes) {
        return RegisteredClient.withId(organisation)
                .clientId(organisation)
                .clientSecret(secretHashes)
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
