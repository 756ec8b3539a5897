-- Which demo year has been played into this database; a restart plays nothing again.
create table demo_year (
    seed      bigint primary key,
    played_at timestamp with time zone not null
);
