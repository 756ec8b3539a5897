-- The gap between municipalities in each period of a series that compares them. half: of the value or the median, nine: of the 90th percentile. Stale from when the
-- sum of a municipality changes until the gap is taken anew.
create table missions_gap (
    series   integer not null references missions_series (id),
    period   varchar(10) not null,
    journeys bigint not null,
    half     double precision,
    nine     double precision,
    stale    boolean not null,
    primary key (series, period)
);
