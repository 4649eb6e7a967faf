-- What a complete edition must hold; from warehouse/expectations.csv, whose diff shows what was changed.
CREATE TABLE reference.expectations (
    framework VARCHAR NOT NULL,
    year VARCHAR NOT NULL,
    minimum_publications INTEGER,
    most_quarantined_share DOUBLE,
    least_two_witnesses_share DOUBLE
);
COMMENT ON TABLE reference.expectations IS 'One row per framework and year of publication (* is all) of which something is expected.';
