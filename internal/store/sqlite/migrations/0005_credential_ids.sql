-- "Whose key is this?" is asked with the id that the system gives it.
CREATE INDEX credentials_native_id ON credentials (native_id) WHERE native_id <> '';
