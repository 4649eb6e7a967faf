-- One row per release of a newsroom that was read: its current version.
CREATE TABLE mart.press_releases AS
WITH asked AS (
    SELECT f.url, min(f.requested_at) FILTER (f.requested_at > b.last_seen_at AND f.status IN (404, 410)) AS gone_at
    FROM store.fetches AS f
    JOIN (SELECT url, max(last_seen_at) AS last_seen_at FROM store.press_bodies GROUP BY url) AS b USING (url)
    WHERE f.kind = 'release'
    GROUP BY f.url
)
SELECT
    i.release_id,
    i.ofsted_urn,
    a.name AS authority,
    i.newsroom,
    i.url,
    r.title,
    coalesce(r.published_on, i.published_on) AS published_on,
    CASE WHEN r.published_on IS NOT NULL THEN r.published_on_source
        WHEN i.published_on IS NOT NULL THEN 'listing' END AS published_on_source,
    r.kind,
    r.window_start,
    r.window_end,
    r.report_links,
    v.version,
    v.document_sha256,
    r.text_digest,
    i.first_seen_at,
    greatest(i.last_seen_at, v.last_seen_at) AS last_seen_at,
    CASE WHEN v.version > 1 THEN v.first_seen_at END AS amended_at,
    g.gone_at AS withdrawn_at,
    r.reader_version,
    r.read_at
FROM store.press_items AS i
JOIN store.press_versions AS v ON v.release_id = i.release_id AND v.is_current
JOIN store.press_readings AS r ON r.release_id = v.release_id AND r.document_sha256 = v.document_sha256
LEFT JOIN reference.authorities AS a ON a.ofsted_urn = i.ofsted_urn
LEFT JOIN asked AS g ON g.url = i.url
ORDER BY published_on, i.ofsted_urn, i.release_id;
COMMENT ON TABLE mart.press_releases IS 'One row per release of a newsroom that was read: its current version; the view press_releases shows it.';
