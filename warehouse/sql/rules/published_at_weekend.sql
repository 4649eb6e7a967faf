-- Reports are not published on a Saturday or a Sunday.
SELECT inspection_id, NULL::INTEGER AS page, 'published_on' AS field, published_on::VARCHAR AS believed,
    NULL::VARCHAR AS other,
    'The page gives a ' || dayname(published_on) || ' as the day of publication.' AS detail
FROM mart.inspections
WHERE isodow(published_on) IN (6, 7);
