-- Who is signed in, and with what machines come in, has a room of its own; its tables carry that room's name.
alter table web_account rename to identity_account;
alter table web_account_role rename to identity_account_role;
alter table web_client rename to identity_client;
alter table web_client_secret rename to identity_client_secret;
alter table web_signing_key rename to identity_signing_key;
alter table web_used_proof rename to identity_used_proof;
alter table web_sign_in rename to identity_sign_in;
alter table web_sign_in_role rename to identity_sign_in_role;
alter table web_identity rename to identity_subject;
