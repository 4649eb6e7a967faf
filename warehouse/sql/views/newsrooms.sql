-- One row per council's newsroom that was ever asked.
CREATE VIEW newsrooms AS
WITH items AS (
    SELECT i.ofsted_urn, i.newsroom, count(*) AS items, count(p.release_id) AS items_read,
        count(*) FILTER (p.kind NOT IN ('other', 'not_about_the_council')) AS releases,
        max(i.published_on) AS newest_item_on
    FROM store.press_items AS i
    LEFT JOIN mart.press_releases AS p USING (release_id)
    GROUP BY i.ofsted_urn, i.newsroom
)
SELECT
    n.ofsted_urn, a.name AS authority, n.newsroom, n.last_tried_at, n.last_swept_at,
    n.problem, n.problem_detail, n.problem_url, n.items_listed,
    coalesce(i.items, 0) AS items, coalesce(i.items_read, 0) AS items_read, coalesce(i.releases, 0) AS releases,
    i.newest_item_on
FROM store.newsrooms AS n
LEFT JOIN reference.authorities AS a ON a.ofsted_urn = n.ofsted_urn
LEFT JOIN items AS i ON i.ofsted_urn = n.ofsted_urn AND i.newsroom = n.newsroom
ORDER BY authority, n.newsroom;
COMMENT ON VIEW newsrooms IS 'One row per council''s newsroom that was ever asked; problem is what kept it from being read when it was last asked.';
