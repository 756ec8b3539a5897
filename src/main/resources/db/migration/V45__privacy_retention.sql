-- What is kept of a journey that has ended, by the day on which it goes: data ('data'), data that law wants archived before they go ('archive'), and
-- with 'journey' everything about people that any room keeps of it. Counted once, when the journey ends, by the version that it had.
create table privacy_kept (
    journey_id    varchar(36) not null,
    part          varchar(8) not null,
    goes_on       date not null,
    definition_id varchar(64) not null,
    ended_at      timestamp with time zone not null,
    -- Names and values, as JSON.
    data          text,
    tried_at      timestamp with time zone,
    held_back     varchar(16),
    primary key (journey_id, part, goes_on)
);
create index privacy_kept_goes on privacy_kept (goes_on, tried_at);

-- Journeys of before: they have kept no data; what rooms keep of them goes after as long as life events keep journeys that say nothing else.
insert into privacy_kept (journey_id, part, goes_on, definition_id, ended_at)
    select id, 'journey', cast(ended_at + interval '5' year as date), definition_id, ended_at
    from journeys_journey where state = 'ended' and ended_at is not null;

-- Nothing of a journey goes while somebody has said that it must stay: a lawsuit, an audit. Rows stay, with who lifted the hold and when.
create table privacy_hold (
    id         varchar(36) primary key,
    journey_id varchar(36) not null,
    reason     varchar(500) not null,
    until      date,
    set_by     varchar(36) not null,
    set_at     timestamp with time zone not null,
    lifted_by  varchar(36),
    lifted_at  timestamp with time zone
);
create index privacy_hold_journey on privacy_hold (journey_id, lifted_at);

-- Somebody has asked to be erased and an organisation has agreed: one journey, or, with a person, all of hers and who she is. The id is the question's.
create table privacy_erasure_request (
    id         varchar(36) primary key,
    journey_id varchar(36),
    person     varchar(36),
    decided_at timestamp with time zone not null,
    tried_at   timestamp with time zone,
    held_back  varchar(16),
    done_at    timestamp with time zone
);
create index privacy_erasure_request_journey on privacy_erasure_request (journey_id, done_at);

-- What has gone, and when: ids and numbers alone, so that it can be shown that it has.
create table privacy_removal (
    id         varchar(36) primary key,
    journey_id varchar(36) not null,
    part       varchar(8) not null,
    cause      varchar(16) not null,
    at         timestamp with time zone not null,
    package    varchar(96),
    sha256     varchar(64)
);
create index privacy_removal_at on privacy_removal (at);

-- The one row that a node locks while it removes what is due; the others leave it to that one.
create table privacy_retention_run (
    id         integer primary key,
    began_at   timestamp with time zone,
    ended_at   timestamp with time zone,
    removed    integer not null,
    journeys   integer not null,
    people     integer not null,
    held_back  integer not null
);
insert into privacy_retention_run (id, removed, journeys, people, held_back) values (1, 0, 0, 0, 0);
