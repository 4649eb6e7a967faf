-- One row: when this file was built.
CREATE TABLE mart.build (published_at TIMESTAMPTZ NOT NULL, built_on DATE NOT NULL);
COMMENT ON TABLE mart.build IS 'One row: when this file was built.';
