-- What caseworkers of one organisation write to each other about a journey or about one work item of it; other organisations never see it.
create table casework_note (
    seq          bigint generated always as identity primary key,
    journey_id   varchar(36) not null,
    work_item    varchar(64),
    organisation varchar(9) not null,
    author       varchar(36) not null,
    at           timestamp with time zone not null,
    words        varchar(4000) not null
);
create index casework_note_journey on casework_note (organisation, journey_id, seq);

-- What a caseworker has typed into a form and not yet sent; deleted when it is sent.
create table casework_draft (
    work_item varchar(64) not null,
    person    varchar(36) not null,
    saved_at  timestamp with time zone not null,
    answers   text not null,
    primary key (work_item, person)
);

-- A way of looking at the list that someone has given a name: a query string, her own or her organisation's.
create table casework_view (
    id           varchar(36) primary key,
    organisation varchar(9) not null,
    person       varchar(36) not null,
    shared       boolean not null,
    name         varchar(60) not null,
    query        varchar(500) not null,
    created_at   timestamp with time zone not null
);
create index casework_view_organisation on casework_view (organisation, person);
