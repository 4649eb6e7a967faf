-- Each inspection that is withheld, and each document that could not be read, is in quarantine.
SELECT r.file_id, r.stage, r.reason
FROM store.refused_readings AS r
ANTI JOIN store.quarantine AS q
    ON q.file_id = r.file_id AND q.stage = r.stage AND q.reason = r.reason
    AND q.document_sha256 = r.document_sha256 AND q.resolved_at IS NULL;
