-- One row per release and field that it or the report of its inspection gives.
CREATE VIEW reconciliations AS FROM mart.reconciliations;
COMMENT ON VIEW reconciliations IS 'One row per release that is about a known inspection, and field that either gives: an area''s grade, and the period on site where the release gives one. A release that repeats another has rows too (see press_releases.duplicate_of).';
