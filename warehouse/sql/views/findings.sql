-- One row per item of a report's lists of strengths, improvements, priority actions and the like.
CREATE VIEW findings AS
SELECT
    i.inspection_id, i.file_id, i.ofsted_urn, i.authority, i.framework, i.published_on,
    f.kind, f.position, f.text, f.page, f.heading, f.parent_position, f.national_framework, f.progress,
    f.responsible_body, i.source_url
FROM mart.inspections AS i
JOIN store.findings AS f USING (document_sha256, inspection_number);
COMMENT ON VIEW findings IS 'One row per item of a report''s lists, as whole sentences in the order printed.';
