-- A report is published 14 to 120 days after the last day of the inspection.
SELECT inspection_id, NULL::INTEGER AS page, 'published_on' AS field, published_on::VARCHAR AS believed,
    last_day::VARCHAR AS other,
    'The report was published ' || published_on - last_day || ' days after the last day of the inspection; 14 to 120 are usual.' AS detail
FROM (
    SELECT *, greatest(inspection_end, list_max(list_transform(further_windows, lambda period: period.end_date))) AS last_day
    FROM mart.inspections
)
WHERE published_on - last_day NOT BETWEEN 14 AND 120;
