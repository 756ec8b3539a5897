-- What journeys count for is found by the journey, and what is due by the time. Indexes that begin with the series were taken for the first question too, and
-- then read all that is counted so far for each batch.
drop index missions_told_due;
drop index missions_told_since;
create index missions_told_due on missions_told (due, series);
create index missions_told_since on missions_told (since, series);
