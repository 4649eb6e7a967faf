-- One row per area that a document's inspection judges, with what was corrected.
CREATE OR REPLACE VIEW store.corrected_judgements AS
WITH corrections AS (
    SELECT *, field[11:] AS area FROM reference.corrections WHERE starts_with(field, 'judgement:')
)
SELECT j.* REPLACE (coalesce(c.value, j.grade) AS grade),
    CASE WHEN c.value <> j.grade THEN c.who END AS corrected_by
FROM store.judgements AS j
LEFT JOIN corrections AS c
    ON c.document_sha256 = j.document_sha256 AND c.inspection_number = j.inspection_number AND c.area = j.area
UNION ALL BY NAME
-- What was withheld stands on the page and the words that the correction gives.
SELECT c.document_sha256, c.inspection_number, c.area, c.value AS grade, c.quote AS grade_as_printed, c.page, c.quote,
    1 AS witnesses, c.who AS corrected_by
FROM corrections AS c
SEMI JOIN store.reported_inspections AS i
    ON i.document_sha256 = c.document_sha256 AND i.inspection_number = c.inspection_number
ANTI JOIN store.judgements AS j
    ON j.document_sha256 = c.document_sha256 AND j.inspection_number = c.inspection_number AND j.area = c.area
WHERE c.quote IS NOT NULL;
COMMENT ON VIEW store.corrected_judgements IS 'One row per area that a document''s inspection judges, with what was corrected.';
