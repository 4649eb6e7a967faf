-- One row per item of a release's lists of strengths and of improvements.
CREATE VIEW press_findings AS
SELECT
    p.release_id, p.ofsted_urn, p.authority, p.published_on, m.inspection_id,
    f.kind, f.position, f.text, p.url
FROM mart.press_releases AS p
JOIN store.press_findings AS f USING (release_id, document_sha256)
LEFT JOIN mart.release_matches AS m USING (release_id);
COMMENT ON VIEW press_findings IS 'One row per item that a release lists as a strength or as something to improve, in the council''s words.';
