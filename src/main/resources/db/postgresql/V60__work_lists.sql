-- Lists of a million open work items are read page by page from indexes that hold open work alone, in the order of the list (docs/adr/0029).
-- H2 has neither partial indexes nor the word stored; what is the same there stands in ../h2.

-- Where open work stands in lists: whether somebody has it, and whether its promise is near its end.
alter table work_item add column shelf varchar(11) generated always as (
    case when state <> 'OPEN' then null
         when assignee is null then case when notice_level >= 1 then 'FREE_URGENT' else 'FREE' end
         else case when notice_level >= 1 then 'HELD_URGENT' else 'HELD' end
    end) stored;

-- What kind of work it is: every filter of a list is a choice of kinds. Life event, service, element and function, separated by spaces.
alter table work_item add column work_kind varchar(400) generated always as (
    life_event || ' ' || coalesce(service, '') || ' ' || element || ' ' || coalesce(actor_function, '')) stored;

-- The id that lists are ordered by last is left out: two items are seldom due at the same microsecond. No index names the machine that holds an item or until when, so that
-- taking and giving back a lock touches none of them.
drop index work_item_organisation;
create index work_item_list on work_item (organisation, shelf, due_at) where shelf is not null;
create index work_item_function on work_item (organisation, actor_function, shelf, due_at) where shelf is not null;
create index work_item_kind on work_item (organisation, work_kind, shelf, due_at) where shelf is not null;
create index work_item_mine on work_item (assignee, due_at) where shelf is not null and assignee is not null;
create index work_item_waiting on work_item (organisation, due_at) where paused or retries is not null;
-- For the list of journeys that an organisation takes part in.
create index work_item_part on work_item (organisation, created_at);
-- A journey's items are found by the journey alone.
drop index work_item_role;

-- Those that only open work is looked for by need not know the rest.
drop index work_item_service;
create index work_item_service on work_item (organisation, service, state, due_at, id) where state = 'OPEN';
drop index work_item_activity;
create index work_item_activity on work_item (activity_instance, state) where state = 'OPEN';
drop index work_item_notice;
create index work_item_notice on work_item (state, notice_at) where state = 'OPEN';
drop index work_item_paused;
create index work_item_paused on work_item (process_instance, paused) where paused;

-- What an operator looks for: out of tries, or nobody's.
create index work_item_failed on work_item (due_at, id) where state = 'OPEN' and retries = 0;
create index work_item_nobodys on work_item (due_at, id) where state = 'OPEN' and organisation is null and role is null;
