-- One row per authority and area where an inspection gives another grade than the one before it.
CREATE VIEW grade_changes AS
SELECT
    ofsted_urn, authority, area, previous_grade AS from_grade, grade AS to_grade,
    previous_inspection_id AS from_inspection_id, inspection_id AS to_inspection_id, published_on, direction
FROM mart.judgement_history
WHERE direction IN ('improved', 'declined')
ORDER BY published_on, authority, area;
COMMENT ON VIEW grade_changes IS 'One row per authority and area where an inspection gives another grade than the one before it of the same series of frameworks (see frameworks). An area that a framework does not judge makes no change.';
COMMENT ON COLUMN grade_changes.from_grade IS 'Grade that the earlier inspection gives.';
COMMENT ON COLUMN grade_changes.to_grade IS 'Grade that the later inspection gives.';
COMMENT ON COLUMN grade_changes.from_inspection_id IS 'The earlier inspection.';
COMMENT ON COLUMN grade_changes.to_inspection_id IS 'The later inspection.';
COMMENT ON COLUMN grade_changes.published_on IS 'When the later inspection''s report was published.';
COMMENT ON COLUMN grade_changes.direction IS 'improved or declined.';
