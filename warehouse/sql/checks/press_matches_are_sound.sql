-- A release is about an inspection of the same authority, of its kind, that had ended; a duplicate repeats an original.
SELECT p.release_id, p.inspection_id, p.kind, i.framework, p.published_on, i.inspection_end
FROM press_releases AS p
LEFT JOIN inspections AS i ON i.inspection_id = p.inspection_id
WHERE p.inspection_id IS NOT NULL AND (
    i.inspection_id IS NULL
    OR i.ofsted_urn <> p.ofsted_urn
    OR i.superseded_by IS NOT NULL
    OR i.inspection_end > p.published_on
    OR p.kind IN ('other', 'not_about_the_council')
    OR NOT ends_with(replace(i.framework, '_2016', ''), upper(p.kind)))
UNION ALL
SELECT p.release_id, p.duplicate_of, p.kind, o.duplicate_of, p.published_on, NULL
FROM press_releases AS p
LEFT JOIN press_releases AS o ON o.release_id = p.duplicate_of
WHERE p.duplicate_of IS NOT NULL AND (
    o.release_id IS NULL OR o.duplicate_of IS NOT NULL OR o.ofsted_urn <> p.ofsted_urn);
