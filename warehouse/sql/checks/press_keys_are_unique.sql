-- Each row about a newsroom can be told from the others by its key.
SELECT 'press_releases' AS relation, release_id AS key, count(*) AS times
FROM press_releases GROUP BY release_id HAVING count(*) > 1
UNION ALL
SELECT 'press_release_versions', release_id || ' ' || version, count(*)
FROM press_release_versions GROUP BY release_id, version HAVING count(*) > 1
UNION ALL
SELECT 'press_claims', release_id || ' ' || area, count(*)
FROM press_claims GROUP BY release_id, area HAVING count(*) > 1
UNION ALL
SELECT 'press_unsure_claims', release_id || ' ' || position, count(*)
FROM press_unsure_claims GROUP BY release_id, position HAVING count(*) > 1
UNION ALL
SELECT 'press_earlier_grades', release_id || ' ' || position, count(*)
FROM press_earlier_grades GROUP BY release_id, position HAVING count(*) > 1
UNION ALL
SELECT 'press_statements', release_id || ' ' || position, count(*)
FROM press_statements GROUP BY release_id, position HAVING count(*) > 1
UNION ALL
SELECT 'press_findings', release_id || ' ' || kind || ' ' || position, count(*)
FROM press_findings GROUP BY release_id, kind, position HAVING count(*) > 1
UNION ALL
SELECT 'press_issues', release_id || ' ' || position, count(*)
FROM press_issues GROUP BY release_id, position HAVING count(*) > 1
UNION ALL
SELECT 'reconciliations', release_id || ' ' || field, count(*)
FROM reconciliations GROUP BY release_id, field HAVING count(*) > 1
UNION ALL
SELECT 'newsrooms', ofsted_urn || ' ' || newsroom, count(*)
FROM newsrooms GROUP BY ofsted_urn, newsroom HAVING count(*) > 1;
