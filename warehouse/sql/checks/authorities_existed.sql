-- An inspection is of a known authority that existed when it started: a successor has none of its predecessors'.
SELECT i.inspection_id, i.authority, i.inspection_start, a.valid_from, a.valid_to
FROM inspections AS i
LEFT JOIN authorities AS a ON a.ofsted_urn = i.ofsted_urn
WHERE a.ofsted_urn IS NULL OR i.inspection_start < a.valid_from OR i.inspection_start > a.valid_to;
