-- One row per run of the pipeline.
CREATE VIEW runs AS FROM store.runs;
COMMENT ON VIEW runs IS 'One row per run of the pipeline.';
