-- One row: when this file was built.
CREATE TABLE mart.build (
    published_at TIMESTAMPTZ NOT NULL, built_on DATE NOT NULL, has_stems BOOLEAN NOT NULL,
    made_by VARCHAR NOT NULL);
COMMENT ON TABLE mart.build IS 'One row: when this file was built.';
COMMENT ON COLUMN mart.build.has_stems IS 'Whether the words that search knows have their stems.';
COMMENT ON COLUMN mart.build.made_by IS 'What tells the SQL that made the views, the macros and their comments from another version''s.';
