-- A consent says all that makes it one: who gave it, on whose behalf, for what, which kinds of data, to whom, until when. Every answer stays, also when
-- a later one of the same person takes its place: that somebody agreed must be shown long after she has changed her mind.
alter table privacy_consent rename to privacy_consent_before;
create table privacy_consent (
    id           varchar(140) primary key,
    journey_id   varchar(36) not null,
    scope        varchar(64) not null,
    grantor      varchar(36) not null,
    on_behalf_of varchar(36),
    recipient    varchar(64),
    purpose      varchar(255),
    categories   varchar(32) default '' not null,
    channel      varchar(16) default 'portal' not null,
    given        boolean not null,
    decided_at   timestamp with time zone not null,
    expires_at   timestamp with time zone,
    withdrawn_at timestamp with time zone,
    expired_at   timestamp with time zone,
    replaced_at  timestamp with time zone
);
create index privacy_consent_journey on privacy_consent (journey_id, scope);
create index privacy_consent_expiry on privacy_consent (expires_at);
insert into privacy_consent (id, journey_id, scope, grantor, given, decided_at, expires_at, withdrawn_at)
    select journey_id || ':' || scope || ':' || grantor, journey_id, scope, grantor, given, decided_at, expires_at, withdrawn_at
    from privacy_consent_before;
drop table privacy_consent_before;

-- Who has to agree: all who were asked the last time, but those who need not be (domain guide 1.3: violence, secret address).
create table privacy_consenter (
    journey_id varchar(36) not null,
    scope      varchar(64) not null,
    person     varchar(36) not null,
    round      varchar(64) not null,
    asked_at   timestamp with time zone not null,
    primary key (journey_id, scope, person)
);
create table privacy_consent_exemption (
    journey_id varchar(36) not null,
    scope      varchar(64) not null,
    person     varchar(36) not null,
    reason     varchar(24) not null,
    decided_by varchar(36) not null,
    at         timestamp with time zone not null,
    primary key (journey_id, scope, person)
);

-- Work that rests on consents, with the scopes (commas); it may be told of until the first of them ends. Null: it rests on law.
alter table work_item add column consents varchar(255);
alter table work_item add column told_until timestamp with time zone;
create index work_item_journey on work_item (journey_id, created_at);
