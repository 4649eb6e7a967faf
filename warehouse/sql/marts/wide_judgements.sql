-- One row per full inspection of an authority, reports that were issued anew included: its judgements, areas as columns, and when it stood.
CREATE TABLE mart.wide_judgements AS
WITH inspected AS (
    SELECT i.*
    FROM mart.inspections AS i
    JOIN reference.frameworks AS f ON f.framework = i.framework AND f.series = 'local_authority'
),
series_areas AS (
    SELECT a.area, min(a.position) AS position
    FROM reference.areas AS a
    JOIN reference.frameworks AS f ON f.framework = a.framework AND f.series = 'local_authority'
    GROUP BY a.area
),
by_area AS (
    SELECT i.inspection_id, s.area, s.position, j.grade,
        CASE
            WHEN j.grade IS NOT NULL THEN 'given'
            WHEN i.inspection_start IS NULL THEN 'start_not_known'
            WHEN a.area IS NULL THEN 'not_in_framework'
            WHEN a.required THEN 'withheld'
            ELSE 'not_in_report'
        END AS state
    FROM inspected AS i
    CROSS JOIN series_areas AS s
    LEFT JOIN mart.judgements AS j ON j.inspection_id = i.inspection_id AND j.area = s.area
    LEFT JOIN reference.areas AS a ON a.framework = i.framework AND a.area = s.area
        AND i.inspection_start >= coalesce(a.valid_from, i.inspection_start)
        AND i.inspection_start <= coalesce(a.valid_to, i.inspection_start)
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
        max(grade) FILTER (area = 'lscb_effectiveness') AS lscb_effectiveness,
        coalesce(list(area ORDER BY position) FILTER (state = 'withheld'), []) AS withheld_areas,
        coalesce(list(area ORDER BY position) FILTER (state = 'not_in_framework'), []) AS areas_not_in_framework,
        coalesce(list(area ORDER BY position) FILTER (state = 'not_in_report'), []) AS areas_not_in_report,
        coalesce(list(area ORDER BY position) FILTER (state = 'start_not_known'), []) AS areas_not_known
    FROM by_area
    GROUP BY inspection_id
)
SELECT
    i.ofsted_urn, i.authority, i.gss_code, i.region, i.inspection_id, i.framework,
    i.inspection_start, i.inspection_end, i.published_on,
    g.overall_effectiveness, g.impact_of_leaders, g.help_and_protection, g.children_in_care_and_care_leavers,
    g.children_in_care, g.care_leavers, g.looked_after_and_permanence, g.adoption_performance,
    g.leadership_management_governance, g.lscb_effectiveness,
    CASE
        WHEN g.overall_effectiveness IS NOT NULL THEN 'judged'
        WHEN i.inspection_start IS NULL OR list_contains(g.withheld_areas, 'overall_effectiveness')
            THEN 'withheld: see document_issues'
        ELSE 'not applicable' || coalesce((
            SELECT ': ' || a.framework || ' judged it for inspections that start until ' || a.valid_to
            FROM reference.areas AS a
            WHERE a.framework = i.framework AND a.area = 'overall_effectiveness' AND a.valid_to < i.inspection_start
        ), '')
    END AS overall_effectiveness_status,
    g.withheld_areas,
    nullif(array_to_string(list_filter([
        CASE WHEN len(g.areas_not_in_framework) > 0 THEN
            i.framework || ' does not judge, for an inspection that starts on ' || i.inspection_start || ': '
            || array_to_string(g.areas_not_in_framework, ', ') || '.' END,
        CASE WHEN len(g.withheld_areas) > 0 THEN
            'Withheld (see document_issues): ' || array_to_string(g.withheld_areas, ', ') || '.' END,
        CASE WHEN len(g.areas_not_in_report) > 0 THEN
            'Not in this report: ' || array_to_string(g.areas_not_in_report, ', ') || '.' END,
        CASE WHEN len(g.areas_not_known) > 0 THEN
            'The report gives no first day, which decides what is judged, and none of: '
            || array_to_string(g.areas_not_known, ', ') || '.' END
    ], lambda reason: reason IS NOT NULL), ' '), '') AS why_null,
    i.source_url,
    i.withdrawn_at,
    i.superseded_by,
    i.pathway,
    s.stood_from,
    s.stood_until,
    s.stood_from IS NOT NULL AND s.stood_until IS NULL AS is_standing
FROM inspected AS i
JOIN graded AS g USING (inspection_id)
LEFT JOIN mart.standing AS s ON s.inspection_id = i.inspection_id
ORDER BY i.ofsted_urn, i.inspection_start, i.published_on, i.inspection_id;
COMMENT ON TABLE mart.wide_judgements IS 'One row per full inspection (ILACS or its predecessor SIF), reports that were issued anew included: its judgements, areas as columns, and when it stood.';
