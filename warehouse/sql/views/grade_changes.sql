-- One row per authority and area where an inspection gives another grade than the last one that judged the area.
CREATE VIEW grade_changes AS
SELECT
    ofsted_urn, authority, area, previous_grade AS from_grade, grade AS to_grade,
    previous_inspection_id AS from_inspection_id, inspection_id AS to_inspection_id, published_on, direction,
    previous_published_on AS from_published_on, previous_framework AS from_framework, framework AS to_framework
FROM mart.judgement_history
WHERE direction IN ('improved', 'declined')
ORDER BY published_on, authority, area;
COMMENT ON VIEW grade_changes IS 'One row per authority and area where an inspection gives another grade than the last one before it of the same series of frameworks that judged the area. Inspections between that did not judge it are passed over, so that the earlier grade can be old: from_published_on and from_framework say so. An area that is judged for the first time, such as one that an earlier framework judged jointly with another, makes no change.';
COMMENT ON COLUMN grade_changes.from_grade IS 'Grade that the earlier inspection gives.';
COMMENT ON COLUMN grade_changes.to_grade IS 'Grade that the later inspection gives.';
COMMENT ON COLUMN grade_changes.from_inspection_id IS 'The earlier inspection.';
COMMENT ON COLUMN grade_changes.to_inspection_id IS 'The later inspection.';
COMMENT ON COLUMN grade_changes.published_on IS 'When the later inspection''s report was published.';
COMMENT ON COLUMN grade_changes.direction IS 'improved or declined.';
COMMENT ON COLUMN grade_changes.from_published_on IS 'When the earlier inspection''s report was published.';
COMMENT ON COLUMN grade_changes.from_framework IS 'Framework of the earlier inspection.';
COMMENT ON COLUMN grade_changes.to_framework IS 'Framework of the later inspection.';
