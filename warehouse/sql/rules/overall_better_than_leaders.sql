-- In ILACS overall effectiveness is not better than the impact of leaders, unless leaders are inadequate.
SELECT o.inspection_id, o.page, 'overall_effectiveness' AS field, o.grade AS believed,
    'impact_of_leaders: ' || l.grade AS other,
    'Overall effectiveness is better than the impact of leaders, which happens only where leaders are inadequate.' AS detail
FROM mart.judgements AS o
JOIN mart.judgements AS l ON l.inspection_id = o.inspection_id AND l.area = 'impact_of_leaders'
WHERE o.framework = 'ILACS' AND o.area = 'overall_effectiveness'
    AND o.grade_rank < l.grade_rank AND l.grade <> 'inadequate';
