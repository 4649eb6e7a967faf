-- One row per place of a release whose words may give a grade and were not taken for a claim.
CREATE VIEW press_unsure_claims AS
SELECT
    p.release_id, p.ofsted_urn, p.authority, p.published_on, p.kind,
    u.position, u.reason, u.quote, u.char_start, u.char_end, u.in_title, p.url
FROM mart.press_releases AS p
JOIN store.press_unsure_claims AS u USING (release_id, document_sha256);
COMMENT ON VIEW press_unsure_claims IS 'One row per place of a release whose words may give a grade and were not taken for a claim, with the reason.';
