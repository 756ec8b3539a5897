-- A disclosure says all that the one it is about may ask: to whom, as what, on whose behalf, at which step, which kind of data, and what exactly
-- (as a hash whose salt can be thrown away with the data; without the salt the hash says nothing).
alter table privacy_disclosure add column how varchar(8) default 'read' not null;
alter table privacy_disclosure add column supplier varchar(9);
alter table privacy_disclosure add column capacity varchar(255);
alter table privacy_disclosure add column step varchar(128);
alter table privacy_disclosure add column categories varchar(32) default '' not null;
alter table privacy_disclosure add column consent_ids varchar(2000);
alter table privacy_disclosure add column hash varchar(64);
alter table privacy_disclosure add column salt varchar(32);
alter table privacy_disclosure alter column data set data type varchar(8000);
update privacy_disclosure set how = 'sent' where person is null;
create index privacy_disclosure_person on privacy_disclosure (person, journey_id, at);
