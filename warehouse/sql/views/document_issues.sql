-- One row per contradiction or gap in a report, with its place and both values.
CREATE VIEW document_issues AS
SELECT
    i.inspection_id, i.file_id, i.ofsted_urn, i.authority, i.framework, i.published_on,
    s.kind, s.severity, 'document' AS source, s.detail, s.page, s.field, s.believed, s.other, i.source_url
FROM mart.inspections AS i
JOIN store.document_issues AS s USING (document_sha256, inspection_number)
UNION ALL
SELECT
    i.inspection_id, i.file_id, i.ofsted_urn, i.authority, i.framework, i.published_on,
    r.kind, 'warning', 'rule', r.detail, r.page, r.field, r.believed, r.other, i.source_url
FROM mart.broken_rules AS r
JOIN mart.inspections AS i USING (inspection_id);
COMMENT ON VIEW document_issues IS 'One row per contradiction or gap in a report. An error withholds the value that it names; a warning leaves it standing. issue_kinds says what each kind means and what to do.';
