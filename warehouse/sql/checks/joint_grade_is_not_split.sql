-- The joint judgement of children in care and care leavers stands alone, never beside the separate ones.
SELECT inspection_id, list(area ORDER BY area) AS areas
FROM judgements
WHERE area IN ('children_in_care_and_care_leavers', 'children_in_care', 'care_leavers')
GROUP BY inspection_id
HAVING list_contains(areas, 'children_in_care_and_care_leavers') AND len(areas) > 1;
