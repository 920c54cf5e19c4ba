-- The number of a row is its row id now: SQLite takes INTEGER PRIMARY KEY for that, but makes an index of its own for a key of
-- another type, which each write had to keep. What is judged is written all the time, so its tables are made anew.

CREATE TABLE identities_new (
    n INTEGER PRIMARY KEY,
    id_key BIGINT NOT NULL,
    id TEXT NOT NULL,
    system TEXT NOT NULL,
    realm TEXT NOT NULL,
    native_id TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    kind TEXT NOT NULL,
    kind_confidence DOUBLE PRECISION NOT NULL,
    kind_evidence TEXT NOT NULL,
    kind_marks TEXT NOT NULL,
    owner TEXT NOT NULL,
    owner_sure DOUBLE PRECISION NOT NULL,
    owner_evidence TEXT NOT NULL,
    owner_claims TEXT NOT NULL,
    state TEXT NOT NULL,
    incarnation BIGINT NOT NULL,
    born BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    created_by_n BIGINT NOT NULL,
    risk BIGINT NOT NULL,
    risk_parts TEXT NOT NULL,
    networks TEXT NOT NULL,
    agents TEXT NOT NULL,
    sum BIGINT NOT NULL DEFAULT 0
);
INSERT INTO identities_new (n, id_key, id, system, realm, native_id, name, type, kind, kind_confidence, kind_evidence, kind_marks, owner, owner_sure, owner_evidence, owner_claims, state, incarnation, born, created_by, created_by_n, risk, risk_parts, networks, agents, sum) SELECT n, id_key, id, system, realm, native_id, name, type, kind, kind_confidence, kind_evidence, kind_marks, owner, owner_sure, owner_evidence, owner_claims, state, incarnation, born, created_by, created_by_n, risk, risk_parts, networks, agents, sum FROM identities ORDER BY n;
DROP TABLE identities;
ALTER TABLE identities_new RENAME TO identities;
CREATE INDEX identities_id ON identities (id_key);
CREATE INDEX identities_native ON identities (native_id);
CREATE INDEX identities_system ON identities (system, n);
CREATE INDEX identities_kind ON identities (kind, n);
CREATE INDEX identities_owner ON identities (owner, n);
CREATE INDEX identities_name ON identities (name, n);
CREATE INDEX identities_risk ON identities (risk, n);
CREATE INDEX identities_creator ON identities (created_by_n, n) WHERE created_by_n <> 0;

CREATE TABLE lives_new (
    n INTEGER PRIMARY KEY,
    first_us BIGINT NOT NULL,
    last_us BIGINT NOT NULL,
    credentials BIGINT NOT NULL,
    grants BIGINT NOT NULL,
    baseline TEXT NOT NULL,
    sum BIGINT NOT NULL DEFAULT 0
);
INSERT INTO lives_new (n, first_us, last_us, credentials, grants, baseline, sum) SELECT n, first_us, last_us, credentials, grants, baseline, sum FROM lives ORDER BY n;
DROP TABLE lives;
ALTER TABLE lives_new RENAME TO lives;

CREATE TABLE credentials_new (
    n INTEGER PRIMARY KEY,
    id_key BIGINT NOT NULL,
    id TEXT NOT NULL,
    system TEXT NOT NULL,
    realm TEXT NOT NULL,
    native_id TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    kind TEXT NOT NULL,
    identity TEXT NOT NULL,
    identity_n BIGINT NOT NULL,
    created_us BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    created_by_n BIGINT NOT NULL,
    expires_us BIGINT NOT NULL,
    never_ends BIGINT NOT NULL,
    networks TEXT NOT NULL,
    state TEXT NOT NULL,
    by_fingerprint BIGINT NOT NULL,
    sum BIGINT NOT NULL DEFAULT 0
);
INSERT INTO credentials_new (n, id_key, id, system, realm, native_id, fingerprint, kind, identity, identity_n, created_us, created_by, created_by_n, expires_us, never_ends, networks, state, by_fingerprint, sum) SELECT n, id_key, id, system, realm, native_id, fingerprint, kind, identity, identity_n, created_us, created_by, created_by_n, expires_us, never_ends, networks, state, by_fingerprint, sum FROM credentials ORDER BY n;
DROP TABLE credentials;
ALTER TABLE credentials_new RENAME TO credentials;
CREATE INDEX credentials_id ON credentials (id_key);
CREATE INDEX credentials_identity ON credentials (identity_n, n);
CREATE INDEX credentials_fingerprint ON credentials (fingerprint) WHERE fingerprint <> '';
CREATE INDEX credentials_native_id ON credentials (native_id) WHERE native_id <> '';

