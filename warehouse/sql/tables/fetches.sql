-- One row per request.
CREATE TABLE store.fetches (
    requested_at TIMESTAMPTZ NOT NULL,
    run_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    final_url VARCHAR,
    status INTEGER,
    outcome VARCHAR NOT NULL,
    reason VARCHAR,
    detail VARCHAR,
    seconds DOUBLE NOT NULL,
    bytes BIGINT,
    headers MAP(VARCHAR, VARCHAR),
    document_sha256 VARCHAR,
    file_id VARCHAR
);
COMMENT ON TABLE store.fetches IS 'One row per request made to a source, with what came of it.';
