-- One row per newsroom that could not be read when it was last asked, and per release whose newest page could not be.
CREATE OR REPLACE VIEW store.refused_press AS
WITH newest AS (
    SELECT url, document_sha256
    FROM store.press_bodies
    QUALIFY row_number() OVER (PARTITION BY url ORDER BY body_number DESC) = 1
)
SELECT 'newsroom' AS stage, NULL::VARCHAR AS file_id, problem_url AS source_url, NULL::VARCHAR AS document_sha256,
    problem AS reason, min(problem_detail) AS detail
FROM store.newsrooms
WHERE problem IS NOT NULL
GROUP BY problem_url, problem
UNION ALL
SELECT 'press_read', NULL, n.url, n.document_sha256, r.unreadable_reason, min(r.unreadable_detail)
FROM newest AS n
JOIN store.press_items AS i USING (url)
JOIN store.press_readings AS r ON r.release_id = i.release_id AND r.document_sha256 = n.document_sha256
WHERE r.unreadable_reason IS NOT NULL
GROUP BY n.url, n.document_sha256, r.unreadable_reason
ORDER BY ALL;
COMMENT ON VIEW store.refused_press IS 'One row per newsroom that could not be read when it was last asked, and per release whose newest page could not be.';
