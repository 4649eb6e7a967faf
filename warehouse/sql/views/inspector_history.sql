-- One row per lead inspector and inspection that the report says the person led.
CREATE VIEW inspector_history AS
WITH led AS (
    SELECT unnest(lead_inspectors) AS lead_inspector, generate_subscripts(lead_inspectors, 1) AS position, *
    FROM mart.inspections
    WHERE superseded_by IS NULL
)
SELECT
    l.lead_inspector, l.position::INTEGER AS position, len(l.lead_inspectors) AS lead_inspectors,
    l.inspection_id, l.ofsted_urn, l.authority, l.gss_code, l.region, l.framework,
    l.inspection_start, l.inspection_end, l.published_on,
    j.grade AS overall_effectiveness,
    l.source_url, l.withdrawn_at
FROM led AS l
LEFT JOIN mart.judgements AS j ON j.inspection_id = l.inspection_id AND j.area = 'overall_effectiveness'
ORDER BY l.lead_inspector, l.inspection_start, l.inspection_id;
COMMENT ON VIEW inspector_history IS 'One row per lead inspector, by the name as printed, and inspection or visit. Two people of one name are not told apart, and one person with two spellings is two.';
COMMENT ON COLUMN inspector_history.lead_inspector IS 'Name of the lead inspector, as printed.';
COMMENT ON COLUMN inspector_history.position IS 'Place among the report''s lead inspectors, from 1.';
COMMENT ON COLUMN inspector_history.lead_inspectors IS 'How many lead inspectors the report names.';
COMMENT ON COLUMN inspector_history.overall_effectiveness IS 'Grade of overall effectiveness that the inspection gave; null where it gives none.';
