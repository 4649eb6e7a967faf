-- What the search looks words up in: the texts, the words that occur in them, and each place where one does.

CREATE MACRO search_words(words) AS regexp_extract_all(lower(words), '[\p{L}\p{N}]+');
COMMENT ON MACRO search_words IS 'The words of a text as search compares them, in their order: runs of letters and figures, in small letters.';

CREATE TEMP TABLE numbered AS
-- An item of a list mostly stands among the paragraphs too, there at times with a reference in brackets at its end.
WITH alike AS (
    SELECT p.document_sha256, p.inspection_number, p.position AS passage, f.kind, f.position AS item, length(f.text) AS size
    FROM store.passages AS p
    JOIN store.findings AS f USING (document_sha256, inspection_number, page)
    WHERE starts_with(p.text || ' (', f.text || ' (')
),
texts AS (
    SELECT p.document_sha256, p.inspection_number, p.position AS passage, a.kind, NULL::INTEGER AS item
    FROM store.passages AS p
    LEFT JOIN (
        SELECT document_sha256, inspection_number, passage, max_by(kind, (size, kind)) AS kind FROM alike GROUP BY ALL
    ) AS a ON a.document_sha256 = p.document_sha256 AND a.inspection_number = p.inspection_number
        AND a.passage = p.position
    UNION ALL
    SELECT f.document_sha256, f.inspection_number, NULL, f.kind, f.position
    FROM store.findings AS f
    ANTI JOIN alike AS a ON a.document_sha256 = f.document_sha256 AND a.inspection_number = f.inspection_number
        AND a.kind = f.kind AND a.item = f.position
)
SELECT row_number() OVER (ORDER BY document_sha256, inspection_number, passage, kind, item)::INTEGER AS text_number, *
FROM texts
SEMI JOIN mart.inspections USING (document_sha256, inspection_number);

-- DuckDB gives a table of so few rows to one thread: read in halves, here and below, it is the work of two.
-- Most of what stands between two spaces is seen many times: to take each apart once is far cheaper.
CREATE TEMP TABLE vocabulary AS
WITH spaced AS (
    SELECT DISTINCT unnest(string_split(text, ' ')) AS chunk
    FROM (
        SELECT text FROM store.passages WHERE position % 2 = 0
        UNION ALL
        SELECT text FROM store.passages WHERE position % 2 = 1
        UNION ALL
        SELECT text FROM store.findings
    )
)
SELECT row_number() OVER (ORDER BY stem, word)::INTEGER AS word_number,
    dense_rank() OVER (ORDER BY stem)::INTEGER AS stem_number, word, stem
FROM (
    SELECT word, word_stem(word) AS stem
    FROM (SELECT DISTINCT unnest(search_words(chunk)) AS word FROM spaced)
);

-- One row per word of a text. The rows of a stem stand together, so that a search reads few of all.
CREATE TABLE mart.search_occurrences AS
SELECT v.word_number, o.text_number, o.position
FROM (
    SELECT text_number, unnest(said) AS word, generate_subscripts(said, 1)::INTEGER AS position
    FROM (
        SELECT n.text_number, search_words(p.text) AS said
        FROM store.passages AS p
        JOIN numbered AS n ON n.document_sha256 = p.document_sha256 AND n.inspection_number = p.inspection_number
            AND n.passage = p.position
        WHERE p.position % 2 = 0
        UNION ALL
        SELECT n.text_number, search_words(p.text)
        FROM store.passages AS p
        JOIN numbered AS n ON n.document_sha256 = p.document_sha256 AND n.inspection_number = p.inspection_number
            AND n.passage = p.position
        WHERE p.position % 2 = 1
        UNION ALL
        SELECT n.text_number, search_words(f.text)
        FROM store.findings AS f
        JOIN numbered AS n ON n.document_sha256 = f.document_sha256 AND n.inspection_number = f.inspection_number
            AND n.kind = f.kind AND n.item = f.position
    )
) AS o
JOIN vocabulary AS v USING (word)
ORDER BY v.stem_number, o.text_number, o.position;
COMMENT ON TABLE mart.search_occurrences IS 'One row per word of a text that search knows.';
COMMENT ON COLUMN mart.search_occurrences.word_number IS 'The word; see mart.search_words.';
COMMENT ON COLUMN mart.search_occurrences.text_number IS 'The text; see mart.search_texts.';
COMMENT ON COLUMN mart.search_occurrences.position IS 'Which of the text''s words it is, from 1.';

-- One row per paragraph, and per item of a list that is none of them.
CREATE TABLE mart.search_texts AS
SELECT n.text_number, n.document_sha256, n.inspection_number, n.passage, n.kind, n.item, w.length
FROM numbered AS n
JOIN (SELECT text_number, count(*)::INTEGER AS length FROM mart.search_occurrences GROUP BY text_number) AS w
    USING (text_number)
ORDER BY n.text_number;
COMMENT ON TABLE mart.search_texts IS 'One row per text that search knows: a paragraph, or an item of a list that is not among the paragraphs.';
COMMENT ON COLUMN mart.search_texts.text_number IS 'Number of the text in this file.';
COMMENT ON COLUMN mart.search_texts.passage IS 'Position of the paragraph; null for an item of a list.';
COMMENT ON COLUMN mart.search_texts.kind IS 'Kind of the item of a list, also where it is a paragraph; null for other paragraphs.';
COMMENT ON COLUMN mart.search_texts.item IS 'Position of the item in its list; null for a paragraph.';
COMMENT ON COLUMN mart.search_texts.length IS 'Number of the text''s words.';

-- One row per word that occurs.
CREATE TABLE mart.search_words AS
-- In the order of the table a text with a stem is new where the row before is of another: to count the different ones
-- by putting them together takes many times the memory.
WITH in_order AS (
    SELECT v.stem_number,
        coalesce(
            v.stem_number <> lag(v.stem_number) OVER () OR o.text_number <> lag(o.text_number) OVER (), true) AS is_new
    FROM mart.search_occurrences AS o
    JOIN vocabulary AS v USING (word_number)
),
counted AS (
    SELECT stem_number, count_if(is_new)::BIGINT AS texts FROM in_order GROUP BY stem_number
)
SELECT v.word_number, v.word, v.stem, c.texts
FROM vocabulary AS v
JOIN counted AS c USING (stem_number)
ORDER BY v.word_number;
COMMENT ON TABLE mart.search_words IS 'One row per different word of the texts that search knows.';
COMMENT ON COLUMN mart.search_words.word_number IS 'Number of the word in this file.';
COMMENT ON COLUMN mart.search_words.word IS 'The word, in small letters.';
COMMENT ON COLUMN mart.search_words.stem IS 'What the forms of the word have in common; the word itself where no stemmer was to be had when the file was built.';
COMMENT ON COLUMN mart.search_words.texts IS 'Number of texts in which a word with the same stem occurs.';

DROP TABLE temp.numbered;
DROP TABLE temp.vocabulary;
