-- Each row has a checksum of its other columns, so that a bit that the disk turned is noticed. 0 is a row that waits for its
-- checksum: it gets one in the transaction that wrote it. The audit trail is sealed already.
ALTER TABLE identities ADD COLUMN sum BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lives ADD COLUMN sum BIGINT NOT NULL DEFAULT 0;
ALTER TABLE credentials ADD COLUMN sum BIGINT NOT NULL DEFAULT 0;
ALTER TABLE uses ADD COLUMN sum BIGINT NOT NULL DEFAULT 0;
ALTER TABLE usages ADD COLUMN sum BIGINT NOT NULL DEFAULT 0;
ALTER TABLE grants ADD COLUMN sum BIGINT NOT NULL DEFAULT 0;
ALTER TABLE systems ADD COLUMN sum BIGINT NOT NULL DEFAULT 0;
ALTER TABLE realms ADD COLUMN sum BIGINT NOT NULL DEFAULT 0;
ALTER TABLE births ADD COLUMN sum BIGINT NOT NULL DEFAULT 0;
ALTER TABLE findings ADD COLUMN sum BIGINT NOT NULL DEFAULT 0;
ALTER TABLE finding_lives ADD COLUMN sum BIGINT NOT NULL DEFAULT 0;
ALTER TABLE evidence ADD COLUMN sum BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN sum BIGINT NOT NULL DEFAULT 0;
ALTER TABLE position ADD COLUMN sum BIGINT NOT NULL DEFAULT 0;
ALTER TABLE counters ADD COLUMN sum BIGINT NOT NULL DEFAULT 0;
ALTER TABLE windows ADD COLUMN sum BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sources ADD COLUMN sum BIGINT NOT NULL DEFAULT 0;
ALTER TABLE said ADD COLUMN sum BIGINT NOT NULL DEFAULT 0;
ALTER TABLE refused ADD COLUMN sum BIGINT NOT NULL DEFAULT 0;
ALTER TABLE access_token ADD COLUMN sum BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sink_position ADD COLUMN sum BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sink_dead ADD COLUMN sum BIGINT NOT NULL DEFAULT 0;
ALTER TABLE action ADD COLUMN sum BIGINT NOT NULL DEFAULT 0;
ALTER TABLE guard ADD COLUMN sum BIGINT NOT NULL DEFAULT 0;
ALTER TABLE exemption ADD COLUMN sum BIGINT NOT NULL DEFAULT 0;

-- How many transactions there were. The file tabard.db.mark says how many were acknowledged.
CREATE TABLE written (
    one BIGINT PRIMARY KEY,
    n   BIGINT NOT NULL
);
INSERT INTO written (one, n) VALUES (1, 0);

-- What waits for its checksum in the tables that others than the pipeline write. They are empty but for a moment.
CREATE INDEX evidence_unsummed ON evidence (sum) WHERE sum = 0;
CREATE INDEX refused_unsummed ON refused (sum) WHERE sum = 0;
CREATE INDEX access_token_unsummed ON access_token (sum) WHERE sum = 0;
CREATE INDEX sink_position_unsummed ON sink_position (sum) WHERE sum = 0;
CREATE INDEX sink_dead_unsummed ON sink_dead (sum) WHERE sum = 0;
CREATE INDEX action_unsummed ON action (sum) WHERE sum = 0;
CREATE INDEX guard_unsummed ON guard (sum) WHERE sum = 0;
CREATE INDEX exemption_unsummed ON exemption (sum) WHERE sum = 0;

-- Nobody wrote it: the sinks' positions are in sink_position.
DROP TABLE outbox_readers;
