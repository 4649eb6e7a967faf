-- One row per authority, area and graded inspection, with the grade before and the days between which it stood.
CREATE TABLE mart.judgement_history AS
WITH inspected AS (
    SELECT i.*, f.series, coalesce(i.inspection_start, i.published_on) AS inspected_on
    FROM mart.inspections AS i
    JOIN reference.frameworks AS f ON f.framework = i.framework AND f.series IS NOT NULL
    WHERE i.superseded_by IS NULL
),
graded AS (
    SELECT i.*, j.area, j.grade, j.grade_rank, j.grade_as_printed, NULL::VARCHAR AS why_null
    FROM inspected AS i
    JOIN mart.judgements AS j USING (inspection_id)
    UNION ALL
    SELECT i.*, a.area, NULL, NULL, NULL, 'withheld: see document_issues'
    FROM inspected AS i
    JOIN reference.areas AS a ON a.framework = i.framework AND a.required
        AND i.inspection_start >= coalesce(a.valid_from, i.inspection_start)
        AND i.inspection_start <= coalesce(a.valid_to, i.inspection_start)
    ANTI JOIN mart.judgements AS j ON j.inspection_id = i.inspection_id AND j.area = a.area
),
in_order AS (
    SELECT *,
        row_number() OVER so_far AS position,
        -- An area that was not judged is passed over; a grade that is withheld is not.
        lag(CASE WHEN grade IS DISTINCT FROM 'not_judged'
            THEN {
                'inspection_id': inspection_id, 'framework': framework, 'published_on': published_on,
                'grade': grade, 'grade_rank': grade_rank
            } END IGNORE NULLS)
            OVER so_far AS previous
    FROM graded
    WINDOW so_far AS (PARTITION BY ofsted_urn, series, area ORDER BY inspected_on, published_on, inspection_id)
),
-- Of a report that was issued anew the one that stands counts, from the day on which there first was one.
stood AS (
    SELECT s.ofsted_urn, s.series, coalesce(i.superseded_by, s.inspection_id) AS inspection_id,
        min(s.stood_from) AS stood_from,
        CASE WHEN count(*) = count(s.stood_until) THEN max(s.stood_until) END AS stood_until
    FROM mart.standing AS s
    JOIN mart.inspections AS i USING (inspection_id)
    GROUP BY ALL
),
ended AS (
    SELECT s.*, n.inspection_id AS ended_by_inspection_id,
        -- The inspections of 2013 and the reviews of boards are over: what they found stands no more today.
        s.series IN ('local_authority', 'area_send') AS goes_on
    FROM stood AS s
    LEFT JOIN stood AS n
        ON n.ofsted_urn = s.ofsted_urn AND n.series = s.series AND n.stood_from = s.stood_until
),
-- A grade goes on without a break where the inspection that ends it gives it again.
begun AS (
    SELECT o.inspection_id, o.area, o.ofsted_urn, o.series, e.stood_from,
        coalesce(o.grade = lag(o.grade) OVER so_far AND e.stood_from = lag(e.stood_until) OVER so_far, false) AS goes_on
    FROM in_order AS o
    JOIN ended AS e ON e.inspection_id = o.inspection_id
    WINDOW so_far AS (PARTITION BY o.ofsted_urn, o.series, o.area ORDER BY e.stood_from, o.position)
),
unbroken AS (
    SELECT inspection_id, area,
        max(stood_from) FILTER (NOT goes_on)
            OVER (PARTITION BY ofsted_urn, series, area ORDER BY stood_from, inspection_id) AS unbroken_since
    FROM begun
)
SELECT
    o.ofsted_urn, o.authority, o.gss_code, o.region, o.series, o.area, o.position::INTEGER AS position,
    o.inspection_id, o.framework, o.inspection_start, o.inspection_end, o.published_on,
    o.grade, o.grade_rank, o.grade_as_printed, o.why_null,
    o.previous.grade AS previous_grade,
    o.previous.inspection_id AS previous_inspection_id,
    o.previous.framework AS previous_framework,
    o.previous.published_on AS previous_published_on,
    CASE
        WHEN o.grade_rank < o.previous.grade_rank THEN 'improved'
        WHEN o.grade_rank > o.previous.grade_rank THEN 'declined'
        WHEN o.grade_rank = o.previous.grade_rank THEN 'unchanged'
    END AS direction,
    e.stood_from,
    e.stood_until,
    coalesce(e.stood_until, CASE WHEN e.goes_on THEN b.built_on END) - e.stood_from AS days_stood,
    CASE WHEN o.grade IS NOT NULL THEN u.unbroken_since END AS unbroken_since,
    coalesce(e.stood_until IS NULL AND e.goes_on, false) AS is_standing,
    e.ended_by_inspection_id,
    CASE
        WHEN e.inspection_id IS NULL THEN 'never stood'
        WHEN e.stood_until IS NULL THEN CASE WHEN NOT e.goes_on THEN 'no such inspections any more' END
        WHEN e.ended_by_inspection_id IS NULL THEN 'authority abolished'
        WHEN EXISTS (
            FROM graded AS g WHERE g.inspection_id = e.ended_by_inspection_id AND g.area = o.area) THEN 'judged again'
        ELSE 'area no longer judged'
    END AS ended_because,
    o.source_url,
    o.withdrawn_at
FROM in_order AS o
CROSS JOIN mart.build AS b
LEFT JOIN ended AS e ON e.inspection_id = o.inspection_id
LEFT JOIN unbroken AS u ON u.inspection_id = o.inspection_id AND u.area = o.area
ORDER BY o.authority, o.series, o.area, position;
COMMENT ON TABLE mart.judgement_history IS 'One row per authority, area and graded inspection; the view judgement_history shows it.';
