-- One row per person and words that a release quotes.
CREATE VIEW press_statements AS
SELECT
    p.release_id, p.ofsted_urn, p.authority, p.published_on, p.kind,
    s.position, s.speaker, s.role, s.organisation, s.quote, p.url
FROM mart.press_releases AS p
JOIN store.press_statements AS s USING (release_id, document_sha256);
COMMENT ON VIEW press_statements IS 'One row per quotation of a named person in a release, with role and organisation as printed.';
