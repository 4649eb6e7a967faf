-- Until March 2026 a short ILACS inspection follows one that found the authority good or outstanding.
WITH inspected AS (
    SELECT i.inspection_id, i.framework, i.inspection_start, i.pathway, i.pathway_basis,
        lag(j.grade) OVER before AS grade_before,
        lag(i.inspection_id) OVER before AS inspection_before
    FROM mart.inspections AS i
    JOIN reference.frameworks AS f ON f.framework = i.framework AND f.series = 'local_authority'
    LEFT JOIN mart.judgements AS j ON j.inspection_id = i.inspection_id AND j.area = 'overall_effectiveness'
    WHERE i.superseded_by IS NULL AND i.inspection_start IS NOT NULL
    WINDOW before AS (PARTITION BY i.ofsted_urn ORDER BY i.inspection_start, i.published_on, i.inspection_id)
)
SELECT inspection_id, NULL::INTEGER AS page, 'inspection_type' AS field,
    CASE pathway_basis WHEN 'printed' THEN 'short' ELSE 'short, by its length' END AS believed,
    inspection_before || ': ' || grade_before AS other,
    'A short inspection follows one that found overall effectiveness to be less than good.' AS detail
FROM inspected
WHERE framework = 'ILACS' AND pathway = 'short' AND inspection_start < DATE '2026-04-01'
    AND grade_before IN ('requires_improvement', 'inadequate');
