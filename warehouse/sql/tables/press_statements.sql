-- One row per quotation of a person in a page of a release.
CREATE TABLE store.press_statements (
    release_id VARCHAR NOT NULL,
    document_sha256 VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    speaker VARCHAR NOT NULL,
    role VARCHAR,
    organisation VARCHAR,
    quote VARCHAR NOT NULL USING COMPRESSION zstd
);
COMMENT ON TABLE store.press_statements IS 'One row per quotation of a named person in an archived page of a release.';
