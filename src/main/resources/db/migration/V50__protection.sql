-- How well the whereabouts of a person are protected, from when until when, as the population register has told.
create table actors_protection (
    seq      bigint generated always as identity primary key,
    person   varchar(36) not null references actors_person,
    grade    varchar(24) not null,
    since    timestamp with time zone not null,
    ended_at timestamp with time zone
);
create index actors_protection_person on actors_protection (person, ended_at);

-- A journey with somebody in it whose address is protected. The work stands with the same word in its own row, so that lists need no other table.
alter table journeys_journey add column guarded boolean default false not null;
alter table journeys_journey add column guarded_at timestamp with time zone;
-- A question about what another journey knows is guarded like that one.
alter table journeys_journey add column guarded_with varchar(64);
create index journeys_journey_guarded_with on journeys_journey (guarded_with);
create index journeys_journey_guarded on journeys_journey (guarded_at);
alter table work_item add column guarded boolean default false not null;
create index work_item_guarded on work_item (guarded, state, organisation);
