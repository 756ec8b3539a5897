-- Proofs of possession that have been shown, by a digest of key and proof; forgotten after some minutes.
create table web_used_proof (
    digest varchar(64) primary key,
    shown_at timestamp with time zone not null
);

create index web_used_proof_by_time on web_used_proof (shown_at);
