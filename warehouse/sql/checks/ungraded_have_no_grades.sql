-- Frameworks that give no grades have none.
SELECT j.inspection_id, j.framework, j.area, j.grade
FROM judgements AS j
JOIN frameworks AS f ON f.framework = j.framework
WHERE NOT f.graded;
