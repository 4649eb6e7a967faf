-- One row per field that changed, of a publication or of what its document says.
CREATE TABLE store.changes (
    changed_at TIMESTAMPTZ NOT NULL,
    run_id VARCHAR NOT NULL,
    entity VARCHAR NOT NULL,
    ofsted_urn VARCHAR NOT NULL,
    file_id VARCHAR NOT NULL,
    inspection_id VARCHAR,
    field VARCHAR NOT NULL,
    old_value VARCHAR,
    new_value VARCHAR
);
COMMENT ON TABLE store.changes IS 'One row per field that changed, of a publication or of what its document says.';
