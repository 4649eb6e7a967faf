-- One row per authority and statistical neighbour, the authority itself first, with the neighbour's standing grades.
CREATE VIEW neighbours AS
WITH compared AS (
    FROM reference.statistical_neighbours
    UNION ALL
    SELECT DISTINCT ofsted_urn, authority, 0, ofsted_urn, authority FROM reference.statistical_neighbours
)
SELECT
    c.ofsted_urn, c.authority, c.neighbour_rank, c.neighbour_urn, c.neighbour,
    f.inspection_id, f.framework, f.inspection_start, f.inspection_end, f.published_on,
    f.overall_effectiveness, f.impact_of_leaders, f.help_and_protection, f.children_in_care_and_care_leavers,
    f.children_in_care, f.care_leavers, f.looked_after_and_permanence, f.adoption_performance,
    f.leadership_management_governance, f.lscb_effectiveness,
    CASE WHEN f.inspection_id IS NULL THEN 'No full inspection of it is held.' ELSE f.why_null END AS why_null,
    f.source_url
FROM compared AS c
LEFT JOIN mart.wide_judgements AS f ON f.ofsted_urn = c.neighbour_urn AND f.is_standing
ORDER BY c.authority, c.neighbour_rank;
COMMENT ON VIEW neighbours IS 'Eleven rows per authority: itself, with neighbour_rank 0, and the ten authorities most like it, closest first, each with its standing grades as in latest_judgements.';
COMMENT ON COLUMN neighbours.neighbour_rank IS 'How close the neighbour is, 1 for the closest; 0 is the authority itself.';
