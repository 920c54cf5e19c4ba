-- How far each sink has been told, and what its target will never take.
CREATE TABLE sink_position (
  sink     TEXT PRIMARY KEY,
  position BIGINT NOT NULL
);
CREATE TABLE sink_dead (
  sink     TEXT NOT NULL,
  position BIGINT NOT NULL,
  notice   TEXT NOT NULL,
  type     TEXT NOT NULL,
  reason   TEXT NOT NULL,
  at_us    BIGINT NOT NULL,
  PRIMARY KEY (sink, position)
);
