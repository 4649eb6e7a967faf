-- One row per inspection framework.
CREATE VIEW frameworks AS FROM reference.frameworks;
COMMENT ON VIEW frameworks IS 'One row per inspection framework.';
