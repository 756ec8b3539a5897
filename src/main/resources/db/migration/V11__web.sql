-- Who may sign in with a password of ours; the person is one of actors_person, the organisation the one she acts for.
create table web_account (
    username varchar(100) primary key,
    person varchar(36) not null,
    organisation varchar(9),
    password_hash varchar(100) not null
);

create table web_account_role (
    username varchar(100) not null references web_account,
    role varchar(30) not null,
    primary key (username, role)
);

-- Organisations whose machines get tokens from the built-in issuer.
create table web_client (
    organisation varchar(9) primary key,
    secret_hash varchar(100) not null
);

-- The keys that the built-in issuer signs with; shared by all nodes on this database.
create table web_signing_key (
    purpose varchar(30) primary key,
    jwk varchar(4000) not null
);
