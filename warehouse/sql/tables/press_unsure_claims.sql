-- One row per place of a page of a release that was not taken for a claim.
CREATE TABLE store.press_unsure_claims (
    release_id VARCHAR NOT NULL,
    document_sha256 VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    reason VARCHAR NOT NULL,
    quote VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    in_title BOOLEAN NOT NULL
);
COMMENT ON TABLE store.press_unsure_claims IS 'One row per place of an archived page of a release whose words may give a grade and were not taken for a claim.';
