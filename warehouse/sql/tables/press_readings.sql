-- One row per item and archived page of it that was read.
CREATE TABLE store.press_readings (
    release_id VARCHAR NOT NULL,
    document_sha256 VARCHAR NOT NULL,
    reader_version VARCHAR NOT NULL,
    read_at TIMESTAMPTZ NOT NULL,
    content_digest VARCHAR NOT NULL,
    page_digest VARCHAR,
    text_digest VARCHAR,
    unreadable_reason VARCHAR,
    unreadable_detail VARCHAR,
    title VARCHAR,
    published_on DATE,
    published_on_source VARCHAR,
    kind VARCHAR,
    window_start DATE,
    window_end DATE,
    report_links VARCHAR[]
);
COMMENT ON TABLE store.press_readings IS 'One row per item and archived page of it that was read: what the latest reader made of it.';
