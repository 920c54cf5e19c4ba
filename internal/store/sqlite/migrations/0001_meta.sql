-- What the store knows of itself. The log position is a row here, written in the transaction of the rows it covers.
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
