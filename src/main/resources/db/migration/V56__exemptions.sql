-- Who need not agree though she has parental responsibility, by whose decision and why; it holds for all consents of the journey. What has ended stays.
create table privacy_exemption (
    id           varchar(80) primary key,
    journey_id   varchar(36) not null,
    person       varchar(36) not null,
    reason       varchar(24) not null,
    legal_basis  varchar(255),
    explanation  varchar(2000),
    -- Null: by a register's word, without anybody's decision.
    decided_by   varchar(36),
    organisation varchar(9),
    since        timestamp with time zone not null,
    ended_at     timestamp with time zone,
    ended_by     varchar(36)
);
create index privacy_exemption_journey on privacy_exemption (journey_id);
insert into privacy_exemption (id, journey_id, person, reason, decided_by, since)
    select journey_id || ':' || person, journey_id, person, min(reason), min(decided_by), min(at)
    from privacy_consent_exemption group by journey_id, person;
drop table privacy_consent_exemption;

-- An everyday matter needs one of those who were asked, not all of them.
alter table privacy_consent add column everyday boolean default false not null;
