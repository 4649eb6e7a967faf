-- One row per release and field that it or the report of its inspection gives.
CREATE TABLE mart.reconciliations (
    release_id VARCHAR NOT NULL,
    inspection_id VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    press_value VARCHAR,
    report_value VARCHAR,
    verdict VARCHAR NOT NULL
);
COMMENT ON TABLE mart.reconciliations IS 'One row per release that is about a known inspection, and field that either gives; the view reconciliations shows it.';
