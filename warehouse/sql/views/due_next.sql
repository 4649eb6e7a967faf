-- One row per authority that exists: its last full inspection, and what past ones suggest of the next. An estimate.
CREATE VIEW due_next AS FROM mart.due_next;
COMMENT ON VIEW due_next IS 'One row per authority that exists: its last full inspection, and, as an estimate, the pathway and the time of the next, from what followed the same overall grade in the past. Ofsted announces no dates: this is what the past suggests and nothing that is planned.';
