-- What an operator sends anew is due at one and the same moment, however much it is: the index gives it in order, where each event was looked for among all.
drop index webhooks_outbox_due;
create index webhooks_outbox_due on webhooks_outbox (subscription, state, due_at, seq);
