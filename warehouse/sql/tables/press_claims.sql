-- One row per area that a page of a release claims a grade for.
CREATE TABLE store.press_claims (
    release_id VARCHAR NOT NULL,
    document_sha256 VARCHAR NOT NULL,
    area VARCHAR NOT NULL,
    grade VARCHAR NOT NULL,
    grade_as_printed VARCHAR NOT NULL,
    quote VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    in_title BOOLEAN NOT NULL
);
COMMENT ON TABLE store.press_claims IS 'One row per area that an archived page of a release claims a grade for.';
