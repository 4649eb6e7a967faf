-- Frameworks, areas, grades, kinds and severities are those of the reference tables and the contract.
SELECT 'framework' AS what, inspection_id, framework AS code
FROM inspections ANTI JOIN frameworks USING (framework)
UNION ALL
SELECT 'grade', j.inspection_id, j.framework || ' ' || j.grade
FROM judgements AS j ANTI JOIN grades AS g ON g.framework = j.framework AND g.grade = j.grade
UNION ALL
SELECT 'area', j.inspection_id, j.framework || ' ' || j.area
FROM judgements AS j ANTI JOIN areas AS a ON a.framework = j.framework AND a.area = j.area
UNION ALL
SELECT 'kind of finding', inspection_id, kind
FROM findings WHERE kind NOT IN ('strength', 'weakness', 'improvement', 'priority_action', 'recommendation')
UNION ALL
SELECT 'severity', inspection_id, severity FROM document_issues WHERE severity NOT IN ('error', 'warning', 'info');
