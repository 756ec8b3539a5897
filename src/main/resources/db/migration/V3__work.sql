-- One piece of work waiting at one organisation or one participant: a service task or a user task. The id is the engine's id of the task.
-- Lists, machine fetches, promises and access all read this row; it is written in the step's own transaction.
create table work_item (
    id                varchar(64) primary key,
    kind              varchar(8) not null,
    state             varchar(10) not null,
    journey_id        varchar(36) not null,
    life_event        varchar(64) not null,
    definition_id     varchar(64) not null,
    process           varchar(96) not null,
    element           varchar(128) not null,
    activity_instance varchar(160) not null,
    execution_id      varchar(64) not null,
    service           varchar(96),
    actor             varchar(64),
    actor_function    varchar(64),
    organisation      varchar(9),
    role              varchar(64),
    person            varchar(36),
    municipality      varchar(4),
    created_at        timestamp with time zone not null,
    promise           varchar(16),
    promise_origin    varchar(16),
    promise_source    varchar(255),
    due_at            timestamp with time zone not null,
    notice_level      integer not null,
    notice_at         timestamp with time zone,
    assignee          varchar(36),
    claimed_at        timestamp with time zone,
    worker            varchar(128),
    lock_expires      timestamp with time zone,
    retries           integer,
    failure           varchar(666),
    ended_at          timestamp with time zone,
    ended_by          varchar(128),
    outcome           varchar(64)
);
create index work_item_organisation on work_item (organisation, state, due_at, id);
create index work_item_service on work_item (organisation, service, state, due_at, id);
create index work_item_role on work_item (journey_id, role, state);
create index work_item_activity on work_item (activity_instance, state);
create index work_item_notice on work_item (state, notice_at);

-- What a promise made happen: reminded at 80 %, overdue at 100 %, escalated at 150 %. Each level once.
create table work_notice (
    work_item varchar(64) not null,
    level     integer not null,
    at        timestamp with time zone not null,
    recipient varchar(36) not null,
    seen_at   timestamp with time zone,
    primary key (work_item, level, recipient)
);
create index work_notice_recipient on work_notice (recipient, seen_at);
