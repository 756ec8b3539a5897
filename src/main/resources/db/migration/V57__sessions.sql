-- Browsers' sessions, for every node (Spring Session's columns). The attributes are ours, and of a few known kinds.
create table identity_session (
    primary_id            char(36) not null primary key,
    session_id            varchar(64) not null unique,
    creation_time         bigint not null,
    last_access_time      bigint not null,
    max_inactive_interval int not null,
    expiry_time           bigint not null,
    principal_name        varchar(100)
);
create index identity_session_expiry on identity_session (expiry_time);
create index identity_session_principal on identity_session (principal_name);
create table identity_session_attributes (
    session_primary_id char(36) not null references identity_session on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea not null,
    primary key (session_primary_id, attribute_name)
);

-- Which forms have been sent, so that a double press is one sending, also when its halves reach two nodes.
create table portal_sending (
    person   varchar(36) not null,
    once_key varchar(64) not null,
    content  int not null,
    sent_at  timestamp with time zone not null,
    primary key (person, once_key)
);
create index portal_sending_time on portal_sending (sent_at);
