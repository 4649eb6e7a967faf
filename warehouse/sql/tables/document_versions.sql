-- One row each time that a file's accepted bytes were not those of before.
CREATE TABLE store.document_versions (
    file_id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    document_sha256 VARCHAR NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    etag VARCHAR,
    last_modified VARCHAR
);
COMMENT ON TABLE store.document_versions IS 'One row each time that a file''s accepted bytes were not those of before; refused bodies are no versions.';
