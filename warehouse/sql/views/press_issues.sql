-- One row per contradiction or gap in a release.
CREATE VIEW press_issues AS
SELECT
    p.release_id, p.ofsted_urn, p.authority, p.published_on,
    s.position, s.kind, s.severity, s.detail, s.field, s.believed, s.other, p.url
FROM mart.press_releases AS p
JOIN store.press_issues AS s USING (release_id, document_sha256);
COMMENT ON VIEW press_issues IS 'One row per contradiction or gap in a release. An error withholds the value that it names; a warning leaves it standing.';
