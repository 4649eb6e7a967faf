-- One row per quarter end, place (a region, or null for all England), area and grade: how many authorities stand there.
CREATE TABLE mart.grade_profile AS
WITH quarters AS (
    SELECT quarter::DATE AS quarter_start, (quarter + INTERVAL 3 MONTH)::DATE - 1 AS quarter_end
    FROM mart.build AS b, range(TIMESTAMP '2014-01-01', b.built_on::TIMESTAMP, INTERVAL 3 MONTH) AS r(quarter)
    WHERE quarter_end < b.built_on
),
existing AS (
    SELECT q.quarter_end, a.region, count(*) AS authorities
    FROM quarters AS q
    JOIN reference.authorities AS a
        ON coalesce(a.valid_from <= q.quarter_end, true) AND coalesce(a.valid_to >= q.quarter_end, true)
    GROUP BY GROUPING SETS ((q.quarter_end, a.region), (q.quarter_end))
),
standing AS (
    SELECT q.quarter_end, f.*
    FROM quarters AS q
    JOIN mart.wide_judgements AS f
        ON f.stood_from <= q.quarter_end AND coalesce(f.stood_until > q.quarter_end, true)
),
inspected AS (
    SELECT quarter_end, region, count(*) AS authorities
    FROM standing GROUP BY GROUPING SETS ((quarter_end, region), (quarter_end))
),
graded AS (
    SELECT s.quarter_end, s.region, j.area, j.grade, j.framework, count(*) AS authorities
    FROM standing AS s
    JOIN mart.judgements AS j USING (inspection_id)
    GROUP BY GROUPING SETS (
        (s.quarter_end, s.region, j.area, j.grade, j.framework), (s.quarter_end, j.area, j.grade, j.framework))
),
withheld AS (
    SELECT s.quarter_end, s.region, w.area, count(*) AS authorities
    FROM standing AS s, unnest(s.withheld_areas) AS w(area)
    GROUP BY GROUPING SETS ((s.quarter_end, s.region, w.area), (s.quarter_end, w.area))
),
judged AS (
    SELECT quarter_end, region, area,
        coalesce(sum(authorities) FILTER (grade <> 'not_judged'), 0) AS authorities,
        coalesce(sum(authorities) FILTER (grade <> 'not_judged' AND framework = 'SIF'), 0) AS under_sif,
        coalesce(sum(authorities) FILTER (grade <> 'not_judged' AND framework = 'ILACS'), 0) AS under_ilacs
    FROM graded
    GROUP BY quarter_end, region, area
    HAVING count(*) FILTER (grade <> 'not_judged') > 0
),
by_grade AS (
    SELECT quarter_end, region, area, grade, sum(authorities)::INTEGER AS authorities
    FROM graded
    GROUP BY ALL
),
scale AS (
    SELECT DISTINCT a.area, g.grade, g.grade_rank
    FROM reference.grades AS g
    JOIN reference.frameworks AS f ON f.framework = g.framework AND f.series = 'local_authority'
    JOIN reference.areas AS a ON a.framework = g.framework
    WHERE g.grade_rank IS NOT NULL
),
breaks AS (
    SELECT q.quarter_end, n.area, string_agg(n.says, '; ' ORDER BY n.says) AS framework_break
    FROM quarters AS q
    JOIN (
        SELECT a.area, coalesce(a.valid_from, f.valid_from) AS day,
            f.framework || ' judges it for inspections that start from ' || day AS says
        FROM reference.areas AS a
        JOIN reference.frameworks AS f ON f.framework = a.framework AND f.series = 'local_authority'
        UNION ALL
        SELECT a.area, coalesce(a.valid_to, f.valid_to) + 1 AS day,
            f.framework || ' does not judge it for inspections that start from ' || day
        FROM reference.areas AS a
        JOIN reference.frameworks AS f ON f.framework = a.framework AND f.series = 'local_authority'
    ) AS n ON n.day BETWEEN q.quarter_start AND q.quarter_end
    GROUP BY q.quarter_end, n.area
)
SELECT
    j.quarter_end, j.region, j.area, s.grade, s.grade_rank,
    coalesce(g.authorities, 0) AS authorities_with_grade,
    round(authorities_with_grade / j.authorities, 4) AS share_of_judged,
    j.authorities::INTEGER AS authorities_judged,
    j.under_sif::INTEGER AS judged_under_sif,
    j.under_ilacs::INTEGER AS judged_under_ilacs,
    (i.authorities - j.authorities - coalesce(w.authorities, 0))::INTEGER AS authorities_without_area,
    coalesce(w.authorities, 0)::INTEGER AS authorities_withheld,
    (e.authorities - i.authorities)::INTEGER AS authorities_not_yet_judged,
    e.authorities::INTEGER AS authorities,
    b.framework_break
FROM judged AS j
JOIN scale AS s USING (area)
JOIN existing AS e ON e.quarter_end = j.quarter_end AND e.region IS NOT DISTINCT FROM j.region
JOIN inspected AS i ON i.quarter_end = j.quarter_end AND i.region IS NOT DISTINCT FROM j.region
LEFT JOIN by_grade AS g ON g.quarter_end = j.quarter_end AND g.region IS NOT DISTINCT FROM j.region
    AND g.area = j.area AND g.grade = s.grade
LEFT JOIN withheld AS w
    ON w.quarter_end = j.quarter_end AND w.region IS NOT DISTINCT FROM j.region AND w.area = j.area
LEFT JOIN breaks AS b ON b.quarter_end = j.quarter_end AND b.area = j.area
ORDER BY j.quarter_end, j.region NULLS FIRST, j.area, s.grade_rank;
COMMENT ON TABLE mart.grade_profile IS 'One row per quarter end, region (null for all England), area and grade; the views national_profile and regional_profile show it.';
