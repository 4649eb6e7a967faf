-- An inspection starts before it ends, and ends before its report is published.
SELECT inspection_id, inspection_start, inspection_end, published_on
FROM inspections
WHERE inspection_start > inspection_end OR inspection_start > published_on OR inspection_end > published_on;
