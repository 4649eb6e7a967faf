-- One row per contradiction or gap in a report, with its place and both values.
CREATE VIEW document_issues AS
SELECT
    i.inspection_id, i.file_id, i.ofsted_urn, i.authority, i.framework, i.published_on,
    s.kind, s.severity, s.detail, s.page, s.field, s.believed, s.other, i.source_url
FROM mart.inspections AS i
JOIN store.document_issues AS s USING (document_sha256, inspection_number)
UNION ALL
SELECT
    inspection_id, file_id, ofsted_urn, authority, framework, published_on,
    'published_date_differs', 'warning',
    'The report prints another date of publication than the page that lists it.',
    NULL, 'published_on', published_on::VARCHAR, printed_published_on::VARCHAR, source_url
FROM mart.inspections
WHERE printed_published_on <> published_on;
COMMENT ON VIEW document_issues IS 'One row per contradiction or gap in a report. An error withholds the value that it names; a warning leaves it standing.';
