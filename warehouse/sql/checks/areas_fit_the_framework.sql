-- An area is judged only by inspections whose framework judges it when they start.
SELECT j.inspection_id, j.framework, i.inspection_start, j.area
FROM judgements AS j
JOIN inspections AS i USING (inspection_id)
WHERE i.inspection_start IS NOT NULL AND NOT EXISTS (
    FROM areas AS a
    WHERE a.framework = j.framework AND a.area = j.area
        AND i.inspection_start >= coalesce(a.valid_from, i.inspection_start)
        AND i.inspection_start <= coalesce(a.valid_to, i.inspection_start));
