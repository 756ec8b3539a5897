-- Which events came to a journey, so that they can go with it without all events being read.
create table agencies_event_journey (
    journey_id   varchar(36) not null,
    organisation varchar(9) not null,
    source       varchar(512) not null,
    event_id     varchar(255) not null,
    primary key (journey_id, organisation, source, event_id)
);
insert into agencies_event_journey (journey_id, organisation, source, event_id)
    select journeys, organisation, source, event_id from agencies_event where char_length(journeys) = 36;
insert into agencies_event_journey (journey_id, organisation, source, event_id)
    select j.id, e.organisation, e.source, e.event_id
    from agencies_event e join journeys_journey j on position(j.id in e.journeys) > 0 where char_length(e.journeys) > 36;
