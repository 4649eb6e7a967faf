-- One row per reviewed correction of what a document was read to say.
CREATE VIEW corrections AS FROM mart.corrections;
COMMENT ON VIEW corrections IS 'One row per reviewed correction (warehouse/corrections.csv) of what a document was read to say, with the value that was read and whether the correction has any effect.';
