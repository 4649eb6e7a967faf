-- One row per authority that exists and of which a full inspection is held: all the grades of its latest one, of no other.
CREATE VIEW latest_judgements AS
WITH latest AS (
    SELECT * FROM mart.wide_judgements WHERE is_standing
),
unread AS (
    SELECT l.inspection_id, count(*) AS reports
    FROM latest AS l
    JOIN store.publications AS p
        ON p.ofsted_urn = l.ofsted_urn AND p.published_on > l.published_on AND p.withdrawn_at IS NULL
    WHERE NOT EXISTS (
        FROM mart.inspections AS i
        WHERE i.ofsted_urn = p.ofsted_urn AND i.file_id = p.file_id AND i.framework <> 'OTHER')
    GROUP BY l.inspection_id
)
SELECT
    l.ofsted_urn, l.authority, l.gss_code, l.region, l.inspection_id, l.framework,
    l.inspection_start, l.inspection_end, l.published_on,
    l.overall_effectiveness, l.impact_of_leaders, l.help_and_protection, l.children_in_care_and_care_leavers,
    l.children_in_care, l.care_leavers, l.looked_after_and_permanence, l.adoption_performance,
    l.leadership_management_governance, l.lscb_effectiveness,
    l.overall_effectiveness_status, l.withheld_areas, l.why_null,
    coalesce(u.reports, 0) AS newer_reports_not_read,
    l.source_url,
    l.withdrawn_at
FROM latest AS l
LEFT JOIN unread AS u USING (inspection_id)
ORDER BY l.authority;
COMMENT ON VIEW latest_judgements IS 'One row per authority that exists and of which a full inspection (ILACS or its predecessor SIF) is held: the grades of the latest one and of no other. An area is null where that inspection''s framework does not judge it, or where withheld_areas names it; why_null says which. A predecessor council''s grades are not inherited. grades_on has a row for every authority, with the reason where none is held.';
COMMENT ON COLUMN latest_judgements.newer_reports_not_read IS 'Number of the authority''s reports published since that are listed and not read; above 0 the grades may not be the latest.';
