-- One row per authority that existed on a day: the grades of the full inspection that stood then, by what was published.
CREATE MACRO grades_on(on_day) AS TABLE
SELECT
    a.ofsted_urn, a.name AS authority, a.gss_code, a.region, f.inspection_id, f.framework,
    f.inspection_start, f.inspection_end, f.published_on,
    f.overall_effectiveness, f.impact_of_leaders, f.help_and_protection, f.children_in_care_and_care_leavers,
    f.children_in_care, f.care_leavers, f.looked_after_and_permanence, f.adoption_performance,
    f.leadership_management_governance, f.lscb_effectiveness,
    coalesce(f.overall_effectiveness_status, 'not yet judged') AS overall_effectiveness_status,
    coalesce(f.withheld_areas, []) AS withheld_areas,
    CASE
        WHEN f.inspection_id IS NOT NULL THEN f.why_null
        WHEN a.ofsted_urn IS NULL THEN 'None of its reports is held: it was abolished, and Ofsted''s number for it is not known.'
        ELSE 'No full inspection of it is held that was published by then.'
    END AS why_null,
    f.source_url,
    f.withdrawn_at
FROM reference.authorities AS a
LEFT JOIN mart.wide_judgements AS f ON f.ofsted_urn = a.ofsted_urn
    AND f.stood_from <= on_day::DATE AND coalesce(f.stood_until > on_day::DATE, true)
WHERE coalesce(a.valid_from <= on_day::DATE, true) AND coalesce(a.valid_to >= on_day::DATE, true)
ORDER BY authority;
COMMENT ON MACRO TABLE grades_on IS 'Every authority that existed on a day, with the grades that stood then: those of the latest full inspection whose report was published by that day, and of no other. Call it as FROM grades_on(DATE ''2024-03-31''). The columns are those of latest_judgements; where no full inspection was published by then the grades are null and why_null says so. A predecessor council''s grades are not inherited.';
