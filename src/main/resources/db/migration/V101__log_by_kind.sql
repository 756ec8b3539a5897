-- A page shows a few kinds of what happened: the index finds those rows, however often work was taken and given back in between (docs/adr/0046).
-- In a large database the index can be made under the same name before the upgrade, without holding up writers; see docs/guide/operate.md.
create index if not exists journeys_log_kind on journeys_log (journey_id, event);
drop index journeys_log_journey;
