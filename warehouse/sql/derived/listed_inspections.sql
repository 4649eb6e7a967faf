-- One row per publication and inspection that its current document reports, with the reason when it is withheld.
CREATE OR REPLACE VIEW store.listed_inspections AS
SELECT
    p.ofsted_urn || '-' || p.file_id
        || CASE WHEN i.inspection_number > 1 THEN '-' || i.inspection_number ELSE '' END AS inspection_id,
    p.ofsted_urn,
    p.file_id,
    i.document_sha256,
    i.inspection_number,
    CASE
        WHEN a.ofsted_urn IS NULL THEN 'unknown_authority'
        WHEN i.inspection_start > i.inspection_end THEN 'dates_out_of_order'
        WHEN coalesce(i.inspection_end, i.inspection_start) > p.published_on THEN 'ends_after_publication'
        WHEN i.inspection_start < a.valid_from THEN 'before_the_authority'
        WHEN i.inspection_start > a.valid_to THEN 'after_the_authority'
    END AS withheld_reason,
    CASE withheld_reason
        WHEN 'unknown_authority' THEN
            'Ofsted''s number ' || p.ofsted_urn || ' is of no authority in warehouse/authorities.csv.'
        WHEN 'dates_out_of_order' THEN
            'The document gives a start, ' || i.inspection_start || ', after its end, ' || i.inspection_end || '.'
        WHEN 'ends_after_publication' THEN
            'The inspection ends on ' || coalesce(i.inspection_end, i.inspection_start)
            || ', after the listed publication on ' || p.published_on || '.'
        WHEN 'before_the_authority' THEN
            'The inspection starts on ' || i.inspection_start || '; ' || a.name || ' exists since ' || a.valid_from
            || ', and a predecessor''s grades are not inherited.'
        WHEN 'after_the_authority' THEN
            'The inspection starts on ' || i.inspection_start || '; ' || a.name || ' existed until ' || a.valid_to || '.'
    END AS withheld_detail
FROM store.publications AS p
JOIN store.current_documents AS d ON d.file_id = p.file_id
JOIN store.corrected_inspections AS i ON i.document_sha256 = d.document_sha256
LEFT JOIN reference.authorities AS a ON a.ofsted_urn = p.ofsted_urn;
COMMENT ON VIEW store.listed_inspections IS 'One row per publication and inspection that its current document reports, with the reason when it is withheld.';
