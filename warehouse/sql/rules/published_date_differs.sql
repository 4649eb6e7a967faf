-- The date of publication that a report prints is the one that its page on Ofsted's site gives.
SELECT inspection_id, NULL::INTEGER AS page, 'published_on' AS field, published_on::VARCHAR AS believed,
    printed_published_on::VARCHAR AS other,
    'The report prints another date of publication than the page that lists it.' AS detail
FROM mart.inspections
WHERE printed_published_on <> published_on;
