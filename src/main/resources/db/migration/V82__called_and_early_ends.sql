-- What only a called process knew of what law wants archived: here until the journey ends and it is known when it goes, then with what is kept.
create table privacy_called (
    id         varchar(36) primary key,
    journey_id varchar(36) not null,
    -- Names and values with the process that knew them, as JSON.
    data       text not null
);
create index privacy_called_journey on privacy_called (journey_id);
alter table privacy_kept add column called text;

-- A running journey that somebody has ended so that it can be erased: on which ground, who decided, and why. The reason goes when it is done.
alter table privacy_erasure_request add column ground varchar(16);
alter table privacy_erasure_request add column decided_by varchar(36);
alter table privacy_erasure_request add column reason varchar(500);
