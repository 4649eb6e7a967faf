-- Each inspection comes from an accepted document that was fetched, and all that was read belongs to an inspection.
SELECT i.inspection_id AS what, i.document_sha256
FROM inspections AS i
LEFT JOIN documents AS d USING (document_sha256)
WHERE d.accepted IS NOT true
UNION ALL
SELECT 'judgement of no inspection', j.document_sha256
FROM store.judgements AS j ANTI JOIN store.reported_inspections AS i USING (document_sha256, inspection_number)
UNION ALL
SELECT 'finding of no inspection', f.document_sha256
FROM store.findings AS f ANTI JOIN store.reported_inspections AS i USING (document_sha256, inspection_number);
