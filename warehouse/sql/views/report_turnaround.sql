-- One row per inspection or visit whose last day is known: the days from then to the publication of its report.
CREATE VIEW report_turnaround AS
WITH issued AS (
    SELECT coalesce(superseded_by, inspection_id) AS inspection_id, min(published_on) AS published_on
    FROM mart.inspections
    GROUP BY ALL
)
SELECT
    i.ofsted_urn, i.authority, i.gss_code, i.region, i.inspection_id, i.framework,
    year(p.published_on)::INTEGER AS year,
    i.inspection_start, i.inspection_end,
    greatest(i.inspection_end, list_max(list_transform(i.further_windows, lambda period: period.end_date))) AS last_day,
    p.published_on,
    (p.published_on - last_day)::INTEGER AS days_to_publication,
    i.source_url
FROM mart.inspections AS i
JOIN issued AS p USING (inspection_id)
WHERE i.superseded_by IS NULL AND last_day IS NOT NULL
ORDER BY p.published_on, i.inspection_id;
COMMENT ON VIEW report_turnaround IS 'One row per inspection or visit whose last day is known: the days from its last day to the publication of its report, of the first issue where it was issued anew.';
COMMENT ON COLUMN report_turnaround.published_on IS 'Date of publication that the authority''s page on Ofsted''s site gives, of the first issue where the report was issued anew.';
