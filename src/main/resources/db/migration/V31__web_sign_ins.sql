-- Who is signed in. A session of a browser holds the id; the rest is read for each request, on every node.
create table web_sign_in (
    id varchar(36) primary key,
    person varchar(36) not null,
    organisation varchar(9),
    issuer varchar(100) not null,
    username varchar(100),
    level varchar(20) not null,
    -- A digest of the issuer's own name of the session, to hear when it ends there.
    provider_session varchar(64),
    signed_in_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    ended_by varchar(30)
);

create index web_sign_in_by_person on web_sign_in (person);
create index web_sign_in_by_provider_session on web_sign_in (provider_session);
create index web_sign_in_by_time on web_sign_in (signed_in_at);

create table web_sign_in_role (
    sign_in varchar(36) not null references web_sign_in on delete cascade,
    role varchar(30) not null,
    primary key (sign_in, role)
);

-- Whom an issuer means by a subject of its own, where it does not say a national identity number.
create table web_identity (
    issuer varchar(100) not null,
    subject varchar(300) not null,
    person varchar(36) not null,
    primary key (issuer, subject)
);

-- The secrets of an organisation's machines; when one is replaced, the old one holds until a time that was set then.
create table web_client_secret (
    id varchar(36) primary key,
    organisation varchar(9) not null references web_client,
    secret_hash varchar(100) not null,
    made_at timestamp with time zone not null,
    good_until timestamp with time zone
);

create index web_client_secret_by_organisation on web_client_secret (organisation);

insert into web_client_secret (id, organisation, secret_hash, made_at)
select organisation, organisation, secret_hash, current_timestamp from web_client;

alter table web_client drop column secret_hash;
