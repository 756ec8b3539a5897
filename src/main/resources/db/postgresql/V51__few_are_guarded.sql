-- Few journeys are guarded: the indexes that find them hold those alone, so that all others write nothing into them. H2 has no partial indexes.
drop index journeys_journey_guarded_with;
create index journeys_journey_guarded_with on journeys_journey (guarded_with) where guarded_with is not null;
drop index journeys_journey_guarded;
create index journeys_journey_guarded on journeys_journey (guarded_at) where guarded_at is not null;
drop index work_item_guarded;
create index work_item_guarded on work_item (state, organisation) where guarded;
