-- Work that one node does at a time when several start on one database; who works holds the lock of the row.
create table engine_turn (
    name varchar(30) primary key
);
insert into engine_turn (name) values ('start');
