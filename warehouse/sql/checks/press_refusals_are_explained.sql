-- Each newsroom that could not be read, and each page of an item that could not be, is in quarantine.
SELECT r.source_url, r.stage, r.reason
FROM store.refused_press AS r
ANTI JOIN store.quarantine AS q
    ON q.source_url = r.source_url AND q.stage = r.stage AND q.reason = r.reason
    AND q.document_sha256 IS NOT DISTINCT FROM r.document_sha256 AND q.resolved_at IS NULL;
