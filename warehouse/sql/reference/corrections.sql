-- Reviewed corrections of what documents were read to say; from warehouse/corrections.csv.
CREATE TABLE reference.corrections (
    document_sha256 VARCHAR NOT NULL,
    inspection_number INTEGER NOT NULL,
    field VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    on_date DATE NOT NULL,
    page INTEGER,
    quote VARCHAR
);
COMMENT ON TABLE reference.corrections IS 'One row per reviewed correction of what a document was read to say.';
