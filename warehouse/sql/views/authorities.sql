-- One row per authority, those that were abolished included.
CREATE VIEW authorities AS FROM reference.authorities;
COMMENT ON VIEW authorities IS 'One row per authority with children''s services, those that were abolished included.';
