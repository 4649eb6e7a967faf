-- One row per inspection that a document reports, before it is joined to the pages that list the document.
CREATE TABLE store.reported_inspections (
    document_sha256 VARCHAR NOT NULL,
    inspection_number INTEGER NOT NULL,
    framework VARCHAR NOT NULL,
    inspection_start DATE,
    inspection_end DATE,
    further_windows STRUCT(start_date DATE, end_date DATE)[],
    provider_as_printed VARCHAR,
    inspection_type VARCHAR,
    lead_inspectors VARCHAR[],
    printed_published_on DATE,
    theme VARCHAR,
    theme_code VARCHAR,
    inspectorates VARCHAR[],
    previous_inspection_start DATE,
    previous_inspection_end DATE,
    headline VARCHAR,
    next_full_inspection_years INTEGER,
    monitoring_inspection BOOLEAN,
    written_statement_required BOOLEAN,
    visit_number INTEGER,
    follows_judgement_on DATE
);
COMMENT ON TABLE store.reported_inspections IS 'One row per inspection that a document reports, before it is joined to the pages that list the document.';
