-- One row per release that is about a known inspection.
CREATE TABLE mart.release_matches (
    release_id VARCHAR NOT NULL,
    inspection_id VARCHAR NOT NULL,
    match_basis VARCHAR NOT NULL
);
COMMENT ON TABLE mart.release_matches IS 'One row per release that is about a known inspection, and what told so.';
