-- One row per authority that exists and had a full inspection: all the grades of its latest one, of no other.
CREATE VIEW latest_judgements AS
WITH latest AS (
    SELECT i.*
    FROM mart.inspections AS i
    JOIN reference.frameworks AS f ON f.framework = i.framework AND f.series = 'local_authority'
    JOIN reference.authorities AS a ON a.ofsted_urn = i.ofsted_urn AND a.valid_to IS NULL
    WHERE i.superseded_by IS NULL
    QUALIFY row_number() OVER (
        PARTITION BY i.ofsted_urn
        ORDER BY coalesce(i.inspection_start, i.published_on) DESC, i.published_on DESC, i.inspection_id DESC
    ) = 1
),
graded AS (
    SELECT inspection_id,
        max(grade) FILTER (area = 'overall_effectiveness') AS overall_effectiveness,
        max(grade) FILTER (area = 'impact_of_leaders') AS impact_of_leaders,
        max(grade) FILTER (area = 'help_and_protection') AS help_and_protection,
        max(grade) FILTER (area = 'children_in_care_and_care_leavers') AS children_in_care_and_care_leavers,
        max(grade) FILTER (area = 'children_in_care') AS children_in_care,
        max(grade) FILTER (area = 'care_leavers') AS care_leavers,
        max(grade) FILTER (area = 'looked_after_and_permanence') AS looked_after_and_permanence,
        max(grade) FILTER (area = 'adoption_performance') AS adoption_performance,
        max(grade) FILTER (area = 'leadership_management_governance') AS leadership_management_governance,
        max(grade) FILTER (area = 'lscb_effectiveness') AS lscb_effectiveness
    FROM mart.judgements GROUP BY inspection_id
),
withheld AS (
    SELECT l.inspection_id, list(a.area ORDER BY a.position) AS areas
    FROM latest AS l
    JOIN reference.areas AS a ON a.framework = l.framework AND a.required
        AND l.inspection_start >= coalesce(a.valid_from, l.inspection_start)
        AND l.inspection_start <= coalesce(a.valid_to, l.inspection_start)
    LEFT JOIN mart.judgements AS j ON j.inspection_id = l.inspection_id AND j.area = a.area
    WHERE j.area IS NULL
    GROUP BY l.inspection_id
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
    g.overall_effectiveness, g.impact_of_leaders, g.help_and_protection, g.children_in_care_and_care_leavers,
    g.children_in_care, g.care_leavers, g.looked_after_and_permanence, g.adoption_performance,
    g.leadership_management_governance, g.lscb_effectiveness,
    CASE
        WHEN g.overall_effectiveness IS NOT NULL THEN 'judged'
        WHEN l.inspection_start IS NULL OR list_contains(w.areas, 'overall_effectiveness') THEN 'withheld: see document_issues'
        ELSE 'not applicable' || coalesce((
            SELECT ': ' || a.framework || ' judged it for inspections that start until ' || a.valid_to
            FROM reference.areas AS a
            WHERE a.framework = l.framework AND a.area = 'overall_effectiveness' AND a.valid_to < l.inspection_start
        ), '')
    END AS overall_effectiveness_status,
    coalesce(w.areas, []) AS withheld_areas,
    coalesce(u.reports, 0) AS newer_reports_not_read,
    l.source_url,
    l.withdrawn_at
FROM latest AS l
LEFT JOIN graded AS g USING (inspection_id)
LEFT JOIN withheld AS w USING (inspection_id)
LEFT JOIN unread AS u USING (inspection_id)
ORDER BY l.authority;
COMMENT ON VIEW latest_judgements IS 'One row per authority that exists and had a full inspection (ILACS or its predecessor SIF): the grades of the latest one and of no other. An area is null where that inspection''s framework does not judge it, or where withheld_areas names it. A predecessor council''s grades are not inherited.';
COMMENT ON COLUMN latest_judgements.overall_effectiveness_status IS 'judged; not applicable, with the reason (ILACS inspections that start from 1 April 2026 give no overall grade); or withheld.';
COMMENT ON COLUMN latest_judgements.withheld_areas IS 'Areas that the inspection judges and whose grade could not be read for certain; document_issues says why.';
COMMENT ON COLUMN latest_judgements.newer_reports_not_read IS 'Number of the authority''s reports published since that are listed and not read; above 0 the grades may not be the latest.';
COMMENT ON COLUMN latest_judgements.overall_effectiveness IS 'Grade of overall effectiveness.';
COMMENT ON COLUMN latest_judgements.impact_of_leaders IS 'Grade of the impact of leaders on social work practice (ILACS).';
COMMENT ON COLUMN latest_judgements.help_and_protection IS 'Grade of the experiences of children who need help and protection.';
COMMENT ON COLUMN latest_judgements.children_in_care_and_care_leavers IS 'Joint grade for children in care and care leavers (ILACS inspections that start before 2023); never copied into the two separate areas.';
COMMENT ON COLUMN latest_judgements.children_in_care IS 'Grade of the experiences of children in care (ILACS inspections that start from 2023).';
COMMENT ON COLUMN latest_judgements.care_leavers IS 'Grade of the experiences of care leavers (SIF, and ILACS inspections that start from 2023).';
COMMENT ON COLUMN latest_judgements.looked_after_and_permanence IS 'Grade for children looked after and achieving permanence (SIF).';
COMMENT ON COLUMN latest_judgements.adoption_performance IS 'Grade of adoption performance (SIF).';
COMMENT ON COLUMN latest_judgements.leadership_management_governance IS 'Grade of leadership, management and governance (SIF).';
COMMENT ON COLUMN latest_judgements.lscb_effectiveness IS 'Grade of the Local Safeguarding Children Board where the same report gives it (SIF); it is the board''s and not the council''s.';
