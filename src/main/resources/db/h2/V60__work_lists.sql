-- The same as ../postgresql/V60__work_lists.sql as far as H2 has words for it: its indexes hold ended work too.

-- Where open work stands in lists: whether somebody has it, and whether its promise is near its end.
alter table work_item add column shelf varchar(11) generated always as (
    case when state <> 'OPEN' then null
         when assignee is null then case when notice_level >= 1 then 'FREE_URGENT' else 'FREE' end
         else case when notice_level >= 1 then 'HELD_URGENT' else 'HELD' end
    end);

-- What kind of work it is: every filter of a list is a choice of kinds. Life event, service, element and function, separated by spaces.
alter table work_item add column work_kind varchar(400) generated always as (
    life_event || ' ' || coalesce(service, '') || ' ' || element || ' ' || coalesce(actor_function, ''));

-- The id that lists are ordered by last is left out: two items are seldom due at the same microsecond. No index names the machine that holds an item or until when, so that
-- taking and giving back a lock touches none of them.
drop index work_item_organisation;
create index work_item_list on work_item (organisation, shelf, due_at);
create index work_item_function on work_item (organisation, actor_function, shelf, due_at);
create index work_item_kind on work_item (organisation, work_kind, shelf, due_at);
create index work_item_mine on work_item (assignee, due_at);
create index work_item_waiting on work_item (organisation, due_at);
-- For the list of journeys that an organisation takes part in.
create index work_item_part on work_item (organisation, created_at);
-- A journey's items are found by the journey alone.
drop index work_item_role;
