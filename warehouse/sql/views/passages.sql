-- One row per paragraph of a report.
CREATE VIEW passages AS
SELECT
    i.inspection_id, i.file_id, i.ofsted_urn, i.authority, i.framework, i.published_on,
    p.position, p.section, p.number, p.page, p.text, i.source_url
FROM mart.inspections AS i
-- With one equality alone the hashes of a reader's few inspections are looked up; with two, every row's text is read.
JOIN store.passages AS p ON p.document_sha256 = i.document_sha256 AND p.inspection_number - i.inspection_number = 0;
COMMENT ON VIEW passages IS 'One row per paragraph of a report, in reading order.';
