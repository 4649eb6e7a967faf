-- One row per authority and area where an inspection gives another grade than the one before it.
CREATE VIEW grade_changes AS
WITH graded AS (
    SELECT j.*, i.inspection_start, f.series
    FROM mart.judgements AS j
    JOIN mart.inspections AS i USING (inspection_id)
    JOIN reference.frameworks AS f ON f.framework = j.framework
    WHERE j.grade <> 'not_judged' AND i.superseded_by IS NULL AND i.inspection_start IS NOT NULL
),
pairs AS (
    SELECT *,
        lag(grade) OVER before AS from_grade,
        lag(grade_rank) OVER before AS from_rank,
        lag(inspection_id) OVER before AS from_inspection_id
    FROM graded
    WINDOW before AS (PARTITION BY ofsted_urn, series, area ORDER BY inspection_start, published_on, inspection_id)
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
