-- A caseworker's list is one strip for each of her functions (docs/adr/0047), so what a list is of stands in the condition of its index and not among its columns.
drop index work_item_function;
create index work_item_function on work_item (organisation, (coalesce(actor_function, '')), due_at) where shelf in ('FREE', 'FREE_URGENT', 'HELD', 'HELD_URGENT');
create index work_item_free on work_item (organisation, (coalesce(actor_function, '')), due_at) where shelf in ('FREE', 'FREE_URGENT');
create index work_item_urgent on work_item (organisation, (coalesce(actor_function, '')), due_at) where shelf in ('FREE_URGENT', 'HELD_URGENT');

-- People's steps are no service, and need not stand among those.
drop index work_item_service;
create index work_item_service on work_item (organisation, service, due_at, id) where state = 'OPEN' and service is not null;
