-- A mark is made with a key that the database does not have, when a row is written; no row can be forged or changed before it is sealed.
alter table privacy_disclosure add column mark varchar(96);
alter table journeys_log add column mark varchar(96);
create unique index privacy_disclosure_mark on privacy_disclosure (mark);
create unique index journeys_log_mark on journeys_log (mark);

-- The chain: one link for each row of a sealed log, in the order in which rows were committed; each hash covers the row and the hash before it.
create table privacy_link (
    position bigint primary key,
    log      varchar(16) not null,
    row_seq  bigint not null,
    hash     varchar(64) not null,
    unique (log, row_seq)
);

-- The chain's head as it was signed: the last of each day, and the newest.
create table privacy_checkpoint (
    position  bigint primary key,
    head      varchar(64) not null,
    at        timestamp with time zone not null,
    chain     varchar(36) not null,
    key_id    varchar(16) not null,
    signature varchar(128) not null
);

-- One row, locked by the node that seals. Rows of a log up to low are sealed or will never come; mid becomes low when all that was under way has ended.
create table privacy_sealing (
    log    varchar(16) primary key,
    low    bigint not null,
    mid    bigint not null,
    mid_at timestamp with time zone not null
);
