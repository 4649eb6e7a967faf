-- One row per file and version of its bytes.
CREATE VIEW document_versions AS
SELECT
    v.file_id, v.version, v.document_sha256,
    d.version IS NOT NULL AS is_current,
    v.first_seen_at, v.last_seen_at, v.etag, v.last_modified
FROM store.document_versions AS v
LEFT JOIN store.current_documents AS d ON d.file_id = v.file_id AND d.version = v.version
ORDER BY v.file_id, v.version;
COMMENT ON VIEW document_versions IS 'One row each time that a file''s accepted bytes were not those of before; refused bodies are no versions.';
