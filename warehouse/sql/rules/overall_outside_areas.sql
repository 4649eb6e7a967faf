-- Overall effectiveness is never better than the best area nor worse than the worst, where all areas are known.
WITH areas AS (
    SELECT i.inspection_id, min(j.grade_rank) AS best, max(j.grade_rank) AS worst
    FROM mart.inspections AS i
    JOIN reference.areas AS a ON a.framework = i.framework AND a.required AND a.area <> 'overall_effectiveness'
        AND i.inspection_start >= coalesce(a.valid_from, i.inspection_start)
        AND i.inspection_start <= coalesce(a.valid_to, i.inspection_start)
    LEFT JOIN mart.judgements AS j ON j.inspection_id = i.inspection_id AND j.area = a.area
    WHERE i.framework IN ('ILACS', 'SIF')
    GROUP BY i.inspection_id
    HAVING count(*) = count(j.grade_rank)
)
SELECT o.inspection_id, o.page, 'overall_effectiveness' AS field, o.grade AS believed,
    b.grade || ' to ' || w.grade AS other,
    'Overall effectiveness lies outside the range of the areas'' grades.' AS detail
FROM mart.judgements AS o
JOIN areas AS r USING (inspection_id)
JOIN reference.grades AS b ON b.framework = o.framework AND b.grade_rank = r.best
JOIN reference.grades AS w ON w.framework = o.framework AND w.grade_rank = r.worst
WHERE o.area = 'overall_effectiveness' AND (o.grade_rank < r.best OR o.grade_rank > r.worst);
