-- What was judged, and its way out. A birth's id_key is the start of its id, which begins with the time; subject_n is the
-- number of the identity or credential that was born: both grow as births come, so that their indexes grow at one end.
CREATE TABLE births (
    n        BIGINT PRIMARY KEY,
    id_key   BIGINT NOT NULL,
    id       TEXT   NOT NULL,
    time_us  BIGINT NOT NULL,
    kind     TEXT   NOT NULL,
    system   TEXT   NOT NULL,
    subject  TEXT   NOT NULL,
    subject_n BIGINT NOT NULL,
    name     TEXT   NOT NULL,
    creator  TEXT   NOT NULL,
    via      TEXT   NOT NULL, -- JSON
    session  TEXT   NOT NULL,
    source   TEXT   NOT NULL,
    origin   TEXT   NOT NULL,
    owner    TEXT   NOT NULL, -- JSON, "" for none
    event    TEXT   NOT NULL  -- JSON, the place
);
CREATE INDEX births_id ON births (id_key);
CREATE INDEX births_subject ON births (subject_n);

CREATE TABLE findings (
    n             BIGINT PRIMARY KEY,
    id            TEXT   NOT NULL,
    detection     TEXT   NOT NULL,
    severity      TEXT   NOT NULL,
    severity_rank BIGINT NOT NULL,
    state         TEXT   NOT NULL,
    time_us       BIGINT NOT NULL,
    identity      TEXT   NOT NULL,
    identity_kind TEXT   NOT NULL,
    identity_name TEXT   NOT NULL,
    system        TEXT   NOT NULL,
    owner         TEXT   NOT NULL, -- id, "" for none
    owner_json    TEXT   NOT NULL,
    summary       TEXT   NOT NULL,
    mitre         TEXT   NOT NULL, -- JSON
    nhi           TEXT   NOT NULL, -- JSON
    remedy        TEXT   NOT NULL,
    grouped       TEXT   NOT NULL, -- the group key
    about_realm   TEXT   NOT NULL,
    about_native  TEXT   NOT NULL,
    snoozed_us    BIGINT NOT NULL, -- until then, 0 for not
    reason        TEXT   NOT NULL, -- what was said last
    said_by       TEXT   NOT NULL
);
CREATE UNIQUE INDEX findings_id ON findings (id);
CREATE INDEX findings_time ON findings (time_us, n);
CREATE INDEX findings_severity ON findings (severity_rank, n);
CREATE INDEX findings_identity ON findings (identity, n);
CREATE INDEX findings_detection ON findings (detection, n);

-- A row for each finding: what changes with each event.
CREATE TABLE finding_lives (
    n          BIGINT PRIMARY KEY,
    first_us   BIGINT NOT NULL,
    last_us    BIGINT NOT NULL,
    count      BIGINT NOT NULL,
    last_place TEXT   NOT NULL -- JSON; of the newest evidence, where the table evidence has not all; "" where it has
);

-- The first nine pieces of evidence of each finding, and as the tenth one of the newest. Before the log drops a record, it is copied here.
CREATE TABLE evidence (
    n       BIGINT NOT NULL, -- of the finding
    slot    BIGINT NOT NULL,
    time_us BIGINT NOT NULL,
    family  TEXT   NOT NULL,
    seq     BIGINT NOT NULL,
    i       BIGINT NOT NULL,
    place   TEXT   NOT NULL, -- JSON
    copied  BIGINT NOT NULL,
    cut     BIGINT NOT NULL, -- the record is longer than its copy, or was lost
    record  BLOB   NOT NULL,
    PRIMARY KEY (n, slot)
);
CREATE INDEX evidence_place ON evidence (copied, seq, i);

-- Committed results for the sinks and the live view, in commit order.
CREATE TABLE outbox (
    position BIGINT PRIMARY KEY,
    id       TEXT   NOT NULL,
    type     TEXT   NOT NULL,
    time_us  BIGINT NOT NULL, -- append time of the batch it came of
    birth    BIGINT NOT NULL, -- the number of the birth that it tells of, 0 for none
    data     TEXT   NOT NULL  -- JSON, as it was then; "" for a birth, which does not change
);
-- How far the sinks have come; nothing after it is dropped.
CREATE TABLE outbox_readers (
    name     TEXT   PRIMARY KEY,
    position BIGINT NOT NULL
);
