-- The audit trail: an entry is the exact text that its seal covers, so that checking needs no second way of writing it.
CREATE TABLE audit_entry (
  seq   BIGINT PRIMARY KEY,
  entry TEXT NOT NULL,
  seal  BLOB NOT NULL
);
