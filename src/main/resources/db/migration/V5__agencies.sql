-- Events that organisations have sent, each once: the answer of the first time is the answer of every further delivery.
create table agencies_event (
    organisation varchar(9) not null,
    source       varchar(512) not null,
    event_id     varchar(255) not null,
    type         varchar(128) not null,
    journeys     varchar(4000) not null,
    started      boolean not null,
    at           timestamp with time zone not null,
    primary key (organisation, source, event_id)
);

-- When an organisation's machine was last heard of, to a quarter of a minute.
create table agencies_seen (
    organisation varchar(9) primary key,
    at           timestamp with time zone not null
);
