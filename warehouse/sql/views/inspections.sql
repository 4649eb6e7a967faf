-- One row per inspection (or visit) and authority on whose page its report stands.
CREATE VIEW inspections AS FROM mart.inspections;
COMMENT ON VIEW inspections IS 'One row per inspection or visit that a published report gives. A report on two authorities'' pages is one row for each.';
