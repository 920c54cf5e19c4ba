-- meta holds what the installation's key is known by.
ALTER TABLE meta ADD COLUMN sum BIGINT NOT NULL DEFAULT 0;
CREATE INDEX meta_unsummed ON meta (sum) WHERE sum = 0;
