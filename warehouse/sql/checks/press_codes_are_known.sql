-- Kinds of releases, grades, verdicts and grounds of matches are those of the reference tables and the contract.
SELECT 'kind' AS what, release_id, kind AS code
FROM press_releases
WHERE kind NOT IN ('ilacs', 'sif', 'area_send', 'jtai', 'focused_visit', 'monitoring_visit', 'not_about_the_council', 'other')
UNION ALL
SELECT 'grade', c.release_id, c.kind || ' ' || c.grade
FROM press_claims AS c
ANTI JOIN grades AS g ON g.framework = upper(c.kind) AND g.grade = c.grade
UNION ALL
SELECT 'earlier grade', release_id, grade
FROM press_earlier_grades ANTI JOIN grades USING (grade)
UNION ALL
SELECT 'verdict', release_id, verdict
FROM reconciliations WHERE verdict NOT IN ('agrees', 'differs', 'only_in_press', 'only_in_report')
UNION ALL
SELECT 'match_basis', release_id, match_basis
FROM press_releases WHERE match_basis NOT IN ('report_link', 'window', 'publication')
UNION ALL
SELECT 'published_on_source', release_id, published_on_source
FROM press_releases
WHERE published_on_source NOT IN ('structured_data', 'meta', 'time', 'near_heading', 'address', 'listing');
