-- One row per paragraph of a report.
CREATE VIEW passages AS
SELECT
    i.inspection_id, i.file_id, i.ofsted_urn, i.authority, i.framework, i.published_on,
    p.position, p.section, p.number, p.page, p.text, i.source_url
FROM mart.inspections AS i
JOIN store.passages AS p USING (document_sha256, inspection_number);
COMMENT ON VIEW passages IS 'One row per paragraph of a report, in reading order.';