CREATE TABLE uses_new (
    n INTEGER PRIMARY KEY,
    last_used_us BIGINT NOT NULL,
    last_source TEXT NOT NULL,
    sum BIGINT NOT NULL DEFAULT 0
);
INSERT INTO uses_new (n, last_used_us, last_source, sum) SELECT n, last_used_us, last_source, sum FROM uses ORDER BY n;
DROP TABLE uses;
ALTER TABLE uses_new RENAME TO uses;

CREATE TABLE usages_new (
    n INTEGER PRIMARY KEY,
    identity_n BIGINT NOT NULL,
    permission TEXT NOT NULL,
    first_us BIGINT NOT NULL,
    last_us BIGINT NOT NULL,
    count BIGINT NOT NULL,
    last_source TEXT NOT NULL,
    sum BIGINT NOT NULL DEFAULT 0
);
INSERT INTO usages_new (n, identity_n, permission, first_us, last_us, count, last_source, sum) SELECT n, identity_n, permission, first_us, last_us, count, last_source, sum FROM usages ORDER BY n;
DROP TABLE usages;
ALTER TABLE usages_new RENAME TO usages;
CREATE INDEX usages_identity ON usages (identity_n, n);

CREATE TABLE grants_new (
    n INTEGER PRIMARY KEY,
    id_key BIGINT NOT NULL,
    id TEXT NOT NULL,
    system TEXT NOT NULL,
    identity TEXT NOT NULL,
    identity_n BIGINT NOT NULL,
    permission TEXT NOT NULL,
    resource TEXT NOT NULL,
    via TEXT NOT NULL,
    since_us BIGINT NOT NULL,
    usage_n BIGINT NOT NULL,
    admin BIGINT NOT NULL,
    public BIGINT NOT NULL,
    gone BIGINT NOT NULL,
    sum BIGINT NOT NULL DEFAULT 0
);
INSERT INTO grants_new (n, id_key, id, system, identity, identity_n, permission, resource, via, since_us, usage_n, admin, public, gone, sum) SELECT n, id_key, id, system, identity, identity_n, permission, resource, via, since_us, usage_n, admin, public, gone, sum FROM grants ORDER BY n;
DROP TABLE grants;
ALTER TABLE grants_new RENAME TO grants;
CREATE INDEX grants_id ON grants (id_key);
CREATE INDEX grants_identity ON grants (identity_n, n);

CREATE TABLE systems_new (
    n INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    realm TEXT NOT NULL,
    family TEXT NOT NULL,
    last_us BIGINT NOT NULL,
    records BIGINT NOT NULL,
    owner_source BIGINT NOT NULL,
    sum BIGINT NOT NULL DEFAULT 0
);
INSERT INTO systems_new (n, name, realm, family, last_us, records, owner_source, sum) SELECT n, name, realm, family, last_us, records, owner_source, sum FROM systems ORDER BY n;
DROP TABLE systems;
ALTER TABLE systems_new RENAME TO systems;
CREATE UNIQUE INDEX systems_name ON systems (name);

