-- One row per grade of a report that the release about its inspection leaves out.
CREATE VIEW press_omissions AS
SELECT
    p.release_id, p.ofsted_urn, p.authority, p.published_on, p.kind, r.inspection_id,
    j.area, j.grade, j.grade_rank, j.page, p.url, j.source_url
FROM mart.press_releases AS p
JOIN mart.reconciliations AS r ON r.release_id = p.release_id AND r.verdict = 'only_in_report'
JOIN mart.judgements AS j ON j.inspection_id = r.inspection_id AND j.area = r.field
ANTI JOIN mart.release_duplicates AS d ON d.release_id = p.release_id
WHERE EXISTS (
    FROM store.press_claims AS c WHERE c.release_id = p.release_id AND c.document_sha256 = p.document_sha256)
ORDER BY p.published_on, p.ofsted_urn, p.release_id, j.area;
COMMENT ON VIEW press_omissions IS 'One row per grade of a report that the release about its inspection leaves out, of releases that give at least one grade. It is counted once where a council tells the same story twice; another release of the council may give the grade.';
