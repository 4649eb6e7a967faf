-- One row per inspection and rule between its values, or with other inspections, that it breaks; filled from sql/rules.
CREATE TABLE mart.broken_rules (
    kind VARCHAR NOT NULL,
    inspection_id VARCHAR NOT NULL,
    page INTEGER,
    field VARCHAR NOT NULL,
    believed VARCHAR,
    other VARCHAR,
    detail VARCHAR NOT NULL
);
COMMENT ON TABLE mart.broken_rules IS 'One row per inspection and rule that it breaks; the view document_issues shows it, as a warning.';
