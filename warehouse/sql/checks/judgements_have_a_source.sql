-- Each judgement belongs to an inspection and shows the page and the words that give it.
SELECT j.inspection_id, j.area, j.page, j.quote
FROM judgements AS j
LEFT JOIN inspections AS i USING (inspection_id)
LEFT JOIN documents AS d ON d.document_sha256 = i.document_sha256
WHERE i.inspection_id IS NULL OR j.page < 1 OR j.page > d.pages OR trim(j.quote) = '' OR j.witnesses < 1
    OR j.source_url IS NULL;
