-- One row per field that changed.
CREATE VIEW changes AS FROM store.changes;
COMMENT ON VIEW changes IS 'One row per field that changed: of a publication as its page lists it, or of an inspection as its document, or a newer reader, gives it.';
