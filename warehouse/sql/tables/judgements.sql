-- One row per area that a document's inspection judges.
CREATE TABLE store.judgements (
    document_sha256 VARCHAR NOT NULL,
    inspection_number INTEGER NOT NULL,
    area VARCHAR NOT NULL,
    grade VARCHAR NOT NULL,
    grade_as_printed VARCHAR NOT NULL,
    page INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    witnesses INTEGER NOT NULL
);
COMMENT ON TABLE store.judgements IS 'One row per area that a document''s inspection judges.';
