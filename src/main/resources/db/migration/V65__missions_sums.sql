-- Sums of the journey log, kept in step with it by one reader, so that no page of a mission reads the log.

-- One row, locked by the node whose turn it is to read.
create table missions_reader (
    name varchar(16) primary key
);
insert into missions_reader (name) values ('reader');

-- What is counted, and how far. hash names the definition: another definition is another series, counted from the beginning beside the old one.
-- position: how far the log is followed (LogPosition). filled: the last journey counted of those that were there before (LogReader.Begun).
-- as_of: until when time has been taken into account; null until everything is counted once.
create table missions_series (
    id         integer generated always as identity primary key,
    hash       varchar(36) not null unique,
    definition varchar(1000000) not null,
    life_event varchar(64) not null,
    position   varchar(1000000) not null,
    filling    boolean not null,
    filled     varchar(80),
    done       bigint default 0 not null,
    of_all     bigint default 0 not null,
    as_of      timestamp with time zone,
    wanted_at  timestamp with time zone not null
);

-- Which series an indicator is shown from until a newer one is counted, and how: as a gap between municipalities, as the 90th percentile.
create table missions_shown (
    mission   varchar(64) not null,
    indicator varchar(64) not null,
    series    integer not null references missions_series (id),
    gap       boolean not null,
    nine      boolean not null,
    primary key (mission, indicator)
);

-- What a journey counts for in a series; it holds from one moment (since) until another (due), both in microseconds, when time alone changes it.
create table missions_told (
    series     integer not null references missions_series (id),
    journey_id varchar(36) not null,
    since      bigint not null,
    due        bigint not null,
    left_out   boolean not null,
    parts      varchar(1000000) not null,
    primary key (series, journey_id)
);
create index missions_told_due on missions_told (series, due);
create index missions_told_since on missions_told (series, since);

-- Sums of what journeys count for. period: year (the last twelve months), 2026-03, or 2026-03/3 (three months). municipality: empty for all, - for unknown.
-- step: empty for the number itself, else a step that holds it back. half, nine: the median and the 90th percentile, in days.
create table missions_sum (
    id           bigint primary key,
    series       integer not null references missions_series (id),
    period       varchar(10) not null,
    municipality varchar(4) not null,
    step         varchar(240) not null,
    many         bigint not null,
    total        bigint not null,
    journeys     bigint not null,
    half         double precision,
    nine         double precision,
    stale        boolean not null,
    unique (series, period, step, municipality)
);
create index missions_sum_stale on missions_sum (series, stale);

-- How many of a sum's durations lie in which day, and in which minute of it (17:2 two of 17 minutes).
create table missions_tally (
    sum_id     bigint not null references missions_sum (id),
    whole_days integer not null,
    many       bigint not null,
    minutes    varchar(20000) not null,
    primary key (sum_id, whole_days)
);

-- Work that still waits within a stretch that still runs: what it holds back grows by the minute. since in microseconds.
create table missions_waiting (
    series       integer not null references missions_series (id),
    journey_id   varchar(36) not null,
    step         varchar(240) not null,
    municipality varchar(4) not null,
    since        bigint not null
);
create index missions_waiting_journey on missions_waiting (series, journey_id);
create index missions_waiting_step on missions_waiting (series, municipality, step);

-- Journeys about which it has been said whether they are left out of the numbers, as while somebody in one has a protected address.
create table missions_left_out (
    journey_id varchar(36) primary key,
    left_out   boolean not null
);
