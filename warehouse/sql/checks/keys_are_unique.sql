-- Each row of a table can be told from the others by its key.
SELECT 'inspections' AS relation, inspection_id AS key, count(*) AS times
FROM inspections GROUP BY inspection_id HAVING count(*) > 1
UNION ALL
SELECT 'judgements', inspection_id || ' ' || area, count(*)
FROM judgements GROUP BY inspection_id, area HAVING count(*) > 1
UNION ALL
SELECT 'findings', inspection_id || ' ' || kind || ' ' || position, count(*)
FROM findings GROUP BY inspection_id, kind, position HAVING count(*) > 1
UNION ALL
SELECT 'passages', inspection_id || ' ' || position, count(*)
FROM passages GROUP BY inspection_id, position HAVING count(*) > 1
UNION ALL
SELECT 'publications', ofsted_urn || ' ' || file_id, count(*)
FROM publications GROUP BY ofsted_urn, file_id HAVING count(*) > 1
UNION ALL
SELECT 'latest_judgements', ofsted_urn, count(*)
FROM latest_judgements GROUP BY ofsted_urn HAVING count(*) > 1
UNION ALL
SELECT 'judgement_history', inspection_id || ' ' || area, count(*)
FROM judgement_history GROUP BY inspection_id, area HAVING count(*) > 1
UNION ALL
SELECT 'documents', document_sha256, count(*)
FROM documents GROUP BY document_sha256 HAVING count(*) > 1
UNION ALL
SELECT 'document_versions', file_id || ' ' || version, count(*)
FROM document_versions GROUP BY file_id, version HAVING count(*) > 1
UNION ALL
SELECT 'fetches', url || ' ' || requested_at, count(*)
FROM fetches GROUP BY url, requested_at HAVING count(*) > 1
UNION ALL
SELECT 'runs', run_id, count(*)
FROM runs GROUP BY run_id HAVING count(*) > 1
UNION ALL
SELECT 'authorities', gss_code, count(*)
FROM authorities GROUP BY gss_code HAVING count(*) > 1;
