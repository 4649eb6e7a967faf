-- Each row of a table can be told from the others by its key.
SELECT 'inspections' AS relation, inspection_id AS key, count(*) AS times FROM inspections GROUP BY ALL HAVING times > 1
UNION ALL
SELECT 'judgements', inspection_id || ' ' || area, count(*) FROM judgements GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'findings', inspection_id || ' ' || kind || ' ' || position, count(*) FROM findings GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'passages', inspection_id || ' ' || position, count(*) FROM passages GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'publications', ofsted_urn || ' ' || file_id, count(*) FROM publications GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'latest_judgements', ofsted_urn, count(*) FROM latest_judgements GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'documents', document_sha256, count(*) FROM documents GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'document_versions', file_id || ' ' || version, count(*) FROM document_versions GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'fetches', url || ' ' || requested_at, count(*) FROM fetches GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'runs', run_id, count(*) FROM runs GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'authorities', gss_code, count(*) FROM authorities GROUP BY ALL HAVING count(*) > 1;
