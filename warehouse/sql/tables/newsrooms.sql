-- One row per council's newsroom that was ever asked.
CREATE TABLE store.newsrooms (
    ofsted_urn VARCHAR NOT NULL,
    newsroom VARCHAR NOT NULL,
    last_tried_at TIMESTAMPTZ NOT NULL,
    last_swept_at TIMESTAMPTZ,
    items_listed INTEGER NOT NULL,
    problem VARCHAR,
    problem_url VARCHAR,
    problem_detail VARCHAR
);
COMMENT ON TABLE store.newsrooms IS 'One row per council''s newsroom that was ever asked.';
