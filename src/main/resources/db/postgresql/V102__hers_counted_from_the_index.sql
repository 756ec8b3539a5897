-- What somebody has herself lies scattered, and is counted on each of her pages: the index has all that the count asks, so that no row need be read (docs/adr/0047).
drop index work_item_mine;
create index work_item_mine on work_item (assignee, due_at) include (organisation, actor_function, told_until, guarded, work_kind)
    where shelf is not null and assignee is not null;
