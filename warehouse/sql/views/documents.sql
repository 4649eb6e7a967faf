-- One row per archived body.
CREATE VIEW documents AS
SELECT
    d.document_sha256, d.bytes, d.accepted, d.first_fetched_at, d.last_fetched_at,
    r.pages, r.reader_version, r.read_at, r.unreadable_reason, r.unreadable_detail
FROM store.documents AS d
LEFT JOIN store.readings AS r USING (document_sha256)
ORDER BY d.first_fetched_at, d.document_sha256;
COMMENT ON VIEW documents IS 'One row per archived body, whatever it turned out to be, with what the readers made of it.';
