-- The journal of actions: an action's state before is here, on disk, before the first change. The document holds what is
-- only read whole; what is asked for stands in columns.
CREATE TABLE action (
  id          TEXT PRIMARY KEY,
  kind        TEXT NOT NULL,
  system      TEXT NOT NULL,
  target      TEXT NOT NULL,
  state       TEXT NOT NULL,
  policy      TEXT NOT NULL,
  finding     TEXT NOT NULL,
  owner       TEXT NOT NULL,
  automatic   BIGINT NOT NULL,
  planned_us  BIGINT NOT NULL,
  changed_us  BIGINT NOT NULL,
  document    TEXT NOT NULL
);
CREATE INDEX action_by_plan ON action (planned_us, id);
CREATE INDEX action_by_state ON action (state, planned_us, id);
CREATE INDEX action_automatic ON action (automatic, changed_us);

-- The guards: one row.
CREATE TABLE guard (
  one              BIGINT PRIMARY KEY CHECK (one = 1),
  stopped          BIGINT NOT NULL,
  actions_per_hour BIGINT NOT NULL,
  per_owner        BIGINT NOT NULL,
  unapproved       TEXT NOT NULL
);

-- What people took back from automation, and until when.
CREATE TABLE exemption (
  policy   TEXT NOT NULL,
  system   TEXT NOT NULL,
  realm    TEXT NOT NULL,
  target   TEXT NOT NULL,
  by_whom  TEXT NOT NULL,
  reason   TEXT NOT NULL,
  until_us BIGINT NOT NULL,
  PRIMARY KEY (policy, system, realm, target)
);
