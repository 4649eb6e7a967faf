-- One row per release and version of what it says.
CREATE VIEW press_release_versions AS
SELECT
    i.release_id, i.ofsted_urn, i.url, v.version, v.is_current, r.title, r.published_on, r.kind,
    r.window_start, r.window_end,
    coalesce((
        SELECT list({area: c.area, grade: c.grade, quote: c.quote} ORDER BY c.area)
        FROM store.press_claims AS c
        WHERE c.release_id = v.release_id AND c.document_sha256 = v.document_sha256
    ), []) AS claims,
    v.document_sha256, v.first_seen_at, v.last_seen_at
FROM store.press_versions AS v
JOIN store.press_items AS i ON i.release_id = v.release_id
JOIN store.press_readings AS r ON r.release_id = v.release_id AND r.document_sha256 = v.document_sha256
ORDER BY i.release_id, v.version;
COMMENT ON VIEW press_release_versions IS 'One row per release and version: a council that edits a release makes a new one, and both are kept. A page whose bytes change and whose text does not is the same version.';
