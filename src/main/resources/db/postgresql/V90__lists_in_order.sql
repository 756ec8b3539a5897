-- Lists are read in the order of an index and no further than the page goes (docs/adr/0041), whoever asks and however much there is.

-- Work that is for no function has the empty word, for PostgreSQL knows no order behind "is null".
drop index work_item_function;
create index work_item_function on work_item (organisation, (coalesce(actor_function, '')), shelf, due_at) where shelf is not null;
-- Of a partial index PostgreSQL does not believe the statistics.
create statistics work_item_actor_function on (coalesce(actor_function, '')) from work_item;

-- A plan is kept and used for every organisation. By default it is made for an average one, whose work could as well be read whole and sorted; one that
-- suits the largest suits the others too. The number of organisations is therefore told as three; where more than a third is nowhere, the largest share counts.
alter table work_item alter column organisation set (n_distinct = 3);
analyze work_item;
