-- What was asked for with an idempotency key, as a salted hash, so that the same key with something else is told apart from the same wish again.
alter table journeys_start add column content varchar(64);
