-- One row per inspection and area that it judges, with the place and the words that give the grade.
CREATE TABLE mart.judgements AS
SELECT
    i.inspection_id, i.file_id, i.ofsted_urn, i.authority, i.framework, i.published_on,
    j.area, j.grade, g.grade_rank, j.grade_as_printed, j.page, j.quote, j.witnesses, i.source_url,
    j.corrected_by
FROM mart.inspections AS i
JOIN store.corrected_judgements AS j USING (document_sha256, inspection_number)
LEFT JOIN reference.grades AS g ON g.framework = i.framework AND g.grade = j.grade
ORDER BY i.published_on, i.ofsted_urn, i.inspection_id, j.area;
COMMENT ON TABLE mart.judgements IS 'One row per inspection and area that it judges; the view judgements shows it.';
