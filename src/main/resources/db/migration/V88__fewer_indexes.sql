-- A mark is looked for among the rows of its journey, and an activity instance among the journey's work: an index that only such looks used costs
-- more at each step than they do (docs/adr/0039).
drop index journeys_log_mark;
drop index privacy_disclosure_mark;
drop index work_item_activity;
