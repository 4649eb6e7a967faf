-- One row per thing that could not be taken in, and why.
CREATE VIEW quarantine AS
SELECT document_sha256, file_id, source_url, stage, reason, detail, first_seen_at, last_seen_at, resolved_at
FROM store.quarantine
ORDER BY first_seen_at, stage, file_id, reason;
COMMENT ON VIEW quarantine IS 'One row per thing that could not be taken in, and why; resolved_at is null while that holds.';
