-- Who may act for an organisation: its board, as the register of legal entities has told. What has ended stays, so that a page can say that it has and when.
create table actors_board (
    seq          bigint generated always as identity primary key,
    organisation varchar(9) not null,
    holder       varchar(36) not null references actors_person,
    since        timestamp with time zone not null,
    ended_at     timestamp with time zone
);
create index actors_board_organisation on actors_board (organisation);
create index actors_board_holder on actors_board (holder);
