-- Until March 2026 an ILACS inspection that finds an area of practice inadequate finds the whole inadequate.
SELECT o.inspection_id, o.page, 'overall_effectiveness' AS field, o.grade AS believed,
    string_agg(j.area || ': ' || j.grade, ', ' ORDER BY j.area) AS other,
    'An area of practice is inadequate and overall effectiveness is not; the two went together until March 2026.' AS detail
FROM mart.judgements AS o
JOIN mart.judgements AS j ON j.inspection_id = o.inspection_id AND j.grade = 'inadequate' AND j.area IN (
    'help_and_protection', 'children_in_care_and_care_leavers', 'children_in_care', 'care_leavers')
WHERE o.framework = 'ILACS' AND o.area = 'overall_effectiveness' AND o.grade NOT IN ('inadequate', 'not_judged')
GROUP BY ALL;
