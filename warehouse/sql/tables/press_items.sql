-- One row per item that an authority's newsroom lists.
CREATE TABLE store.press_items (
    release_id VARCHAR NOT NULL,
    ofsted_urn VARCHAR NOT NULL,
    newsroom VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    title VARCHAR,
    published_on DATE,
    first_seen_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ
);
COMMENT ON TABLE store.press_items IS 'One row per item that an authority''s newsroom has listed, read or not.';
