-- Which nodes run on this database: each writes its row every few seconds, and takes it away when it stops.
-- skew_millis: how far the node's clock is ahead of the database's.
create table operations_node (
    name        varchar(128) primary key,
    since       timestamp with time zone not null,
    seen_at     timestamp with time zone not null,
    version     varchar(64) not null,
    skew_millis bigint not null
);
