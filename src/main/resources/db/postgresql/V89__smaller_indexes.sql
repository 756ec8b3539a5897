-- Machines and letters have no person who looked; the index that finds what a person has seen need not know them.
drop index privacy_disclosure_person;
create index privacy_disclosure_person on privacy_disclosure (person, journey_id, at) where person is not null;
-- The index that finds the next reminder knows open work alone, so it need not say that it is open.
drop index work_item_notice;
create index work_item_notice on work_item (notice_at) where state = 'OPEN' and notice_at is not null;
