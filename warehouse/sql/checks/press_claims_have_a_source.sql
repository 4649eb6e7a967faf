-- Each claim, unsure claim and earlier grade shows the words that give it, as long as their place is.
SELECT release_id, area AS what, quote, char_start, char_end FROM press_claims
WHERE trim(quote) = '' OR char_start < 0 OR char_end - char_start <> length(quote) OR url IS NULL
UNION ALL
SELECT release_id, reason, quote, char_start, char_end FROM press_unsure_claims
WHERE char_start < 0 OR char_end - char_start <> length(quote)
UNION ALL
SELECT release_id, grade, quote, char_start, char_end FROM press_earlier_grades
WHERE char_start < 0 OR char_end - char_start <> length(quote)
UNION ALL
SELECT c.release_id, 'claim of no reading', c.document_sha256, NULL, NULL
FROM store.press_claims AS c ANTI JOIN store.press_readings AS r USING (release_id, document_sha256);
