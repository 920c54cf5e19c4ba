-- What the target of a sink will never take. How far each sink has been told is in outbox_readers.
CREATE TABLE sink_dead (
  sink     TEXT NOT NULL,
  position BIGINT NOT NULL,
  notice   TEXT NOT NULL,
  type     TEXT NOT NULL,
  reason   TEXT NOT NULL,
  at_us    BIGINT NOT NULL,
  PRIMARY KEY (sink, position)
);
