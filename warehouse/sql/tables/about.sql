-- One row: what this database was made by.
CREATE TABLE store.about (
    schema_version INTEGER NOT NULL,
    reference_digest VARCHAR NOT NULL
);
COMMENT ON TABLE store.about IS 'One row: the version of the tables and of the reference data in this database.';
COMMENT ON COLUMN store.about.schema_version IS 'Version of the tables; a program of another version refuses to write here.';
COMMENT ON COLUMN store.about.reference_digest IS 'Digest of the reference data that the tables of the schema reference were filled from.';
