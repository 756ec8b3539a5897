-- The log is read by journey and by number alone; an index that nobody asks costs a tenth of each row.
drop index journeys_log_element;
