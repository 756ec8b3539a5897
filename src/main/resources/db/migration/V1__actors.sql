create table actors_organisation (
    number varchar(9) primary key,
    name varchar(200) not null,
    sector varchar(20) not null
);

create table actors_playing (
    organisation varchar(9) not null references actors_organisation,
    actor varchar(100) not null,
    primary key (organisation, actor)
);

create index actors_playing_by_actor on actors_playing (actor);

create table actors_area (
    organisation varchar(9) not null references actors_organisation,
    municipality varchar(4) not null,
    primary key (organisation, municipality)
);

create table actors_person (
    id varchar(36) primary key,
    name varchar(200) not null,
    national_id varchar(11) unique,
    birth_date date,
    municipality varchar(4)
);

create table actors_guardian (
    guardian varchar(36) not null references actors_person,
    child varchar(36) not null references actors_person,
    primary key (guardian, child)
);

create index actors_guardian_by_child on actors_guardian (child);

create table actors_employment (
    person varchar(36) not null references actors_person,
    organisation varchar(9) not null references actors_organisation,
    leader boolean not null,
    primary key (person, organisation)
);

create index actors_employment_by_organisation on actors_employment (organisation);

create table actors_function (
    person varchar(36) not null,
    organisation varchar(9) not null,
    function varchar(100) not null,
    primary key (person, organisation, function),
    foreign key (person, organisation) references actors_employment
);
