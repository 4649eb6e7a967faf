-- One row per framework, area and period.
CREATE VIEW areas AS FROM reference.areas;
COMMENT ON VIEW areas IS 'One row per framework and area that it judges, for inspections that start in a period.';
