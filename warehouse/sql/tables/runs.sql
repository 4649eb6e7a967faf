-- One row per run of the pipeline.
CREATE TABLE store.runs (
    run_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ,
    state VARCHAR NOT NULL,
    counts MAP(VARCHAR, BIGINT),
    detail VARCHAR
);
COMMENT ON TABLE store.runs IS 'One row per run of the pipeline.';
