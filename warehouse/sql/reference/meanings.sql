-- What the codes of document_issues and quarantine mean, and what to do about them.
CREATE TABLE reference.issue_kinds (
    kind VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    meaning VARCHAR NOT NULL,
    what_to_do VARCHAR NOT NULL
);
COMMENT ON TABLE reference.issue_kinds IS 'One row per kind of issue: what it means and what to do about it.';

CREATE TABLE reference.quarantine_reasons (
    reason VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    meaning VARCHAR NOT NULL,
    what_to_do VARCHAR NOT NULL
);
COMMENT ON TABLE reference.quarantine_reasons IS 'One row per reason for the quarantine: what it means and what to do about it.';
