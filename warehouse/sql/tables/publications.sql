-- One row per report on an authority's page; the same file on two authorities' pages is two rows.
CREATE TABLE store.publications (
    ofsted_urn VARCHAR NOT NULL,
    file_id VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    published_on DATE NOT NULL,
    source_url VARCHAR NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ,
    withdrawn_at TIMESTAMPTZ
);
COMMENT ON TABLE store.publications IS 'One row per report on an authority''s page; the same file on two authorities'' pages is two rows.';
COMMENT ON COLUMN store.publications.changed_at IS 'When the page last gave the report another label, date or address, or listed it again; null when never.';
