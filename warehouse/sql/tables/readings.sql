-- One row per document that was read: what the latest reader made of it.
CREATE TABLE store.readings (
    document_sha256 VARCHAR NOT NULL,
    reader_version VARCHAR NOT NULL,
    read_at TIMESTAMPTZ NOT NULL,
    pages INTEGER NOT NULL,
    content_digest VARCHAR NOT NULL,
    unreadable_reason VARCHAR,
    unreadable_detail VARCHAR
);
COMMENT ON TABLE store.readings IS 'One row per document that was read: what the latest reader made of it.';
COMMENT ON COLUMN store.readings.content_digest IS 'Digest of all that was read; the same digest again changes nothing but the reader''s version.';
