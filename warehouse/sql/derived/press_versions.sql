-- One row per version of a release: the archived pages that follow each other and say the same are one version.
CREATE OR REPLACE VIEW store.press_versions AS
WITH pages AS (
    SELECT i.release_id, b.body_number, b.document_sha256, b.first_seen_at, b.last_seen_at,
        coalesce(r.page_digest <> lag(r.page_digest) OVER in_order, true) AS differs
    FROM store.press_items AS i
    JOIN store.press_bodies AS b USING (url)
    JOIN store.press_readings AS r ON r.release_id = i.release_id AND r.document_sha256 = b.document_sha256
    WHERE r.unreadable_reason IS NULL
    WINDOW in_order AS (PARTITION BY i.release_id ORDER BY b.body_number)
),
numbered AS (
    SELECT *, count(*) FILTER (differs) OVER (PARTITION BY release_id ORDER BY body_number) AS version FROM pages
)
SELECT release_id, version::INTEGER AS version,
    arg_max(document_sha256, body_number) AS document_sha256,
    min(first_seen_at) AS first_seen_at,
    max(last_seen_at) AS last_seen_at,
    version = max(version) OVER (PARTITION BY release_id) AS is_current
FROM numbered
GROUP BY release_id, version;
COMMENT ON VIEW store.press_versions IS 'One row per version of a release: archived pages that follow each other and say the same are one version.';
