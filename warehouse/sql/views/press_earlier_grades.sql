-- One row per grade that a release gives for an inspection before the one that it is about.
CREATE VIEW press_earlier_grades AS
SELECT
    p.release_id, p.ofsted_urn, p.authority, p.published_on, p.kind,
    e.position, e.grade, e.when_as_printed, e.quote, e.char_start, e.char_end, p.url
FROM mart.press_releases AS p
JOIN store.press_earlier_grades AS e USING (release_id, document_sha256);
COMMENT ON VIEW press_earlier_grades IS 'One row per grade that a release gives for an inspection before the one that it is about; never a claim.';
