-- One row per grade that a page of a release gives for an earlier inspection.
CREATE TABLE store.press_earlier_grades (
    release_id VARCHAR NOT NULL,
    document_sha256 VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    grade VARCHAR NOT NULL,
    when_as_printed VARCHAR,
    quote VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL
);
COMMENT ON TABLE store.press_earlier_grades IS 'One row per grade that an archived page of a release gives for an inspection before the one that it is about.';
