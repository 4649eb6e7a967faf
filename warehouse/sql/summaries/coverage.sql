-- One row per framework and year of publication, and for all (*) of either: what is held, and whether that is as expected.
CREATE TABLE mart.coverage AS
WITH refused AS (
    SELECT DISTINCT file_id FROM store.quarantine WHERE resolved_at IS NULL AND file_id IS NOT NULL
),
named AS (
    -- Also of what is withheld; a file with two inspections is of the first one's framework.
    SELECT l.ofsted_urn, l.file_id, min_by(i.framework, i.inspection_number) AS framework,
        bool_or(l.withheld_reason IS NULL) AS held
    FROM store.listed_inspections AS l
    JOIN store.reported_inspections AS i USING (document_sha256, inspection_number)
    GROUP BY l.ofsted_urn, l.file_id
),
second_places AS (
    -- Overall effectiveness and the board's grade are often said in one place only, as a sentence.
    SELECT ofsted_urn, file_id, count(*) AS judgements, count(*) FILTER (witnesses > 1) AS two_witnesses
    FROM mart.judgements
    WHERE NOT (framework IN ('ILACS', 'SIF') AND area IN ('overall_effectiveness', 'lscb_effectiveness'))
    GROUP BY ofsted_urn, file_id
),
listed AS (
    SELECT p.ofsted_urn, p.file_id, coalesce(n.framework, 'not known') AS framework,
        year(p.published_on)::VARCHAR AS year, coalesce(n.held, false) AS held,
        r.file_id IS NOT NULL AS quarantined, coalesce(s.judgements, 0) AS judgements,
        coalesce(s.two_witnesses, 0) AS two_witnesses
    FROM store.publications AS p
    LEFT JOIN named AS n ON n.ofsted_urn = p.ofsted_urn AND n.file_id = p.file_id
    LEFT JOIN refused AS r ON r.file_id = p.file_id
    LEFT JOIN second_places AS s ON s.ofsted_urn = p.ofsted_urn AND s.file_id = p.file_id
    WHERE p.withdrawn_at IS NULL
),
counted AS (
    SELECT coalesce(framework, '*') AS framework, coalesce(year, '*') AS year,
        count(*) AS publications,
        count(*) FILTER (held) AS read,
        count(*) FILTER (quarantined AND NOT held) AS quarantined,
        sum(judgements)::BIGINT AS judgements,
        sum(two_witnesses)::BIGINT AS two_witnesses
    FROM listed
    GROUP BY GROUPING SETS ((framework, year), (framework), (year), ())
    HAVING count(*) > 0
),
-- A part of the site (one authority, the sample, an imitation of an earlier day) lacks what the whole has.
whole AS (
    SELECT count(DISTINCT ofsted_urn) >= 150 AS site, max(year) AS last_year FROM listed
),
waiting AS (
    SELECT year, count(*) FILTER (NOT held AND NOT quarantined) AS reports FROM listed GROUP BY year
),
held_against AS (
    SELECT
        coalesce(c.framework, e.framework) AS framework,
        coalesce(c.year, e.year) AS year,
        coalesce(c.publications, 0) AS publications,
        coalesce(c.read, 0) AS read,
        coalesce(c.quarantined, 0) AS quarantined,
        round(c.quarantined / c.publications, 4) AS quarantined_share,
        coalesce(c.judgements, 0) AS judgements,
        coalesce(c.two_witnesses, 0) AS two_witnesses,
        round(c.two_witnesses / nullif(c.judgements, 0), 4) AS two_witnesses_share,
        e.minimum_publications,
        e.most_quarantined_share,
        e.least_two_witnesses_share,
        w.site AS whole_site,
        coalesce(
            w.site AND coalesce(c.year, e.year) <> '*' AND coalesce(c.year, e.year) < w.last_year
                AND coalesce(p.reports, 0) = 0,
            false) AS year_complete
    FROM counted AS c
    FULL JOIN reference.expectations AS e ON e.framework = c.framework AND e.year = c.year
    CROSS JOIN whole AS w
    LEFT JOIN waiting AS p ON p.year = coalesce(c.year, e.year)
)
SELECT *,
    list_filter([
        CASE WHEN year_complete AND read < minimum_publications THEN 'too_few_publications' END,
        CASE WHEN read >= 20 AND two_witnesses_share < least_two_witnesses_share THEN 'too_few_with_two_witnesses' END,
        CASE WHEN publications >= 20 AND quarantined_share > most_quarantined_share THEN 'too_many_quarantined' END
    ], lambda unmet: unmet IS NOT NULL) AS unmet
FROM held_against
ORDER BY framework, year;
COMMENT ON TABLE mart.coverage IS 'One row per framework and year of publication, and for all (*) of either; the view coverage shows it.';
