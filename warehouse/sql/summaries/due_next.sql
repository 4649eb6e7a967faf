-- One row per authority that exists: its last full inspection, and what past ones suggest of the next. An estimate.
CREATE TABLE mart.due_next AS
WITH full_inspections AS (
    SELECT *,
        lead(inspection_start) OVER in_order AS next_start,
        lead(pathway) OVER in_order AS followed_by
    FROM mart.wide_judgements
    WHERE superseded_by IS NULL
    WINDOW in_order AS (PARTITION BY ofsted_urn ORDER BY inspection_start, published_on, inspection_id)
),
-- Routine inspection stood still from 17 March 2020 to May 2021: intervals across that time tell nothing of others.
intervals AS (
    SELECT overall_effectiveness AS grade, count(*) AS cases,
        quantile_disc(next_start - inspection_start, [0.1, 0.5, 0.9]) AS days
    FROM full_inspections
    WHERE framework = 'ILACS' AND inspection_start >= DATE '2021-05-01' AND next_start IS NOT NULL
    GROUP BY overall_effectiveness
),
pathways AS (
    SELECT overall_effectiveness AS grade, count(*) AS cases, count(*) FILTER (followed_by = 'short') AS short,
        count(*) FILTER (followed_by = 'standard') AS standard
    FROM full_inspections
    WHERE followed_by IS NOT NULL
    GROUP BY overall_effectiveness
)
SELECT
    a.ofsted_urn, a.name AS authority, a.gss_code, a.region,
    l.inspection_id, l.framework, l.inspection_start, l.inspection_end, l.published_on, l.overall_effectiveness,
    b.built_on AS as_of,
    as_of - l.inspection_end AS days_since,
    CASE
        WHEN p.cases < 10 THEN NULL
        WHEN p.short >= 0.8 * p.cases THEN 'short'
        WHEN p.standard >= 0.8 * p.cases THEN 'standard'
    END AS next_pathway,
    CASE WHEN l.overall_effectiveness IS NOT NULL THEN coalesce(p.short, 0) END AS past_short,
    CASE WHEN l.overall_effectiveness IS NOT NULL THEN coalesce(p.standard, 0) END AS past_standard,
    CASE
        WHEN l.inspection_id IS NULL THEN 'no full inspection of it is held'
        WHEN l.overall_effectiveness IS NULL THEN 'its last inspection gives no overall grade, on which the pathway rested'
        WHEN p.cases IS NULL OR p.cases < 10 THEN 'fewer than 10 inspections with a known pathway followed that grade'
        WHEN next_pathway IS NULL THEN 'less than 80 % of the inspections that followed that grade took one pathway'
    END AS why_no_pathway,
    CASE WHEN n.cases >= 10 THEN l.inspection_start + n.days[1]::INTEGER END AS window_start,
    CASE WHEN n.cases >= 10 THEN l.inspection_start + n.days[2]::INTEGER END AS window_middle,
    CASE WHEN n.cases >= 10 THEN l.inspection_start + n.days[3]::INTEGER END AS window_end,
    CASE WHEN l.overall_effectiveness IS NOT NULL THEN coalesce(n.cases, 0) END AS past_intervals,
    CASE
        WHEN l.inspection_id IS NULL THEN 'no full inspection of it is held'
        WHEN l.inspection_start IS NULL THEN 'the first day of its last inspection is not known'
        WHEN l.overall_effectiveness IS NULL THEN 'its last inspection gives no overall grade, and past intervals are by overall grade'
        WHEN n.cases IS NULL OR n.cases < 10 THEN 'fewer than 10 intervals since May 2021 began with that grade'
    END AS why_no_window,
    true AS is_estimate,
    l.source_url
FROM reference.authorities AS a
CROSS JOIN mart.build AS b
LEFT JOIN mart.wide_judgements AS l ON l.ofsted_urn = a.ofsted_urn AND l.is_standing
LEFT JOIN intervals AS n ON n.grade = l.overall_effectiveness
LEFT JOIN pathways AS p ON p.grade = l.overall_effectiveness
WHERE a.valid_to IS NULL
ORDER BY authority;
COMMENT ON TABLE mart.due_next IS 'One row per authority that exists; the view due_next shows it.';
