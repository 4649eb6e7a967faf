-- One row each time that a newsroom's page had other bytes than before.
CREATE TABLE store.press_bodies (
    url VARCHAR NOT NULL,
    body_number INTEGER NOT NULL,
    document_sha256 VARCHAR NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    etag VARCHAR,
    last_modified VARCHAR
);
COMMENT ON TABLE store.press_bodies IS 'One row each time that an item''s page had other bytes than before; most such changes are not in its text.';
