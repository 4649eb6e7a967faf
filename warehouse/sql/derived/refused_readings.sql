-- One row per file and reason for which what was read of its newest document is not taken in.
CREATE OR REPLACE VIEW store.refused_readings AS
WITH newest AS (
    SELECT file_id, document_sha256
    FROM store.document_versions
    QUALIFY row_number() OVER (PARTITION BY file_id ORDER BY version DESC) = 1
),
listed AS (
    SELECT file_id, min_by(source_url, ofsted_urn) AS source_url FROM store.publications GROUP BY file_id
)
SELECT 'read' AS stage, n.file_id, p.source_url, n.document_sha256,
    r.unreadable_reason AS reason, r.unreadable_detail AS detail
FROM newest AS n
JOIN store.readings AS r USING (document_sha256)
LEFT JOIN listed AS p USING (file_id)
WHERE r.unreadable_reason IS NOT NULL
UNION ALL
SELECT 'load', l.file_id, p.source_url, l.document_sha256, l.withheld_reason,
    string_agg(DISTINCT l.withheld_detail, ' ' ORDER BY l.withheld_detail)
FROM store.listed_inspections AS l
LEFT JOIN listed AS p USING (file_id)
WHERE l.withheld_reason IS NOT NULL
GROUP BY ALL
ORDER BY ALL;
COMMENT ON VIEW store.refused_readings IS 'One row per file and reason for which what was read of its newest document is not taken in.';
