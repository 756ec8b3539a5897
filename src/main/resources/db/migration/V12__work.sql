-- Work that was answered with a question: its promise stands still until the answer comes, and goes on in the work item that follows it.
-- process_instance finds the one that follows; promised_from is when the promise began to count, null when that was the item's creation.
alter table work_item add column process_instance varchar(64);
alter table work_item add column promised_from timestamp with time zone;
alter table work_item add column stood_seconds bigint default 0 not null;
alter table work_item add column paused boolean default false not null;
create index work_item_paused on work_item (process_instance, paused);

-- What somebody has typed into the form of a work item and not yet sent, caseworkers and citizens alike; deleted when it is sent.
create table work_draft (
    work_item varchar(64) not null,
    person    varchar(36) not null,
    saved_at  timestamp with time zone not null,
    answers   text not null,
    primary key (work_item, person)
);
insert into work_draft (work_item, person, saved_at, answers) select work_item, person, saved_at, answers from casework_draft;
insert into work_draft (work_item, person, saved_at, answers) select work_item, person, saved_at, answers from portal_draft;
drop table casework_draft;
drop table portal_draft;
