-- One row per paragraph of a document.
CREATE TABLE store.passages (
    document_sha256 VARCHAR NOT NULL,
    inspection_number INTEGER NOT NULL,
    position INTEGER NOT NULL,
    section VARCHAR,
    number VARCHAR,
    page INTEGER NOT NULL,
    text VARCHAR NOT NULL USING COMPRESSION zstd
);
COMMENT ON TABLE store.passages IS 'One row per paragraph of a document.';
