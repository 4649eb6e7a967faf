-- The codes and what they mean; filled from the package, the same in every database of this version.
CREATE TABLE reference.authorities (
    ofsted_urn VARCHAR,
    name VARCHAR NOT NULL,
    gss_code VARCHAR NOT NULL,
    dfe_la_code VARCHAR NOT NULL,
    region VARCHAR NOT NULL,
    region_gss_code VARCHAR NOT NULL,
    authority_type VARCHAR,
    council_domain VARCHAR,
    aliases VARCHAR[] NOT NULL,
    valid_from DATE,
    valid_to DATE,
    succeeded_by VARCHAR[] NOT NULL
);
COMMENT ON TABLE reference.authorities IS 'One row per authority with children''s services, those that were abolished included.';

CREATE TABLE reference.statistical_neighbours (
    ofsted_urn VARCHAR NOT NULL,
    authority VARCHAR NOT NULL,
    neighbour_rank INTEGER NOT NULL,
    neighbour_urn VARCHAR NOT NULL,
    neighbour VARCHAR NOT NULL
);
COMMENT ON TABLE reference.statistical_neighbours IS 'One row per authority and neighbour: the ten authorities most like it, closest first.';

CREATE TABLE reference.frameworks (
    framework VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    graded BOOLEAN NOT NULL,
    series VARCHAR,
    valid_from DATE,
    valid_to DATE
);
COMMENT ON TABLE reference.frameworks IS 'One row per inspection framework.';

CREATE TABLE reference.areas (
    framework VARCHAR NOT NULL,
    area VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    required BOOLEAN NOT NULL,
    valid_from DATE,
    valid_to DATE
);
COMMENT ON TABLE reference.areas IS 'One row per framework and area that it judges, for inspections that start in a period.';

CREATE TABLE reference.grades (
    framework VARCHAR NOT NULL,
    grade VARCHAR NOT NULL,
    grade_rank INTEGER,
    title VARCHAR NOT NULL,
    valid_from DATE,
    valid_to DATE
);
COMMENT ON TABLE reference.grades IS 'One row per framework and grade that it gives.';
