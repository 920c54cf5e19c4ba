-- The inventory. n is the number of a row in memory, from 1 without gaps and the same at every replay; restoring reads the
-- rows in its order. Times are µs since 1970 in UTC, 0 for unknown. Texts that are lists have one item a line.
--
-- What changes all the time stands in narrow tables of its own: a commit writes whole pages, and many narrow rows share one.
-- id_key is a number made of the id, for an index that is small and quick to add to.
CREATE TABLE identities (
    n               BIGINT PRIMARY KEY,
    id_key          BIGINT NOT NULL,
    id              TEXT   NOT NULL,
    system          TEXT   NOT NULL,
    realm           TEXT   NOT NULL,
    native_id       TEXT   NOT NULL,
    name            TEXT   NOT NULL,
    type            TEXT   NOT NULL,
    kind            TEXT   NOT NULL,
    kind_confidence DOUBLE PRECISION NOT NULL,
    kind_evidence   TEXT   NOT NULL,
    kind_marks      TEXT   NOT NULL,
    owner           TEXT   NOT NULL,
    owner_sure      DOUBLE PRECISION NOT NULL,
    owner_evidence  TEXT   NOT NULL,
    owner_claims    TEXT   NOT NULL,
    state           TEXT   NOT NULL,
    incarnation     BIGINT NOT NULL,
    born            BIGINT NOT NULL,
    created_by      TEXT   NOT NULL,
    created_by_n    BIGINT NOT NULL,
    risk            BIGINT NOT NULL,
    risk_parts      TEXT   NOT NULL,
    networks        TEXT   NOT NULL,
    agents          TEXT   NOT NULL
);
CREATE INDEX identities_id ON identities (id_key);
CREATE INDEX identities_native ON identities (native_id);
CREATE INDEX identities_system ON identities (system, n);
CREATE INDEX identities_kind ON identities (kind, n);
CREATE INDEX identities_owner ON identities (owner, n);
CREATE INDEX identities_name ON identities (name, n);
CREATE INDEX identities_risk ON identities (risk, n);

-- A row for each identity.
CREATE TABLE lives (
    n           BIGINT PRIMARY KEY,
    first_us    BIGINT NOT NULL,
    last_us     BIGINT NOT NULL,
    credentials BIGINT NOT NULL,
    grants      BIGINT NOT NULL,
    baseline    TEXT   NOT NULL
);

CREATE TABLE credentials (
    n              BIGINT PRIMARY KEY,
    id_key         BIGINT NOT NULL,
    id             TEXT   NOT NULL,
    system         TEXT   NOT NULL,
    realm          TEXT   NOT NULL,
    native_id      TEXT   NOT NULL,
    fingerprint    TEXT   NOT NULL,
    kind           TEXT   NOT NULL,
    identity       TEXT   NOT NULL,
    identity_n     BIGINT NOT NULL,
    created_us     BIGINT NOT NULL,
    created_by     TEXT   NOT NULL,
    created_by_n   BIGINT NOT NULL,
    expires_us     BIGINT NOT NULL,
    never_ends     BIGINT NOT NULL,
    networks       TEXT   NOT NULL,
    state          TEXT   NOT NULL,
    by_fingerprint BIGINT NOT NULL
);
CREATE INDEX credentials_id ON credentials (id_key);
CREATE INDEX credentials_identity ON credentials (identity_n, n);
CREATE INDEX credentials_fingerprint ON credentials (fingerprint) WHERE fingerprint <> '';

-- A row for each credential that was used.
CREATE TABLE uses (
    n            BIGINT PRIMARY KEY,
    last_used_us BIGINT NOT NULL,
    last_source  TEXT   NOT NULL
);

CREATE TABLE usages (
    n           BIGINT PRIMARY KEY,
    identity_n  BIGINT NOT NULL,
    permission  TEXT   NOT NULL,
    first_us    BIGINT NOT NULL,
    last_us     BIGINT NOT NULL,
    count       BIGINT NOT NULL,
    last_source TEXT   NOT NULL
);
CREATE INDEX usages_identity ON usages (identity_n, n);

CREATE TABLE grants (
    n          BIGINT PRIMARY KEY,
    id_key     BIGINT NOT NULL,
    id         TEXT   NOT NULL,
    system     TEXT   NOT NULL,
    identity   TEXT   NOT NULL,
    identity_n BIGINT NOT NULL,
    permission TEXT   NOT NULL,
    resource   TEXT   NOT NULL,
    via        TEXT   NOT NULL,
    since_us   BIGINT NOT NULL,
    usage_n    BIGINT NOT NULL,
    admin      BIGINT NOT NULL,
    public     BIGINT NOT NULL,
    gone       BIGINT NOT NULL
);
CREATE INDEX grants_id ON grants (id_key);
CREATE INDEX grants_identity ON grants (identity_n, n);

CREATE TABLE systems (
    n            BIGINT PRIMARY KEY,
    name         TEXT   NOT NULL,
    realm        TEXT   NOT NULL,
    family       TEXT   NOT NULL,
    last_us      BIGINT NOT NULL,
    records      BIGINT NOT NULL,
    owner_source BIGINT NOT NULL
);
CREATE UNIQUE INDEX systems_name ON systems (name);

CREATE TABLE realms (
    n      BIGINT PRIMARY KEY,
    realm  TEXT NOT NULL,
    system TEXT NOT NULL
);
