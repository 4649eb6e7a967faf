-- One row per authority that Ofsted's search has ever listed.
CREATE TABLE store.providers (
    ofsted_urn VARCHAR NOT NULL,
    name VARCHAR,
    latest_report_on DATE,
    provider_url VARCHAR,
    first_seen_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    swept_at TIMESTAMPTZ,
    swept_report_on DATE
);
COMMENT ON TABLE store.providers IS 'One row per authority that Ofsted''s search has listed, or whose page was read.';
COMMENT ON COLUMN store.providers.name IS 'Name as Ofsted''s search prints it; null when only the page was read.';
COMMENT ON COLUMN store.providers.latest_report_on IS 'Date of the authority''s latest report of any kind, as the search last gave it.';
COMMENT ON COLUMN store.providers.provider_url IS 'Address of the authority''s page on Ofsted''s site.';
COMMENT ON COLUMN store.providers.swept_at IS 'When the whole of the authority''s page was last read.';
COMMENT ON COLUMN store.providers.swept_report_on IS 'Date of the latest report that the search gave when the page was last read; another date means something new.';
