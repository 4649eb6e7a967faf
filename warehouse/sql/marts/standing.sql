-- One row per graded inspection that stood at some time as its authority's latest of its series, with the days between which it did.
CREATE TABLE mart.standing AS
WITH graded AS (
    SELECT i.inspection_id, i.ofsted_urn, f.series, i.published_on,
        coalesce(i.inspection_start, i.published_on) AS inspected_on
    FROM mart.inspections AS i
    JOIN reference.frameworks AS f ON f.framework = i.framework AND f.series IS NOT NULL
    LEFT JOIN mart.inspections AS again ON again.inspection_id = i.superseded_by
    -- Until a report was issued anew, what it said at first is what people could know.
    WHERE again.inspection_id IS NULL OR again.published_on > i.published_on
),
followed AS (
    -- A later inspection can be published before an earlier one, which then never stands.
    SELECT *, min(published_on) OVER (
        PARTITION BY ofsted_urn, series
        ORDER BY inspected_on, published_on, inspection_id
        ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
    ) AS followed_on
    FROM graded
)
SELECT f.inspection_id, f.ofsted_urn, f.series,
    f.published_on AS stood_from,
    least(f.followed_on, a.valid_to + 1) AS stood_until
FROM followed AS f
JOIN reference.authorities AS a ON a.ofsted_urn = f.ofsted_urn
WHERE stood_until IS NULL OR stood_until > stood_from
ORDER BY f.ofsted_urn, f.series, stood_from;
COMMENT ON TABLE mart.standing IS 'One row per graded inspection that stood at some time as the latest of its authority and series of frameworks.';
