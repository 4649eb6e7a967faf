-- One row per inspection (or visit) and authority on whose page its report stands.
CREATE TABLE mart.inspections AS
WITH stated AS (
    SELECT
        l.inspection_id,
        l.file_id,
        l.ofsted_urn,
        a.name AS authority,
        a.gss_code,
        a.region,
        i.framework,
        i.inspection_type,
        CASE
            WHEN i.framework <> 'ILACS' THEN NULL
            WHEN i.inspection_type IN ('short', 'standard') THEN i.inspection_type
            WHEN len(i.further_windows) > 0 THEN NULL
            WHEN i.inspection_end - i.inspection_start = 4 THEN 'short'
            WHEN i.inspection_end - i.inspection_start = 11 THEN 'standard'
        END AS pathway,
        CASE
            WHEN pathway IS NULL THEN NULL
            WHEN i.inspection_type IN ('short', 'standard') THEN 'printed'
            ELSE 'length'
        END AS pathway_basis,
        i.inspection_start,
        i.inspection_end,
        i.further_windows,
        p.published_on,
        i.printed_published_on,
        i.lead_inspectors[1] AS lead_inspector,
        i.lead_inspectors,
        i.theme,
        i.theme_code,
        i.inspectorates,
        i.previous_inspection_start,
        i.previous_inspection_end,
        i.headline,
        i.next_full_inspection_years,
        i.monitoring_inspection,
        i.written_statement_required,
        i.visit_number,
        i.follows_judgement_on,
        i.provider_as_printed,
        p.label,
        p.source_url,
        i.document_sha256,
        i.inspection_number,
        d.version AS document_version,
        r.pages,
        p.first_seen_at,
        p.last_seen_at,
        d.amended_at,
        p.withdrawn_at,
        r.reader_version,
        r.read_at,
        (
            SELECT list(c.field ORDER BY c.field) FROM mart.corrections AS c
            WHERE c.document_sha256 = i.document_sha256 AND c.inspection_number = i.inspection_number
                AND c.state = 'applied'
        ) AS corrected_fields
    FROM store.listed_inspections AS l
    JOIN store.publications AS p ON p.ofsted_urn = l.ofsted_urn AND p.file_id = l.file_id
    JOIN store.current_documents AS d ON d.file_id = l.file_id
    JOIN store.corrected_inspections AS i
        ON i.document_sha256 = l.document_sha256 AND i.inspection_number = l.inspection_number
    JOIN store.readings AS r ON r.document_sha256 = l.document_sha256
    JOIN reference.authorities AS a ON a.ofsted_urn = l.ofsted_urn
    WHERE l.withheld_reason IS NULL
)
-- A report that is issued anew stands under another file id with the same start: the one still listed, else the one
-- published last, supersedes the others.
SELECT *,
    CASE WHEN inspection_start IS NOT NULL THEN nullif(
        first_value(inspection_id) OVER (
            PARTITION BY ofsted_urn, framework, inspection_start
            ORDER BY (withdrawn_at IS NOT NULL), published_on DESC, inspection_id DESC
        ), inspection_id)
    END AS superseded_by
FROM stated
ORDER BY published_on, ofsted_urn, inspection_id;
COMMENT ON TABLE mart.inspections IS 'One row per inspection or visit and authority on whose page its report stands; the view inspections shows it.';
