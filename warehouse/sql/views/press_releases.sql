-- One row per release of a council's newsroom: its current version, with the inspection that it is about.
CREATE VIEW press_releases AS
SELECT
    p.release_id, p.ofsted_urn, p.authority, p.url, p.title, p.published_on, p.published_on_source, p.kind,
    m.inspection_id, m.match_basis, p.window_start, p.window_end,
    (SELECT count(*) FROM store.press_claims AS c
     WHERE c.release_id = p.release_id AND c.document_sha256 = p.document_sha256) AS claims,
    d.duplicate_of, p.report_links, p.newsroom, p.version, p.document_sha256,
    p.first_seen_at, p.last_seen_at, p.amended_at, p.withdrawn_at, p.reader_version, p.read_at
FROM mart.press_releases AS p
LEFT JOIN mart.release_matches AS m USING (release_id)
LEFT JOIN mart.release_duplicates AS d USING (release_id)
ORDER BY p.published_on, p.ofsted_urn, p.release_id;
COMMENT ON VIEW press_releases IS 'One row per item of a council''s newsroom that was read: its current version, with the inspection that it is about. Items of the kinds other and not_about_the_council are kept, so that nobody reads them again for what they are not.';
