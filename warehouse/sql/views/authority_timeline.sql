-- One row per report on an authority's page, read or not, and per release of its council about an inspection or a visit.
CREATE VIEW authority_timeline AS
WITH summed_up AS (
    SELECT j.inspection_id, string_agg(replace(j.area, '_', ' ') || ': ' || replace(j.grade, '_', ' '), '; ' ORDER BY a.position) AS grades
    FROM mart.judgements AS j
    LEFT JOIN (
        SELECT framework, area, min(position) AS position FROM reference.areas GROUP BY ALL
    ) AS a ON a.framework = j.framework AND a.area = j.area
    GROUP BY j.inspection_id
)
SELECT
    i.ofsted_urn, i.authority, i.gss_code, i.region, i.published_on,
    CASE
        WHEN i.framework IN ('ILACS_FOCUSED_VISIT', 'ILACS_MONITORING_VISIT') THEN 'visit'
        WHEN i.framework = 'OTHER' THEN 'other'
        ELSE 'inspection'
    END AS kind,
    i.framework, i.inspection_start, i.inspection_end,
    coalesce(
        g.grades,
        -- Of several sentences the first one says most.
        nullif(regexp_extract(i.headline, '(?s)^(.{40,}?[.!?])\s', 1), ''), i.headline, i.theme, i.label) AS headline,
    CASE
        WHEN g.grades IS NOT NULL THEN 'grades'
        WHEN i.headline IS NOT NULL THEN 'report'
        WHEN i.theme IS NOT NULL THEN 'theme'
        WHEN i.label IS NOT NULL THEN 'label'
    END AS headline_basis,
    i.inspection_id, NULL::VARCHAR AS release_id, i.source_url AS url, i.superseded_by, i.withdrawn_at
FROM mart.inspections AS i
LEFT JOIN summed_up AS g USING (inspection_id)
UNION ALL
SELECT p.ofsted_urn, a.name, a.gss_code, a.region, p.published_on, 'not_read', NULL, NULL, NULL,
    p.label, 'label', NULL, NULL, p.source_url, NULL, p.withdrawn_at
FROM store.publications AS p
JOIN reference.authorities AS a ON a.ofsted_urn = p.ofsted_urn
ANTI JOIN mart.inspections AS i ON i.ofsted_urn = p.ofsted_urn AND i.file_id = p.file_id
UNION ALL
SELECT p.ofsted_urn, p.authority, a.gss_code, a.region, p.published_on, 'release', i.framework,
    p.window_start, p.window_end, p.title, 'title', m.inspection_id, p.release_id, p.url, NULL, p.withdrawn_at
FROM mart.press_releases AS p
JOIN reference.authorities AS a ON a.ofsted_urn = p.ofsted_urn
LEFT JOIN mart.release_matches AS m USING (release_id)
LEFT JOIN mart.inspections AS i ON i.inspection_id = m.inspection_id
WHERE p.kind NOT IN ('other', 'not_about_the_council')
ORDER BY authority, published_on NULLS LAST, kind, url, inspection_id;
COMMENT ON VIEW authority_timeline IS 'One row per inspection, visit or letter of an authority, per report on its page that was not read, and per release of the council about an inspection or a visit, on one line of time across all frameworks.';
COMMENT ON COLUMN authority_timeline.published_on IS 'Day on which it was published: as Ofsted''s page lists a report, as the council''s page or list gives a release. Null for a release without a day.';
COMMENT ON COLUMN authority_timeline.kind IS 'inspection (letters of joint and area SEND inspections included), visit (focused or monitoring), release (of the council), other (a letter of a kind that is stored and not read) or not_read (a report that is listed; publications says why it was not read).';
COMMENT ON COLUMN authority_timeline.framework IS 'Code of the inspection framework; of a release, the one of the inspection that it is about. Null where that is not known.';
COMMENT ON COLUMN authority_timeline.inspection_start IS 'First day of the inspection or visit, as the report, or the release, gives it.';
COMMENT ON COLUMN authority_timeline.inspection_end IS 'Last day of the inspection or visit, as the report, or the release, gives it.';
COMMENT ON COLUMN authority_timeline.headline IS 'What it says in short: the grades, else the first sentence of the report''s summing up, the theme, or the title or label that it is listed under (see headline_basis).';
COMMENT ON COLUMN authority_timeline.headline_basis IS 'What headline is made of: grades, report (its own sentence), theme, title (of a release) or label (of the link on Ofsted''s page).';
COMMENT ON COLUMN authority_timeline.inspection_id IS 'The inspection; of a release the one that it is about. Null where none is known.';
COMMENT ON COLUMN authority_timeline.release_id IS 'The release; null for reports.';
COMMENT ON COLUMN authority_timeline.url IS 'Address of the report or of the release.';
