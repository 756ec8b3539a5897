-- Where an organisation wants to be told of what happens to its work, and in journeys that it takes part in.
-- state: waiting until the address has answered the validation event, then active; refused when it never did.
-- failures and rests_until: an address that fails is left in peace for a while, longer each time.
create table webhooks_subscription (
    id           varchar(36) primary key,
    organisation varchar(9) not null,
    address      varchar(2000) not null,
    types        varchar(1000) not null,
    state        varchar(8) not null,
    created_at   timestamp with time zone not null,
    failures     integer default 0 not null,
    rests_until  timestamp with time zone,
    delivered_at timestamp with time zone
);
create index webhooks_subscription_organisation on webhooks_subscription (organisation);

-- What events to a subscription are signed with; the one before the newest signs too until it runs out.
create table webhooks_secret (
    id           varchar(36) primary key,
    subscription varchar(36) not null references webhooks_subscription (id),
    secret       varchar(64) not null,
    made_at      timestamp with time zone not null,
    good_until   timestamp with time zone
);
create index webhooks_secret_subscription on webhooks_secret (subscription);

-- The outbox: one row for each event and subscription, written in the transaction of the step that it tells of, gone when it is delivered.
-- Ids, keys and times; no personal data. No reference to the subscription: a step must not fail because one was deleted meanwhile.
create table webhooks_outbox (
    seq          bigint generated always as identity primary key,
    id           varchar(36) not null,
    subscription varchar(36) not null,
    type         varchar(48) not null,
    journey_id   varchar(36) not null,
    work_item    varchar(64),
    process      varchar(96),
    element      varchar(128),
    service      varchar(96),
    consent      varchar(64),
    promised     timestamp with time zone,
    at           timestamp with time zone not null,
    state        varchar(8) not null,
    attempts     integer default 0 not null,
    due_at       timestamp with time zone not null,
    taken_until  timestamp with time zone,
    failure      varchar(64)
);
create index webhooks_outbox_next on webhooks_outbox (subscription, state, seq);
create index webhooks_outbox_journey on webhooks_outbox (subscription, journey_id, state, seq);
create index webhooks_outbox_due on webhooks_outbox (subscription, state, due_at);
