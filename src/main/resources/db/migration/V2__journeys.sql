-- One person's or organisation's run through one life event. The id is ours and is the engine's business key.
create table journeys_journey (
    id                  varchar(36) primary key,
    life_event          varchar(64) not null,
    version             integer not null,
    definition_id       varchar(64) not null,
    process_instance_id varchar(64),
    subject_person      varchar(36),
    subject_number      varchar(9),
    municipality        varchar(4),
    state               varchar(8) not null,
    end_element         varchar(128),
    started_at          timestamp with time zone not null,
    ended_at            timestamp with time zone
);
create index journeys_journey_subject on journeys_journey (subject_person);
create index journeys_journey_number on journeys_journey (subject_number);
create index journeys_journey_started on journeys_journey (life_event, started_at);

-- Who acts in a journey, and in which role. The role is a key of the life event (guardian, founder ...).
create table journeys_participant (
    journey_id varchar(36) not null references journeys_journey (id),
    person_id  varchar(36) not null,
    role       varchar(64) not null,
    since      timestamp with time zone not null,
    primary key (journey_id, person_id, role)
);
create index journeys_participant_person on journeys_participant (person_id);

-- The journey log: append-only, one row per step event, written in the step's own transaction. Ids, keys, times and outcomes; no personal data.
create table journeys_log (
    seq          bigint generated always as identity primary key,
    at           timestamp with time zone not null,
    journey_id   varchar(36) not null,
    life_event   varchar(64) not null,
    version      integer not null,
    event        varchar(24) not null,
    process      varchar(96),
    element      varchar(128),
    actor        varchar(64),
    organisation varchar(9),
    municipality varchar(4),
    service      varchar(96),
    work_item    varchar(64),
    outcome      varchar(64),
    reason       varchar(64),
    channel      varchar(16),
    due_at       timestamp with time zone,
    detail       varchar(255)
);
create index journeys_log_journey on journeys_log (journey_id, seq);
create index journeys_log_element on journeys_log (life_event, process, element, event);

-- A start that is asked for twice with the same key has one effect.
create table journeys_start (
    caller     varchar(64) not null,
    start_key  varchar(128) not null,
    journey_id varchar(36) not null,
    at         timestamp with time zone not null,
    primary key (caller, start_key)
);
