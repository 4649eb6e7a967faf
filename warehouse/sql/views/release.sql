-- One row: what this file is.
CREATE VIEW release AS
SELECT b.published_at, a.schema_version,
    (SELECT count(*) FROM mart.inspections) AS inspections,
    (SELECT max(p.swept_at) FROM store.providers AS p) AS last_swept_at,
    (SELECT list(DISTINCT r.reader_version ORDER BY r.reader_version) FROM store.readings AS r) AS reader_versions,
    b.has_stems AS search_finds_forms
FROM mart.build AS b, store.about AS a;
COMMENT ON VIEW release IS 'One row: when this file was built, and from what.';
COMMENT ON COLUMN release.inspections IS 'Number of rows of the view inspections.';
COMMENT ON COLUMN release.last_swept_at IS 'When an authority''s page was last read.';
COMMENT ON COLUMN release.reader_versions IS 'The versions of the readers that read what is in the file.';
COMMENT ON COLUMN release.search_finds_forms IS 'Whether search finds a word''s other forms too (leaver: leavers); false when the file was built with a DuckDB for which there was no stemmer.';
