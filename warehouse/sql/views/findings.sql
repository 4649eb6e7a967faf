-- One row per item of a report's lists of strengths, improvements, priority actions and the like.
CREATE VIEW findings AS
SELECT
    i.inspection_id, i.file_id, i.ofsted_urn, i.authority, i.framework, i.published_on,
    f.kind, f.position, f.text, f.page, f.heading, f.parent_position, f.national_framework, f.progress,
    f.responsible_body, i.source_url
FROM mart.inspections AS i
-- With one equality alone the hashes of a reader's few inspections are looked up; with two, every row's text is read.
JOIN store.findings AS f ON f.document_sha256 = i.document_sha256 AND f.inspection_number - i.inspection_number = 0;
COMMENT ON VIEW findings IS 'One row per item of a report''s lists, as whole sentences in the order printed.';
