-- One row per contradiction or gap that reading a page of a release met.
CREATE TABLE store.press_issues (
    release_id VARCHAR NOT NULL,
    document_sha256 VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    field VARCHAR,
    believed VARCHAR,
    other VARCHAR
);
COMMENT ON TABLE store.press_issues IS 'One row per contradiction or gap that reading an archived page of a release met.';
