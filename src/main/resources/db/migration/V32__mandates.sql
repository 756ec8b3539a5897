-- Who may act for whom, by whose word, and since when. What has ended stays, so that a page can say that it has and when.
create table actors_mandate (
    seq        bigint generated always as identity primary key,
    kind       varchar(24) not null,
    holder     varchar(36) not null references actors_person,
    subject    varchar(36) not null references actors_person,
    -- Null: since before this was kept.
    since      timestamp with time zone,
    ended_at   timestamp with time zone
);
create index actors_mandate_holder on actors_mandate (holder, kind);
create index actors_mandate_subject on actors_mandate (subject, kind);

insert into actors_mandate (kind, holder, subject) select 'PARENTAL_RESPONSIBILITY', guardian, child from actors_guardian;
drop table actors_guardian;

-- The dead have no age, and nobody's guardian: their heirs act.
alter table actors_person add column death_date date;

-- What a participant's task is about: her own matter, the subject's health, or anything else of the subject's. Null: it is an organisation's, or older than this.
alter table work_item add column matter varchar(8);
