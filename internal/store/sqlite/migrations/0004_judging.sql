-- What judging remembers besides the inventory. counters and position have one row each.
CREATE TABLE position (
    one         BIGINT PRIMARY KEY,
    seq         BIGINT NOT NULL,
    appended_us BIGINT NOT NULL
);
CREATE TABLE counters (
    one         BIGINT PRIMARY KEY,
    accepted    BIGINT NOT NULL,
    rejected    BIGINT NOT NULL,
    duplicates  BIGINT NOT NULL,
    unreadable  BIGINT NOT NULL, -- on the log, but no longer understood
    identities  BIGINT NOT NULL,
    credentials BIGINT NOT NULL,
    births      BIGINT NOT NULL,
    findings    BIGINT NOT NULL,
    outbox      BIGINT NOT NULL  -- the last position given out
);
-- Windows of correlation rules and the like, opaque to the store.
CREATE TABLE windows (
    name  TEXT PRIMARY KEY,
    state BLOB NOT NULL
);
-- Where records come from, for noticing silence and refusals.
CREATE TABLE sources (
    n     BIGINT PRIMARY KEY,
    name  TEXT NOT NULL,
    state TEXT NOT NULL -- JSON
);
-- What people said, for ever.
CREATE TABLE said (
    seq     BIGINT NOT NULL,
    i       BIGINT NOT NULL,
    time_us BIGINT NOT NULL,
    about   TEXT   NOT NULL,
    doc     TEXT   NOT NULL, -- JSON
    PRIMARY KEY (seq, i)
);
CREATE INDEX said_about ON said (about, seq);
-- The latest refused records. They are not judged from the log: what was refused is not on it.
CREATE TABLE refused (
    n       BIGINT PRIMARY KEY,
    time_us BIGINT NOT NULL,
    source  TEXT   NOT NULL,
    system  TEXT   NOT NULL,
    family  TEXT   NOT NULL,
    record  BIGINT NOT NULL,
    line    BIGINT NOT NULL,
    reason  TEXT   NOT NULL,
    text    TEXT   NOT NULL
);
