-- The grades of latest_judgements are those of one inspection of that authority, and no full inspection is later.
WITH shown AS (
    UNPIVOT latest_judgements ON overall_effectiveness, impact_of_leaders, help_and_protection,
        children_in_care_and_care_leavers, children_in_care, care_leavers, looked_after_and_permanence,
        adoption_performance, leadership_management_governance, lscb_effectiveness
    INTO NAME area VALUE grade
)
SELECT s.inspection_id, s.area, s.grade
FROM shown AS s
ANTI JOIN judgements AS j
    ON j.inspection_id = s.inspection_id AND j.ofsted_urn = s.ofsted_urn AND j.area = s.area AND j.grade = s.grade
UNION ALL
SELECT i.inspection_id, 'later than ' || l.inspection_id, NULL
FROM latest_judgements AS l
JOIN inspections AS i ON i.ofsted_urn = l.ofsted_urn AND i.framework IN ('ILACS', 'SIF')
WHERE coalesce(i.inspection_start, i.published_on) > coalesce(l.inspection_start, l.published_on);