CREATE TABLE births_new (
    n INTEGER PRIMARY KEY,
    id_key BIGINT NOT NULL,
    id TEXT NOT NULL,
    time_us BIGINT NOT NULL,
    kind TEXT NOT NULL,
    system TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_n BIGINT NOT NULL,
    name TEXT NOT NULL,
    creator TEXT NOT NULL,
    via TEXT NOT NULL,
    session TEXT NOT NULL,
    source TEXT NOT NULL,
    origin TEXT NOT NULL,
    owner TEXT NOT NULL,
    event TEXT NOT NULL,
    sum BIGINT NOT NULL DEFAULT 0
);
INSERT INTO births_new (n, id_key, id, time_us, kind, system, subject, subject_n, name, creator, via, session, source, origin, owner, event, sum) SELECT n, id_key, id, time_us, kind, system, subject, subject_n, name, creator, via, session, source, origin, owner, event, sum FROM births ORDER BY n;
DROP TABLE births;
ALTER TABLE births_new RENAME TO births;
CREATE INDEX births_id ON births (id_key);
CREATE INDEX births_subject ON births (subject_n);

CREATE TABLE findings_new (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    detection TEXT NOT NULL,
    severity TEXT NOT NULL,
    severity_rank BIGINT NOT NULL,
    state TEXT NOT NULL,
    time_us BIGINT NOT NULL,
    identity TEXT NOT NULL,
    identity_kind TEXT NOT NULL,
    identity_name TEXT NOT NULL,
    system TEXT NOT NULL,
    owner TEXT NOT NULL,
    owner_json TEXT NOT NULL,
    summary TEXT NOT NULL,
    mitre TEXT NOT NULL,
    nhi TEXT NOT NULL,
    remedy TEXT NOT NULL,
    grouped TEXT NOT NULL,
    about_realm TEXT NOT NULL,
    about_native TEXT NOT NULL,
    snoozed_us BIGINT NOT NULL,
    reason TEXT NOT NULL,
    said_by TEXT NOT NULL,
    sum BIGINT NOT NULL DEFAULT 0
);
INSERT INTO findings_new (n, id, detection, severity, severity_rank, state, time_us, identity, identity_kind, identity_name, system, owner, owner_json, summary, mitre, nhi, remedy, grouped, about_realm, about_native, snoozed_us, reason, said_by, sum) SELECT n, id, detection, severity, severity_rank, state, time_us, identity, identity_kind, identity_name, system, owner, owner_json, summary, mitre, nhi, remedy, grouped, about_realm, about_native, snoozed_us, reason, said_by, sum FROM findings ORDER BY n;
DROP TABLE findings;
ALTER TABLE findings_new RENAME TO findings;
CREATE UNIQUE INDEX findings_id ON findings (id);
CREATE INDEX findings_time ON findings (time_us, n);
CREATE INDEX findings_severity ON findings (severity_rank, n);
CREATE INDEX findings_identity ON findings (identity, n);
CREATE INDEX findings_detection ON findings (detection, n);

CREATE TABLE finding_lives_new (
    n INTEGER PRIMARY KEY,
    first_us BIGINT NOT NULL,
    last_us BIGINT NOT NULL,
    count BIGINT NOT NULL,
    last_place TEXT NOT NULL,
    sum BIGINT NOT NULL DEFAULT 0
);
INSERT INTO finding_lives_new (n, first_us, last_us, count, last_place, sum) SELECT n, first_us, last_us, count, last_place, sum FROM finding_lives ORDER BY n;
DROP TABLE finding_lives;
ALTER TABLE finding_lives_new RENAME TO finding_lives;

CREATE TABLE outbox_new (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    time_us BIGINT NOT NULL,
    birth BIGINT NOT NULL,
    data TEXT NOT NULL,
    sum BIGINT NOT NULL DEFAULT 0
);
INSERT INTO outbox_new (position, id, type, time_us, birth, data, sum) SELECT position, id, type, time_us, birth, data, sum FROM outbox ORDER BY position;
DROP TABLE outbox;
ALTER TABLE outbox_new RENAME TO outbox;
