-- One row per item of the lists in a page of a release.
CREATE TABLE store.press_findings (
    release_id VARCHAR NOT NULL,
    document_sha256 VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    text VARCHAR NOT NULL USING COMPRESSION zstd
);
COMMENT ON TABLE store.press_findings IS 'One row per item of the lists of strengths and of improvements in an archived page of a release.';
