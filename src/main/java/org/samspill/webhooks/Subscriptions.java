package org.samspill.webhooks;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.OrganisationNumber;
import org.samspill.webhooks.Subscription.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The subscriptions of organisations and the secrets that their events are signed with. */
@Repository
class Subscriptions {

    private final JdbcClient jdbc;

    Subscriptions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Subscription subscription) {
        jdbc.sql("""
                        insert into webhooks_subscription (id, organisation, address, types, state, created_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        subscription.id(),
                        subscription.organisation().value(),
                        subscription.address().toString(),
                        subscription.typesInOneLine(),
                        subscription.state().name(),
                        subscription.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** All there are, the oldest first. */
    List<Subscription> all() {
        return jdbc.sql("select * from webhooks_subscription order by created_at, id")
                .query(Subscriptions::read)
                .list();
    }

    List<Subscription> of(OrganisationNumber organisation) {
        return jdbc.sql("select * from webhooks_subscription where organisation = ? order by created_at, id")
                .param(organisation.value())
                .query(Subscriptions::read)
                .list();
    }

    Optional<Subscription> find(String id) {
        return jdbc.sql("select * from webhooks_subscription where id = ?")
                .param(id)
                .query(Subscriptions::read)
                .optional();
    }

    @Transactional
    void delete(String id) {
        jdbc.sql("delete from webhooks_secret where subscription = ?").param(id).update();
        jdbc.sql("delete from webhooks_subscription where id = ?").param(id).update();
    }

    void become(String id, State state) {
        jdbc.sql("update webhooks_subscription set state = ? where id = ?")
                .params(state.name(), id)
                .update();
    }

    void delivered(String id, Instant now) {
        jdbc.sql("update webhooks_subscription set failures = 0, rests_until = null, delivered_at = ? where id = ?")
                .params(now.atOffset(ZoneOffset.UTC), id)
                .update();
    }

    void failed(String id, Instant restsUntil) {
        jdbc.sql("update webhooks_subscription set failures = failures + 1, rests_until = ? where id = ?")
                .params(restsUntil.atOffset(ZoneOffset.UTC), id)
                .update();
    }

    /** Makes another secret. The newest before it signs beside it for a while; one that was on its way out already stops at once. */
    @Transactional
    String renewSecret(String subscription, Instant now, Duration overlap) {
        jdbc.sql("delete from webhooks_secret where subscription = ? and good_until is not null")
                .param(subscription)
                .update();
        jdbc.sql("update webhooks_secret set good_until = ? where subscription = ?")
                .params(now.plus(overlap).atOffset(ZoneOffset.UTC), subscription)
                .update();
        String secret = Signature.newSecret();
        jdbc.sql("insert into webhooks_secret (id, subscription, secret, made_at) values (?, ?, ?, ?)")
                .params(UUID.randomUUID().toString(), subscription, secret, now.atOffset(ZoneOffset.UTC))
                .update();
        return secret;
    }

    /** The secrets that sign now, the newest first. */
    List<String> secrets(String subscription, Instant now) {
        return jdbc.sql("""
                        select secret from webhooks_secret
                        where subscription = ? and (good_until is null or good_until > ?) order by made_at desc
                        """)
                .params(subscription, now.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list();
    }

    private static Subscription read(ResultSet row, int number) throws SQLException {
        return new Subscription(
                row.getString("id"),
                OrganisationNumber.of(row.getString("organisation")),
                URI.create(row.getString("address")),
                Arrays.stream(row.getString("types").split(" "))
                        .flatMap(type -> OutgoingType.named(type).stream())
                        .collect(Collectors.toSet()),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getTimestamp("created_at").toInstant(),
                row.getInt("failures"),
                instant(row, "rests_until"),
                instant(row, "delivered_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
