-- One row per quarter end, area and grade: how many authorities of England stand there, and of how many.
CREATE VIEW national_profile AS
SELECT quarter_end, area, grade, grade_rank, authorities_with_grade, share_of_judged, authorities_judged,
    judged_under_sif, judged_under_ilacs, authorities_without_area, authorities_withheld, authorities_not_yet_judged,
    authorities, framework_break
FROM mart.grade_profile
WHERE region IS NULL;
COMMENT ON VIEW national_profile IS 'One row per quarter end since 2014, area with a standing grade somewhere, and grade: the number and share of authorities that stood there, by what was published by that day. authorities is the sum of authorities_judged, authorities_without_area, authorities_withheld and authorities_not_yet_judged.';
