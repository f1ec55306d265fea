-- The mails about a credential, for whoever merges, corrects or deletes it: the unique indexes leave out
-- those that a plain comparison asks for.
CREATE INDEX mail_of_credential ON mail (credential_id, cycle) WHERE credential_id IS NOT NULL;
CREATE INDEX address_request_of_address ON address_request (address);
