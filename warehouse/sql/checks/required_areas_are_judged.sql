-- A graded inspection has every area that its framework must judge when it starts, or an error-level issue on it.
SELECT i.inspection_id, i.framework, i.inspection_start, a.area
FROM inspections AS i
JOIN areas AS a ON a.framework = i.framework AND a.required
    AND i.inspection_start >= coalesce(a.valid_from, i.inspection_start)
    AND i.inspection_start <= coalesce(a.valid_to, i.inspection_start)
LEFT JOIN judgements AS j ON j.inspection_id = i.inspection_id AND j.area = a.area
WHERE j.area IS NULL AND NOT EXISTS (
    FROM document_issues AS s
    WHERE s.inspection_id = i.inspection_id AND s.severity = 'error'
        AND list_contains(regexp_split_to_array(s.field, '[^a-z_]+'), a.area))
UNION ALL
SELECT i.inspection_id, i.framework, NULL, NULL
FROM inspections AS i
JOIN frameworks AS f ON f.framework = i.framework AND f.graded
WHERE i.inspection_start IS NULL AND NOT EXISTS (
    FROM document_issues AS s WHERE s.inspection_id = i.inspection_id AND s.severity = 'error');
