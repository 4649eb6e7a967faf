-- One row per archived body.
CREATE TABLE store.documents (
    document_sha256 VARCHAR NOT NULL,
    bytes BIGINT,
    accepted BOOLEAN NOT NULL,
    first_fetched_at TIMESTAMPTZ NOT NULL,
    last_fetched_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE store.documents IS 'One row per archived body, whatever it turned out to be.';
