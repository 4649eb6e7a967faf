-- One row per kind of issue.
CREATE VIEW issue_kinds AS FROM reference.issue_kinds ORDER BY kind;
COMMENT ON VIEW issue_kinds IS 'One row per kind of row in document_issues: what it means and what to do about it.';
