-- One row per report on an authority's page, read or not.
CREATE VIEW publications AS
WITH refused AS (
    SELECT file_id, arg_max(reason, last_seen_at) AS reason, arg_max(stage, last_seen_at) AS stage
    FROM store.quarantine WHERE resolved_at IS NULL AND file_id IS NOT NULL GROUP BY file_id
),
inspected AS (
    SELECT ofsted_urn, file_id, count(*) AS inspections, bool_and(framework = 'OTHER') AS of_no_reader
    FROM mart.inspections GROUP BY ofsted_urn, file_id
)
SELECT
    p.ofsted_urn,
    coalesce(a.name, v.name) AS authority,
    p.file_id, p.label, p.published_on, p.source_url,
    CASE
        WHEN i.of_no_reader THEN 'not_yet_read'
        WHEN i.inspections > 0 THEN 'read'
        WHEN d.file_id IS NULL AND q.stage = 'fetch' THEN 'not_had'
        WHEN d.file_id IS NULL THEN 'not_fetched'
        WHEN q.stage IN ('read', 'load') THEN 'refused'
        ELSE 'not_yet_read'
    END AS state,
    q.reason AS quarantine_reason,
    d.document_sha256,
    d.version AS document_version,
    coalesce(i.inspections, 0) AS inspections,
    p.first_seen_at, p.last_seen_at, p.changed_at, d.amended_at, p.withdrawn_at
FROM store.publications AS p
LEFT JOIN reference.authorities AS a ON a.ofsted_urn = p.ofsted_urn
LEFT JOIN store.providers AS v ON v.ofsted_urn = p.ofsted_urn
LEFT JOIN store.current_documents AS d ON d.file_id = p.file_id
LEFT JOIN refused AS q ON q.file_id = p.file_id
LEFT JOIN inspected AS i ON i.ofsted_urn = p.ofsted_urn AND i.file_id = p.file_id
ORDER BY p.published_on DESC, p.ofsted_urn, p.file_id;
COMMENT ON VIEW publications IS 'One row per report on an authority''s page, read or not.';
COMMENT ON COLUMN publications.state IS 'read; not_yet_read (held, of a kind that no reader reads or not read so far); not_fetched; not_had (the host did not give it); refused (held, and what was read is not taken in). quarantine says why.';
COMMENT ON COLUMN publications.quarantine_reason IS 'Why the report, or a newer version of it, is in quarantine now.';
COMMENT ON COLUMN publications.inspections IS 'Number of its inspections in the view inspections.';
COMMENT ON COLUMN publications.changed_at IS 'When the page last gave it another label, date or address, or listed it again; null when never.';
