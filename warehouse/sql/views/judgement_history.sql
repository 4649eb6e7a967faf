-- One row per authority, area and graded inspection, with the grade before and the days between which it stood.
CREATE VIEW judgement_history AS FROM mart.judgement_history;
COMMENT ON VIEW judgement_history IS 'One row per authority, area and graded inspection, in the order inspected: the grade, the one before it in the same series of frameworks, and from when until when it stood. A grade stands from its report''s publication until the next inspection of the series is published, also where that one does not judge the area. Reports that were issued anew count once.';
