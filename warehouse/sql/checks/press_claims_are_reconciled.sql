-- Each claim of a release about a known inspection, and each of its grades, is reconciled with the other, rightly.
SELECT p.release_id, c.area, c.grade, r.press_value, r.report_value, r.verdict
FROM press_releases AS p
JOIN press_claims AS c USING (release_id)
LEFT JOIN judgements AS j ON j.inspection_id = p.inspection_id AND j.area = c.area AND j.grade <> 'not_judged'
LEFT JOIN reconciliations AS r ON r.release_id = p.release_id AND r.field = c.area
WHERE p.inspection_id IS NOT NULL AND (
    r.press_value IS DISTINCT FROM c.grade
    OR r.report_value IS DISTINCT FROM j.grade
    OR r.verdict IS DISTINCT FROM CASE
        WHEN j.grade IS NULL THEN 'only_in_press' WHEN j.grade = c.grade THEN 'agrees' ELSE 'differs' END)
UNION ALL
SELECT p.release_id, j.area, NULL, NULL, j.grade, r.verdict
FROM press_releases AS p
JOIN judgements AS j ON j.inspection_id = p.inspection_id AND j.grade <> 'not_judged'
LEFT JOIN reconciliations AS r ON r.release_id = p.release_id AND r.field = j.area
WHERE r.report_value IS DISTINCT FROM j.grade;
