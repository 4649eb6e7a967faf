-- One row per release and area that it claims a grade for, beside the report's grade.
CREATE VIEW press_claims AS
SELECT
    p.release_id, p.ofsted_urn, p.authority, p.published_on, p.kind,
    c.area, c.grade, c.grade_as_printed, c.quote, c.char_start, c.char_end, c.in_title,
    r.inspection_id, r.report_value AS report_grade, r.verdict, p.url
FROM mart.press_releases AS p
JOIN store.press_claims AS c USING (release_id, document_sha256)
LEFT JOIN mart.reconciliations AS r ON r.release_id = p.release_id AND r.field = c.area;
COMMENT ON VIEW press_claims IS 'One row per release and area that the council says was given a grade. A claim never takes the place of a judgement: report_grade is what the report of the same inspection gives, where it is known.';
