-- One row per reviewed correction, with the value that was read and whether the correction has any effect.
CREATE TABLE mart.corrections AS
WITH held AS (
    SELECT c.*,
        c.document_sha256 IN (SELECT d.document_sha256 FROM store.current_documents AS d) AS stands,
        i.document_sha256 IS NOT NULL AS reported,
        CASE c.field
            WHEN 'inspection_start' THEN i.inspection_start::VARCHAR
            WHEN 'inspection_end' THEN i.inspection_end::VARCHAR
            WHEN 'provider_as_printed' THEN i.provider_as_printed
            WHEN 'inspection_type' THEN i.inspection_type
            WHEN 'lead_inspectors' THEN array_to_string(i.lead_inspectors, '; ')
            WHEN 'printed_published_on' THEN i.printed_published_on::VARCHAR
            WHEN 'theme' THEN i.theme
            WHEN 'theme_code' THEN i.theme_code
            WHEN 'previous_inspection_start' THEN i.previous_inspection_start::VARCHAR
            WHEN 'previous_inspection_end' THEN i.previous_inspection_end::VARCHAR
            WHEN 'headline' THEN i.headline
            WHEN 'next_full_inspection_years' THEN i.next_full_inspection_years::VARCHAR
            WHEN 'monitoring_inspection' THEN i.monitoring_inspection::VARCHAR
            WHEN 'written_statement_required' THEN i.written_statement_required::VARCHAR
            WHEN 'visit_number' THEN i.visit_number::VARCHAR
            WHEN 'follows_judgement_on' THEN i.follows_judgement_on::VARCHAR
            ELSE j.grade
        END AS value_read
    FROM reference.corrections AS c
    LEFT JOIN store.reported_inspections AS i
        ON i.document_sha256 = c.document_sha256 AND i.inspection_number = c.inspection_number
    LEFT JOIN store.judgements AS j ON j.document_sha256 = c.document_sha256
        AND j.inspection_number = c.inspection_number AND c.field = 'judgement:' || j.area
)
SELECT document_sha256, inspection_number, field, value, value_read,
    CASE
        WHEN NOT stands THEN 'no_such_document'
        WHEN NOT reported THEN 'no_such_inspection'
        WHEN value_read = value THEN 'not_needed'
        WHEN starts_with(field, 'judgement:') AND value_read IS NULL AND quote IS NULL THEN 'no_such_judgement'
        ELSE 'applied'
    END AS state,
    reason, who, on_date, page, quote
FROM held
ORDER BY document_sha256, inspection_number, field;
COMMENT ON TABLE mart.corrections IS 'One row per reviewed correction; the view corrections shows it.';
