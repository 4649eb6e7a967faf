-- One row per release that tells the same story as an earlier one.
CREATE TABLE mart.release_duplicates (
    release_id VARCHAR NOT NULL,
    duplicate_of VARCHAR NOT NULL
);
COMMENT ON TABLE mart.release_duplicates IS 'One row per release that tells the same story as an earlier one of the same authority.';
