-- One row per inspection that a document reports, with what was corrected.
CREATE OR REPLACE VIEW store.corrected_inspections AS
WITH corrections AS (
    SELECT document_sha256, inspection_number,
        max(value) FILTER (field = 'inspection_start')::DATE AS inspection_start,
        max(value) FILTER (field = 'inspection_end')::DATE AS inspection_end,
        max(value) FILTER (field = 'provider_as_printed') AS provider_as_printed,
        max(value) FILTER (field = 'inspection_type') AS inspection_type,
        string_split_regex(max(value) FILTER (field = 'lead_inspectors'), '\s*;\s*') AS lead_inspectors,
        max(value) FILTER (field = 'printed_published_on')::DATE AS printed_published_on,
        max(value) FILTER (field = 'theme') AS theme,
        max(value) FILTER (field = 'theme_code') AS theme_code,
        max(value) FILTER (field = 'previous_inspection_start')::DATE AS previous_inspection_start,
        max(value) FILTER (field = 'previous_inspection_end')::DATE AS previous_inspection_end,
        max(value) FILTER (field = 'headline') AS headline,
        max(value) FILTER (field = 'next_full_inspection_years')::INTEGER AS next_full_inspection_years,
        max(value) FILTER (field = 'monitoring_inspection')::BOOLEAN AS monitoring_inspection,
        max(value) FILTER (field = 'written_statement_required')::BOOLEAN AS written_statement_required,
        max(value) FILTER (field = 'visit_number')::INTEGER AS visit_number,
        max(value) FILTER (field = 'follows_judgement_on')::DATE AS follows_judgement_on
    FROM reference.corrections
    GROUP BY document_sha256, inspection_number
)
SELECT i.* REPLACE (
    coalesce(c.inspection_start, i.inspection_start) AS inspection_start,
    coalesce(c.inspection_end, i.inspection_end) AS inspection_end,
    coalesce(c.provider_as_printed, i.provider_as_printed) AS provider_as_printed,
    coalesce(c.inspection_type, i.inspection_type) AS inspection_type,
    coalesce(c.lead_inspectors, i.lead_inspectors) AS lead_inspectors,
    coalesce(c.printed_published_on, i.printed_published_on) AS printed_published_on,
    coalesce(c.theme, i.theme) AS theme,
    coalesce(c.theme_code, i.theme_code) AS theme_code,
    coalesce(c.previous_inspection_start, i.previous_inspection_start) AS previous_inspection_start,
    coalesce(c.previous_inspection_end, i.previous_inspection_end) AS previous_inspection_end,
    coalesce(c.headline, i.headline) AS headline,
    coalesce(c.next_full_inspection_years, i.next_full_inspection_years) AS next_full_inspection_years,
    coalesce(c.monitoring_inspection, i.monitoring_inspection) AS monitoring_inspection,
    coalesce(c.written_statement_required, i.written_statement_required) AS written_statement_required,
    coalesce(c.visit_number, i.visit_number) AS visit_number,
    coalesce(c.follows_judgement_on, i.follows_judgement_on) AS follows_judgement_on
)
FROM store.reported_inspections AS i
LEFT JOIN corrections AS c
    ON c.document_sha256 = i.document_sha256 AND c.inspection_number = i.inspection_number;
COMMENT ON VIEW store.corrected_inspections IS 'One row per inspection that a document reports, with what was corrected.';
