-- One row per request.
CREATE VIEW fetches AS FROM store.fetches;
COMMENT ON VIEW fetches IS 'One row per request made to a source, with what came of it.';
