-- A release claims grades only of areas that its kind of inspection judges, at the start that it gives.
SELECT c.release_id, c.kind, p.window_start, c.area
FROM press_claims AS c
JOIN press_releases AS p USING (release_id)
WHERE NOT EXISTS (
    FROM areas AS a
    WHERE a.framework = upper(c.kind) AND a.area = c.area
        AND (p.window_start IS NULL OR (
            p.window_start >= coalesce(a.valid_from, p.window_start)
            AND p.window_start <= coalesce(a.valid_to, p.window_start))));
