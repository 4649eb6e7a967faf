-- One row per file with an accepted body: the version that stands, which is the newest that could be read, or else the newest.
CREATE OR REPLACE VIEW store.current_documents AS
SELECT v.file_id, v.version, v.document_sha256,
    CASE WHEN v.version > 1 THEN v.first_seen_at END AS amended_at
FROM store.document_versions AS v
LEFT JOIN store.readings AS r USING (document_sha256)
QUALIFY row_number() OVER (
    PARTITION BY v.file_id
    ORDER BY (r.document_sha256 IS NOT NULL AND r.unreadable_reason IS NULL) DESC, v.version DESC
) = 1;
COMMENT ON VIEW store.current_documents IS 'One row per file with an accepted body: the version that stands, which is the newest that could be read, or else the newest.';
