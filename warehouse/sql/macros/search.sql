-- The search in what reports say: search_words takes a text apart, search_passages finds the texts with given words.

-- A text's words, in small letters, with two spaces between them and one before and after them all.
CREATE MACRO search_words(words) AS
    ' ' || replace(trim(regexp_replace(lower(words), '[^\p{L}\p{N}]+', ' ', 'g')), ' ', '  ') || ' ';
COMMENT ON MACRO search_words IS 'A text''s words as search_passages compares them: in small letters, without marks, each with a space on either side.';

-- The paragraphs and list items of reports in which all of the words occur, those with most occurrences first.
CREATE MACRO search_passages(words) AS TABLE
WITH wanted AS (
    SELECT list_filter(
        list_transform(
            -- What stands in quotes is one phrase; a quote that is not closed goes to the end.
            regexp_extract_all(translate(words, '“”„', '"""'), '"[^"]*"?|[^"\s]+'),
            lambda part: search_words(part)),
        lambda term: trim(term) <> '') AS terms,
        list_filter(string_split(search_words(words), ' '), lambda word: word <> '') AS parts
),
texts AS (
    SELECT inspection_id, ofsted_urn, authority, framework, published_on, kind, heading AS section, NULL AS number,
        page, text, source_url
    FROM findings
    UNION ALL
    SELECT p.inspection_id, p.ofsted_urn, p.authority, p.framework, p.published_on, 'passage', p.section, p.number,
        p.page, p.text, p.source_url
    FROM passages AS p
),
-- To look for letters is far cheaper than to take each text apart into words.
likely AS MATERIALIZED (
    SELECT t.*, w.terms
    FROM texts AS t, wanted AS w
    WHERE len(w.terms) > 0
        AND len(list_filter(w.parts, lambda part: NOT contains(lower(t.text), part))) = 0
),
counted AS (
    SELECT *,
        list_transform(terms, lambda term:
            (length(search_words(text)) - length(replace(search_words(text), term, ''))) // length(term)) AS times,
        list_transform(
            -- A mark at a word's end closes the sentence where a capital, a figure or an opening mark follows.
            string_split(regexp_replace(text, '([.!?][”’")]*)\s+([\p{Lu}\p{N}“‘"(])', '\1' || chr(31) || '\2', 'g'), chr(31)),
            lambda sentence: {
                'says': trim(sentence),
                'hits': len(list_filter(terms, lambda term: contains(search_words(sentence), term)))
            }) AS sentences
    FROM likely
)
SELECT inspection_id, ofsted_urn, authority, framework, published_on, kind, section, number, page,
    list_sum(times)::BIGINT AS occurrences,
    coalesce(
        list_filter(sentences, lambda sentence: sentence.hits = len(terms))[1].says,
        list_filter(sentences, lambda sentence: sentence.hits > 0)[1].says,
        text) AS sentence,
    text, source_url
FROM counted
WHERE list_min(times) > 0
-- An item of a list can also stand among the paragraphs: it is shown once, as what it is.
QUALIFY kind <> 'passage' OR count(*) FILTER (kind <> 'passage') OVER (PARTITION BY inspection_id, page, sentence) = 0
ORDER BY occurrences DESC, published_on DESC, inspection_id, page, text;
COMMENT ON MACRO TABLE search_passages IS 'The paragraphs and list items of reports in which all of the words occur, as whole words and in any order, those with most occurrences first. Words in double quotes are one phrase. The columns are those of passages, with kind (passage, or the kind of finding), occurrences, and sentence, the first sentence with all of the words or else with one.';
