-- One row per authority and area where an inspection gives another grade than the one before it.
CREATE VIEW grade_changes AS
WITH inspected AS (
    SELECT i.inspection_id, i.ofsted_urn, i.authority, i.framework, i.inspection_start, i.published_on, f.series
    FROM mart.inspections AS i
    JOIN reference.frameworks AS f ON f.framework = i.framework AND f.graded
    WHERE i.superseded_by IS NULL
),
-- An inspection whose grade for an area is withheld stands between those before and after it: neither is compared.
graded AS (
    SELECT i.*, j.area, j.grade, j.grade_rank
    FROM inspected AS i
    JOIN mart.judgements AS j USING (inspection_id)
    WHERE j.grade <> 'not_judged'
    UNION ALL
    SELECT i.*, a.area, NULL, NULL
    FROM inspected AS i
    JOIN reference.areas AS a ON a.framework = i.framework AND a.required
        AND i.inspection_start >= coalesce(a.valid_from, i.inspection_start)
        AND i.inspection_start <= coalesce(a.valid_to, i.inspection_start)
    ANTI JOIN mart.judgements AS j ON j.inspection_id = i.inspection_id AND j.area = a.area
),
pairs AS (
    SELECT *,
        lag(grade) OVER before AS from_grade,
        lag(grade_rank) OVER before AS from_rank,
        lag(inspection_id) OVER before AS from_inspection_id
    FROM graded
    WINDOW before AS (
        PARTITION BY ofsted_urn, series, area
        ORDER BY coalesce(inspection_start, published_on), published_on, inspection_id
    )
)
SELECT
    ofsted_urn, authority, area, from_grade, grade AS to_grade, from_inspection_id, inspection_id AS to_inspection_id,
    published_on,
    CASE WHEN grade_rank < from_rank THEN 'improved' ELSE 'declined' END AS direction
FROM pairs
WHERE from_grade <> grade
ORDER BY published_on, authority, area;
COMMENT ON VIEW grade_changes IS 'One row per authority and area where an inspection gives another grade than the one before it of the same series of frameworks (see frameworks). An area that a framework does not judge makes no change.';
COMMENT ON COLUMN grade_changes.from_grade IS 'Grade that the earlier inspection gives.';
COMMENT ON COLUMN grade_changes.to_grade IS 'Grade that the later inspection gives.';
COMMENT ON COLUMN grade_changes.from_inspection_id IS 'The earlier inspection.';
COMMENT ON COLUMN grade_changes.to_inspection_id IS 'The later inspection.';
COMMENT ON COLUMN grade_changes.published_on IS 'When the later inspection''s report was published.';
COMMENT ON COLUMN grade_changes.direction IS 'improved or declined.';
