-- One row per item of a document's lists.
CREATE TABLE store.findings (
    document_sha256 VARCHAR NOT NULL,
    inspection_number INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    text VARCHAR NOT NULL USING COMPRESSION zstd,
    page INTEGER NOT NULL,
    heading VARCHAR,
    parent_position INTEGER,
    national_framework VARCHAR,
    progress VARCHAR,
    responsible_body VARCHAR
);
COMMENT ON TABLE store.findings IS 'One row per item of a document''s lists of strengths, improvements and the like.';
