-- One row per fact of an inspection whose change is worth a row in changes.
CREATE OR REPLACE VIEW store.stated_facts AS
WITH stated AS (
    SELECT l.inspection_id, l.ofsted_urn, l.file_id, i.*
    FROM store.listed_inspections AS l
    JOIN store.corrected_inspections AS i USING (document_sha256, inspection_number)
    WHERE l.withheld_reason IS NULL
)
SELECT inspection_id, ofsted_urn, file_id, 'framework' AS field, framework AS value FROM stated
UNION ALL
SELECT inspection_id, ofsted_urn, file_id, 'inspection_type', inspection_type FROM stated
UNION ALL
SELECT inspection_id, ofsted_urn, file_id, 'inspection_start', inspection_start::VARCHAR FROM stated
UNION ALL
SELECT inspection_id, ofsted_urn, file_id, 'inspection_end', inspection_end::VARCHAR FROM stated
UNION ALL
SELECT inspection_id, ofsted_urn, file_id, 'lead_inspector', lead_inspectors[1] FROM stated
UNION ALL
SELECT inspection_id, ofsted_urn, file_id, 'theme', theme FROM stated
UNION ALL
SELECT inspection_id, ofsted_urn, file_id, 'document_sha256', document_sha256 FROM stated
UNION ALL
SELECT s.inspection_id, s.ofsted_urn, s.file_id, 'grade of ' || j.area, j.grade
FROM stated AS s
JOIN store.corrected_judgements AS j USING (document_sha256, inspection_number);
COMMENT ON VIEW store.stated_facts IS 'One row per fact of an inspection whose change is worth a row in changes.';
