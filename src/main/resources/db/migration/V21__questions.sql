-- What someone has asked about her data in a journey (why they were looked at, or that one of them is wrong), and what the organisation answered.
-- The id is that of the question's own journey; the answer is kept here because a journey's data go when it ends.
create table privacy_question (
    id           varchar(36) primary key,
    journey_id   varchar(36) not null,
    asker        varchar(36) not null,
    kind         varchar(12) not null,
    disclosure   bigint,
    datum        varchar(128),
    organisation varchar(9) not null,
    text         varchar(4000),
    asked_at     timestamp with time zone not null,
    due_at       timestamp with time zone,
    outcome      varchar(64),
    answer       varchar(4000),
    answered_at  timestamp with time zone,
    read_at      timestamp with time zone
);
create index privacy_question_journey on privacy_question (journey_id, asker);
create index privacy_question_asker on privacy_question (asker, read_at);
