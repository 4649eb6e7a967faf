-- The search in what reports say: the paragraphs and list items with all of the words, the most relevant first.
CREATE MACRO search(words, most := NULL, among := ['all']) AS TABLE
SELECT inspection_id, ofsted_urn, authority, framework, published_on, kind, section, number, page, score, occurrences,
    if(list_max(hits) > 0, sentences[list_position(hits, list_max(hits))], text) AS sentence,
    text, source_url
FROM (
    -- How many of the terms each sentence has.
    SELECT *,
        list_transform(
            list_transform(sentences, lambda sentence: ' ' || array_to_string(search_words(sentence), ' ') || ' '),
            lambda said: len(list_filter(terms, lambda forms:
                list_bool_or(list_transform(forms, lambda form: contains(said, form)))))
        ) AS hits
    FROM (
        SELECT *,
            -- A mark at a word's end closes the sentence where a capital, a figure or an opening mark follows.
            string_split(regexp_replace(text, '([.!?][”’")]*)\s+([\p{Lu}\p{N}“‘"(])', '\1' || chr(31) || '\2', 'g'),
                chr(31)) AS sentences
        FROM (
            WITH terms AS MATERIALIZED (
                SELECT row_number() OVER (ORDER BY exact, said) AS term, exact, said
                FROM (
                    -- What stands in quotes is one phrase; a quote that is not closed goes to the end.
                    SELECT DISTINCT starts_with(part, '"') OR len(search_words(part)) > 1 AS exact,
                        search_words(part) AS said
                    FROM (
                        SELECT unnest(regexp_extract_all(translate(words, '“”„', '"""'), '"[^"]*"?|[^"\s]+')) AS part
                    )
                )
                WHERE len(said) > 0
            ),
            -- What may stand at each place of a term: the word as written or, outside phrases, any with its stem. A rare
            -- term weighs more than a common one; a phrase weighs what its words do.
            wanted AS MATERIALIZED (
                SELECT t.term, t.said, t.place, w.word_number, w.word, w.texts,
                    log((n.texts - w.texts + 0.5) / (w.texts + 0.5) + 1) AS weight
                FROM (SELECT *, unnest(said) AS word, generate_subscripts(said, 1) AS place FROM terms) AS t
                LEFT JOIN mart.search_words AS k ON k.word = t.word
                JOIN mart.search_words AS w
                    ON w.stem = coalesce(k.stem, t.word) AND (w.word = t.word OR NOT t.exact),
                    (SELECT count(*) AS texts FROM mart.search_texts) AS n
            ),
            -- Only texts in which the rarest of the words occurs can have them all.
            candidates AS MATERIALIZED (
                SELECT DISTINCT o.text_number
                FROM mart.search_occurrences AS o
                JOIN wanted AS w USING (word_number)
                JOIN (SELECT term, place FROM wanted ORDER BY texts, term, place LIMIT 1) AS rarest USING (term, place)
            ),
            occurring AS (
                SELECT w.term, len(w.said) AS width, w.weight, o.text_number, o.position - w.place AS before
                FROM mart.search_occurrences AS o
                JOIN wanted AS w USING (word_number)
                JOIN candidates USING (text_number)
            ),
            found AS (
                SELECT term, text_number, any_value(weight) AS weight, count(*) AS times
                FROM occurring
                WHERE width = 1
                GROUP BY term, text_number
                UNION ALL
                SELECT term, text_number, any_value(weight), count(*)
                FROM (
                    SELECT term, text_number, sum(weight) AS weight
                    FROM occurring
                    WHERE width > 1
                    GROUP BY term, text_number, before
                    HAVING count(*) = any_value(width)
                )
                GROUP BY term, text_number
            ),
            scored AS (
                SELECT f.text_number, sum(f.times)::BIGINT AS occurrences,
                    round(sum(
                        f.weight * f.times * 2.2 / (f.times + 1.2 * (0.25 + 0.75 * t.length / n.length))
                    ), 4) AS score
                FROM found AS f
                JOIN mart.search_texts AS t USING (text_number),
                    (SELECT avg(length) AS length FROM mart.search_texts) AS n
                GROUP BY f.text_number
                HAVING count(*) = (SELECT count(*) FROM terms)
            ),
            -- Only of what is returned is the text read.
            ranked AS MATERIALIZED (
                SELECT t.text_number, t.document_sha256, t.inspection_number, t.passage, t.kind, t.item,
                    i.inspection_id, i.published_on, s.score, s.occurrences
                FROM scored AS s
                JOIN mart.search_texts AS t USING (text_number)
                JOIN mart.inspections AS i USING (document_sha256, inspection_number)
                WHERE among = ['all'] OR i.inspection_id IN (SELECT unnest(among))
                ORDER BY s.score DESC, i.published_on DESC, i.inspection_id, t.text_number
                LIMIT most
            ),
            -- With one equality alone the few documents are looked up; with more, every row's text is read.
            texts AS (
                SELECT r.*, p.section, p.number, p.page, p.text
                FROM ranked AS r
                JOIN store.passages AS p ON p.document_sha256 = r.document_sha256
                    AND p.inspection_number - r.inspection_number = 0 AND p.position - r.passage = 0
                UNION ALL
                SELECT r.*, f.heading, NULL, f.page, f.text
                FROM ranked AS r
                JOIN store.findings AS f ON f.document_sha256 = r.document_sha256
                    AND f.inspection_number - r.inspection_number = 0 AND f.position - r.item = 0
                    AND f.kind || '' = r.kind
            ),
            shown AS (
                SELECT list(forms) AS terms
                FROM (
                    SELECT list(DISTINCT ' ' || if(len(said) = 1, word, array_to_string(said, ' ')) || ' ') AS forms
                    FROM wanted
                    GROUP BY term
                )
            )
            SELECT t.inspection_id, i.ofsted_urn, i.authority, i.framework, t.published_on, i.source_url,
                coalesce(t.kind, 'passage') AS kind, t.section, t.number, t.page, t.score, t.occurrences, t.text,
                shown.terms
            FROM texts AS t
            JOIN mart.inspections AS i USING (inspection_id),
                shown
            ORDER BY t.score DESC, t.published_on DESC, t.inspection_id, t.text_number
        )
    )
);
COMMENT ON MACRO TABLE search IS 'The paragraphs and list items of reports in which all of the words occur, in any order, the most relevant first. Call it as FROM search(''care leavers "pathway plans"''). A word finds its other regular forms too (leaver: leavers) where release.search_finds_forms says so; what stands in double quotes is found only as written, several words as one phrase. On many reports it is quicker to ask for a few: most := 20 gives the 20 most relevant, and among := (SELECT list(inspection_id) FROM inspections WHERE framework = ''ILACS'') looks in these inspections alone; a WHERE comes after most. The columns are those of passages, with kind (passage, or the kind of finding), score (how relevant it is: BM25 with k 1.2 and b 0.75, as DuckDB''s own full-text search reckons it, to be compared within one search), occurrences (how often the words and phrases occur), and sentence, the first sentence with most of them. An item of a list that stands among the paragraphs too is shown once, as what it is.';
