-- Tokens for the API. Of a token's text only the hash is kept: its 256 random bits need no salt and no slow hash.
CREATE TABLE access_token (
  id           TEXT PRIMARY KEY,
  name         TEXT NOT NULL,
  role         TEXT NOT NULL,
  hash         BLOB NOT NULL,
  created_us   BIGINT NOT NULL,
  created_by   TEXT NOT NULL,
  expires_us   BIGINT NOT NULL,
  last_used_us BIGINT NOT NULL,
  revoked_us   BIGINT NOT NULL,
  revoked_by   TEXT NOT NULL
);
