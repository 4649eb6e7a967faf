-- One row per run and kind of request in which hosts were at fault: they failed, or gave something else too often.
-- Of all reports one in a hundred is lost; more than two and one in twenty of a run's, or most of a few, are not.
CREATE OR REPLACE VIEW store.hosts_at_fault AS
SELECT run_id, kind
FROM store.fetches
GROUP BY run_id, kind
HAVING bool_or(outcome = 'failed')
    OR count_if(outcome = 'rejected') > greatest(2, 0.05 * count(*))
    OR count_if(outcome = 'rejected') > 0.25 * count(*);
COMMENT ON VIEW store.hosts_at_fault IS 'One row per run and kind of request in which hosts were at fault: they failed, or gave something else too often.';
