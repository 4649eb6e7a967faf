-- One row per thing that could not be taken in, and why.
CREATE TABLE store.quarantine (
    stage VARCHAR NOT NULL,
    file_id VARCHAR,
    source_url VARCHAR,
    document_sha256 VARCHAR,
    reason VARCHAR NOT NULL,
    detail VARCHAR,
    first_seen_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    resolved_at TIMESTAMPTZ
);
COMMENT ON TABLE store.quarantine IS 'One row per thing that could not be taken in, and why.';
