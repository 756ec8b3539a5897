-- Consent as a person gave it: to whom, for what, until when. Withdrawn rows stay, with their time.
create table privacy_consent (
    journey_id   varchar(36) not null,
    scope        varchar(64) not null,
    grantor      varchar(36) not null,
    given        boolean not null,
    decided_at   timestamp with time zone not null,
    expires_at   timestamp with time zone,
    withdrawn_at timestamp with time zone,
    primary key (journey_id, scope, grantor)
);

-- Each release of data to an organisation or a person in it: what categories, to whom, why. Names of data, never their values.
create table privacy_disclosure (
    seq          bigint generated always as identity primary key,
    at           timestamp with time zone not null,
    journey_id   varchar(36) not null,
    work_item    varchar(64),
    organisation varchar(9),
    person       varchar(36),
    service      varchar(96),
    purpose      varchar(255),
    legal_basis  varchar(255),
    consent      varchar(64),
    data         varchar(2000) not null
);
create index privacy_disclosure_journey on privacy_disclosure (journey_id, seq);
