-- What is about one journey or one person is found by an index when it is erased, however many others there are. Work that no person was given stands in none of these.
create index journeys_start_journey on journeys_start (journey_id);
create index casework_note_of_journey on casework_note (journey_id);
create index privacy_consent_grantor on privacy_consent (grantor);
create index privacy_consent_on_behalf on privacy_consent (on_behalf_of);
create index privacy_consenter_person on privacy_consenter (person);
create index work_draft_person on work_draft (person);
create index work_item_person on work_item (person) where person is not null;
