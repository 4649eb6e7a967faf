-- One row per reason for the quarantine.
CREATE VIEW quarantine_reasons AS FROM reference.quarantine_reasons ORDER BY stage, reason;
COMMENT ON VIEW quarantine_reasons IS 'One row per reason that quarantine can give: what it means and what to do about it.';
