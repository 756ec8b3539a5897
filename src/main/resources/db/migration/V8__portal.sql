-- What a citizen has typed into the form of a task and not yet sent; deleted when it is sent.
create table portal_draft (
    work_item varchar(64) not null,
    person    varchar(36) not null,
    saved_at  timestamp with time zone not null,
    answers   text not null,
    primary key (work_item, person)
);
