-- One row per contradiction or gap that reading or loading a document met.
CREATE TABLE store.document_issues (
    document_sha256 VARCHAR NOT NULL,
    inspection_number INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    page INTEGER,
    field VARCHAR,
    believed VARCHAR,
    other VARCHAR
);
COMMENT ON TABLE store.document_issues IS 'One row per contradiction or gap that reading or loading a document met.';
